import type { Block } from "../manuscript.ts";

/** 3GPP TR 21.801: these clauses have no number. */
const UNNUMBERED = new Set(["foreword", "introduction", "contents"]);

/** `6.X Title` → `6.X` and `Title`; the number is "" where there is none. */
export function splitNumber(words: string): { readonly number: string; readonly title: string } {
  const annex = /^(Annex(?: [A-Z])?(?: \((?:normative|informative)\))?):\s*(.*)$/u.exec(words);
  if (annex !== null) return { number: annex[1] ?? "", title: annex[2] ?? "" };
  const found = /^((?:\d+|[A-Z](?=\.))[a-z]?(?:\.(?:\d+|[A-Z])[a-z]?)*)\.?\s+(\S.*)$/u.exec(words);
  return found === null ? { number: "", title: words } : { number: found[1] ?? "", title: found[2] ?? "" };
}

/** Numbers by depth, letters for annexes; a number that was typed gives way. */
export function numberClauses(blocks: readonly Block[]): readonly Block[] {
  let counters: (number | string)[] = [];
  let clauses = 0;
  let annexes = 0;
  return blocks.map((block): Block => {
    if (block.kind !== "heading") return block;
    const { level, title } = block;
    if (level === 1 && UNNUMBERED.has(title.toLowerCase())) {
      counters = [];
      return { ...block, number: "" };
    }
    if (level === 1 && block.number.startsWith("Annex")) {
      annexes += 1;
      const letter = String.fromCharCode(64 + annexes);
      counters = [letter];
      const status = /\(.*\)/u.exec(block.number)?.[0];
      return { ...block, number: `Annex ${letter}${status === undefined ? "" : ` ${status}`}` };
    }
    if (level === 1) {
      clauses += 1;
      counters = [clauses];
      return { ...block, number: String(clauses) };
    }
    if (counters.length === 0) return { ...block, number: "" };
    counters = counters.slice(0, level);
    while (counters.length < level) counters.push(0);
    counters[level - 1] = Number(counters[level - 1] ?? 0) + 1;
    return { ...block, number: counters.join(".") };
  });
}

/** A title as an id: `Definitions, symbols` → `definitions-symbols`. */
export function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/gu, "");
}

/** Ids that two headings or entries share get a number from the second one on. */
export function tellApart(blocks: readonly Block[]): readonly Block[] {
  const seen = new Map<string, number>();
  return blocks.map((block): Block => {
    if (block.kind !== "heading" && block.kind !== "entry") return block;
    const count = (seen.get(block.id) ?? 0) + 1;
    seen.set(block.id, count);
    return count === 1 ? block : { ...block, id: `${block.id}-${count}` };
  });
}
