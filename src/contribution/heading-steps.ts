import { actsIn } from "./acts.ts";
import type { RawPiece } from "./outline.ts";
import { compareUnits, mayBegin, mayFollow, type PrintedLabel, printedLabel, type Unit } from "./printed-label.ts";
import type { Run } from "./runs.ts";

/** Headings that count steps, and where the text of the last one ends. */
export interface HeadedRun extends Run {
  /** Index of the piece behind it. */
  readonly end: number;
}

interface OpenRun {
  readonly items: number[];
  readonly level: number | null;
  readonly shape: string;
  last: Unit;
}

/** A number farther off begins something of its own. */
const FARTHEST = 3;

/** The label of a heading that may be a step: `Step 3: Attach Request`, or `3. UE → MME: Attach Request`. */
export function headingLabel(text: string): PrintedLabel | null {
  const label = printedLabel(text);
  if (label === null || label.isBare || label.spans.some(({ first, last }) => first.numbers.length !== 1 || last.numbers.length !== 1))
    return null;
  return label;
}

/**
 * Headings of one level that count, each with what stands below it: "Step 1", "Step 2", or titles that say themselves who does what. "1.
 * Introduction" and "2. Scope" do not.
 */
export function headedRuns(pieces: readonly RawPiece[]): readonly HeadedRun[] {
  const runs: HeadedRun[] = [];
  let open: OpenRun | null = null;
  const close = (end: number): void => {
    if (open !== null && open.items.length > 1 && (open.shape === "Step #" || areTold(pieces, open.items)))
      runs.push({ items: open.items, region: 0, end });
    open = null;
  };
  for (const [at, { role, label, region, paragraph }] of pieces.entries()) {
    if (region !== 0 || (role !== "heading" && role !== "marker")) continue;
    const { level }: { readonly level: number | null } = paragraph;
    const run = open as OpenRun | null;
    if (run !== null && role === "heading" && level !== null && run.level !== null && level > run.level) continue;
    const first = role === "heading" ? label?.spans[0]?.first : undefined;
    if (label === null || first === undefined) close(at);
    else if (run !== null && run.level === level && run.shape === label.shape && goesOn(run.last, first)) {
      run.items.push(at);
      run.last = label.spans.at(-1)?.last ?? first;
    } else {
      close(at);
      if (mayBegin(first)) open = { items: [at], level, shape: label.shape, last: label.spans.at(-1)?.last ?? first };
    }
  }
  close(pieces.length);
  return runs;
}

function goesOn(last: Unit, first: Unit): boolean {
  if (mayFollow(last, first)) return true;
  const distance = (first.numbers[0] ?? 0) - (last.numbers[0] ?? 0);
  return last.prefix === first.prefix && distance <= FARTHEST && compareUnits(last, first) < 0;
}

/** Whether most of the titles say who does what: each of them is a sentence. */
function areTold(pieces: readonly RawPiece[], items: readonly number[]): boolean {
  const told = items.filter((at) => {
    const piece = pieces[at];
    if (piece === undefined) return false;
    const { acts } = actsIn(piece.paragraph, piece.from, { subject: null, sentences: 0 });
    return acts.some(({ sender, receiver, message }) => sender !== null && (receiver !== null || message !== null));
  });
  return told.length * 3 >= items.length * 2;
}
