import type { Caption } from "../../../contribution/index.ts";
import type { ContributionCheck } from "../rule.ts";

export const noDuplicate: ContributionCheck = {
  id: "caption/no-duplicate",
  *check({ captions }, { placeholders }) {
    const isOpen = (label: string) => label.split(/[.\-\s]/u).some((part) => placeholders.includes(part));
    const byLabel = new Map<string, Caption>();
    const byText = new Map<string, Caption>();
    const listed = listedIn(captions);
    for (const caption of captions) {
      // `Figure 3` alone on its line may be the end of a sentence.
      if (listed.has(caption) || caption.text === "") continue;
      const label = `${caption.of} ${caption.label.toLowerCase()}`;
      const text = `${caption.of} ${caption.text.toLowerCase()}`;
      const first = isOpen(caption.label) ? undefined : byLabel.get(label);
      const twin = caption.text.trim() === "" || /\bvoid\b/iu.test(caption.text) ? undefined : byText.get(text);
      const found = first ?? twin;
      if (!byLabel.has(label)) byLabel.set(label, caption);
      if (!byText.has(text)) byText.set(text, caption);
      if (found === undefined || (found.label !== caption.label && first === undefined && isContinued(caption.text))) continue;
      const what = first === undefined ? `caption "${caption.text}"` : `label "${caption.label}"`;
      // The same label and the same words: one picture shown twice, before and after a change, or over two pages.
      const isSame = first !== undefined && areSame(wordsOf(first), wordsOf(caption));
      if (isSame || isContinued(caption.text)) continue;
      yield {
        place: caption.place,
        clause: caption.clause,
        quote: first === undefined ? caption.text : `${caption.of === "figure" ? "Figure" : "Table"} ${caption.label}`,
        reason: `Unexpected second ${caption.of} with the ${what}, expected one of its own`,
        ...(first === undefined ? { severity: "info" as const } : {}),
        related: [{ message: `The first one stands here`, place: found.place }],
      };
    }
  },
};

/** Without the page that a list of figures gives. */
function wordsOf({ text }: Caption): string {
  return text
    .toLowerCase()
    .replace(/[\s.]+\d+$/u, "")
    .replace(/\s+/gu, " ");
}

/** One may go on where the other ends: what stands below it is read as a part of it. */
function areSame(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return a === b || (short.length >= WHOLE && long.startsWith(short));
}

/** So many letters are a whole caption. */
const WHOLE = 12;

/** So many captions that follow each other with nothing between them are a list of figures or tables. */
const LISTED = 3;

function listedIn(captions: readonly Caption[]): ReadonlySet<Caption> {
  const listed = new Set<Caption>();
  let row: Caption[] = [];
  for (const caption of captions) {
    // Lines that were joined into one.
    if (/\d\s+(?:Figure|Table)\s+[A-Z]?\d[\w.-]*[:.\s]/u.test(caption.text)) listed.add(caption);
    const last = row.at(-1);
    if (last === undefined || caption.piece.index !== last.piece.index + 1) row = [];
    row.push(caption);
    if (row.length >= LISTED) for (const each of row) listed.add(each);
  }
  return listed;
}

function isContinued(text: string): boolean {
  return /\b(?:continued|concluded|cont\.|part \d|sheet \d|\d of \d)|\(\d\/\d\)/iu.test(text);
}
