import type { RawPiece } from "./outline.ts";
import { type PrintedLabel, readSpans } from "./printed-label.ts";

/** Items that all have one number: Markdown counts them itself. */
interface Items {
  readonly label: PrintedLabel;
  readonly members: number[];
}

/** Two may be a slip. */
const FEWEST = 3;

/** Items that are all typed `1.`, next to each other and equally far in, get the numbers that a reader of the Markdown sees. */
export function countItems(pieces: RawPiece[]): void {
  /** By how far in they stand. */
  let open: (Items | undefined)[] = [];
  const close = (from: number): void => {
    for (const items of open.slice(from)) if (items !== undefined && items.members.length >= FEWEST) count(pieces, items);
    open = open.slice(0, from);
  };
  for (const [at, { paragraph, role, label, region }] of pieces.entries()) {
    if (region !== 0) continue;
    if (role !== "text" || label === null || !isPlain(label) || paragraph.label !== null) {
      close(role === "heading" || role === "marker" ? 0 : paragraph.indent);
      continue;
    }
    close(paragraph.indent + 1);
    const same = open[paragraph.indent];
    if (same?.label.text === label.text && same.label.shape === label.shape) same.members.push(at);
    else {
      close(paragraph.indent);
      open[paragraph.indent] = { label, members: [at] };
    }
  }
  close(0);
}

function isPlain({ spans: [span, ...more], isBare }: PrintedLabel): boolean {
  return !isBare && span !== undefined && more.length === 0 && span.first === span.last && span.first.numbers.length === 1;
}

function count(pieces: RawPiece[], { members }: Items): void {
  for (const [order, at] of members.entries()) {
    const piece = pieces[at];
    const first = Number(piece?.label?.text);
    if (piece?.label == null || !Number.isInteger(first)) continue;
    const text = String(first + order);
    pieces[at] = { ...piece, label: { ...piece.label, text, spans: readSpans(text, 0)?.spans ?? piece.label.spans } };
  }
}
