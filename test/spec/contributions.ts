import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A numbered paragraph of a contribution, or a NOTE, as its file has it. */
export interface Original {
  /** `3~5`, `NOTE`, `NOTE 2`, `a`. */
  readonly label: string;
  readonly text: string;
}

/** How a contribution of the shared folder prints one of its flows. */
export interface Printing {
  readonly file: string;
  /** The line of its caption, and the first line behind its steps. */
  readonly caption: RegExp;
  readonly end: RegExp;
  /** What a numbered paragraph begins with. */
  readonly step: RegExp;
}

export interface OriginalFlow {
  readonly caption: { readonly label: string; readonly text: string };
  readonly preconditions: readonly Original[];
  /** Steps and NOTEs in the order of the page. */
  readonly page: readonly Original[];
}

const NOTE = /^\s*(NOTE(?: \d+)?):\s*(.*)$/u;

/** A flow as the contribution prints it. */
export function originalOf(shared: string, { file, caption, end, step }: Printing): OriginalFlow {
  const lines = textOf(shared, file).split("\n");
  const at = lines.findIndex((line) => caption.test(line));
  const stop = lines.findIndex((line, index) => index > at && end.test(line));
  const [, label = "", text = ""] = /Figure (\S+?):? (.*)$/u.exec((lines[at] ?? "").trim()) ?? [];
  const before = lines.slice(0, at);
  const first = before.findLastIndex((line) => /^Preconditions:/u.test(line));
  return {
    caption: { label, text: text.trim() },
    preconditions: first === -1 ? [] : itemsOf(before.slice(first + 1), /^([a-z])\)-?\s*(.*)$/u),
    page: itemsOf(lines.slice(at + 1, stop === -1 ? lines.length : stop), step),
  };
}

export function textOf(shared: string, file: string): string {
  return readFileSync(join(shared, "contributions", file), "utf8").replaceAll("\u00a0", " ");
}

/** Labels may stand alone on their line. */
function itemsOf(lines: readonly string[], begin: RegExp): readonly Original[] {
  const items: { label: string; text: string }[] = [];
  for (const line of lines) {
    const [, label, text = ""] = NOTE.exec(line) ?? begin.exec(line) ?? [];
    const last = items.at(-1);
    if (label !== undefined) items.push({ label, text: text.trim() });
    else if (last !== undefined) last.text = `${last.text} ${line.trim()}`.trim();
  }
  return items;
}
