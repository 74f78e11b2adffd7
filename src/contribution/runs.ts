import type { RawPiece } from "./outline.ts";
import { compareUnits, expectedAfter, mayBegin, mayFollow, type Unit } from "./printed-label.ts";

/** Numbered paragraphs that continue each other: a flow, or a list of something else. */
export interface Run {
  /** Indexes of pieces, in order. */
  readonly items: readonly number[];
  readonly region: number;
}

interface OpenRun {
  readonly items: number[];
  readonly region: number;
  readonly shape: string;
  readonly indent: number;
  last: Unit;
  isTitles: boolean;
}

export interface Runs {
  readonly runs: readonly Run[];
  /** Pieces with a number that are headings after all. */
  readonly titles: ReadonlySet<number>;
}

/** Lists within lists within lists: no deeper. */
const DEEPEST = 12;
/** A title that leaves out no more than one number goes on with the list in front of it. */
const NEAREST = 2;
/** A number this far off begins something of its own. */
const FARTHEST = 20;

/** Sorts the numbered pieces into runs: each goes where its number follows, begins a new run, or leaves a gap in the latest. */
export function findRuns(pieces: readonly RawPiece[]): Runs {
  const runs: OpenRun[] = [];
  const titles = new Set<number>();
  let open: OpenRun[] = [];
  let region = 0;
  let sawCaption = false;
  let before: RawPiece | null = null;
  const nextLabels = labelsAhead(pieces);
  for (const [at, piece] of pieces.entries()) {
    if (piece.region !== region) {
      // A table does not end what is numbered around it.
      if (piece.region !== 0) open = open.filter((run) => run.region === 0 || run.region === piece.region);
      region = piece.region;
    }
    if ((piece.role === "heading" || piece.role === "marker") && piece.region === 0) open = [];
    if (piece.role === "caption") sawCaption = true;
    if (piece.role === "text" && piece.label !== null) {
      const isFresh = sawCaption || (before !== null && /:\s*$/u.test(before.paragraph.text));
      const placed = place(piece, piece.label.spans[0]?.first, open, nextLabels[at] ?? null, isFresh);
      if (placed === "title") {
        titles.add(at);
        open = [];
      } else if (placed === null) {
        const isNested = !sawCaption && before !== null && isLeadIn(before, piece, open);
        if (!isNested) open = open.filter((run) => run.region !== piece.region);
        const run = begin(piece, at);
        runs.push(run);
        open = [...open.slice(1 - DEEPEST), run];
        sawCaption = false;
      } else {
        open = open.slice(0, open.indexOf(placed) + 1);
        placed.items.push(at);
        placed.isTitles &&= piece.isTitleLike;
        placed.last = latest(placed.last, piece);
      }
    }
    if (piece.role === "text") before = piece;
  }
  return { runs: runs.map(({ items, region: where }) => ({ items, region: where })), titles };
}

/**
 * The run it continues; null where it begins one.
 *
 * @param isFresh whether a caption or a colon stands in front of it
 */
function place(
  piece: RawPiece,
  first: Unit | undefined,
  open: readonly OpenRun[],
  ahead: Unit | null,
  isFresh: boolean,
): OpenRun | "title" | null {
  if (first === undefined) return null;
  const shape = piece.label?.shape ?? "";
  const inRegion = open.filter((run) => run.region === piece.region);
  const follows = inRegion.filter((run) => mayFollow(run.last, first));
  // Two lists may have come equally far, one within the other: how far in it stands tells which.
  const next =
    follows.findLast((run) => run.shape === shape && run.indent === piece.paragraph.indent) ??
    follows.findLast((run) => run.shape === shape) ??
    follows.findLast((run) => run.indent === piece.paragraph.indent);
  if (next !== undefined) {
    if (!piece.isTitleLike || next.isTitles || isTight(piece)) return next;
    return ahead !== null && mayFollow(first, ahead) ? next : "title";
  }
  if (piece.isTitleLike) return mayBegin(first) ? null : (leftOut(first, shape, piece, inRegion, ahead) ?? "title");
  const twin = inRegion.at(-1);
  // The first number twice in a row, and then it goes on: not two lists.
  const isTwin =
    twin !== undefined && twin.items.length === 1 && !twin.isTitles && twin.shape === shape && twin.indent === piece.paragraph.indent;
  if (isTwin && !isFresh && compareUnits(twin.last, first) === 0 && ahead !== null && !mayBegin(ahead)) return twin;
  if (mayBegin(first)) return null;
  const same = inRegion.findLast(
    (run) => run.shape === shape && run.last.prefix === first.prefix && run.last.numbers.length === first.numbers.length,
  );
  // "With the other way, steps 2 and 3 change as follows:" and then those two.
  if (isFresh && same !== undefined && compareUnits(first, same.last) < 0) return null;
  const distance = (first.numbers.at(-1) ?? 0) - (same?.last.numbers.at(-1) ?? 0);
  return same === undefined || distance > FARTHEST ? null : same;
}

/** Right below the line in front of it: a list goes on, and a heading has room around it. Word has no empty lines that tell. */
function isTight({ label, paragraph: { blankBefore, place } }: RawPiece): boolean {
  return label?.isBare === false && blankBefore === 0 && place.wordParagraph === null;
}

/** "6 ACK", "8 BYE" and then "9 200 OK": of a list of titles, the one that goes on behind a number that is left out or told again. */
function leftOut(first: Unit, shape: string, piece: RawPiece, open: readonly OpenRun[], ahead: Unit | null): OpenRun | null {
  const titles = open.findLast(
    (run) => run.isTitles && run.items.length > 1 && run.shape === shape && run.indent === piece.paragraph.indent,
  );
  const distance = (first.numbers.at(-1) ?? 0) - (titles?.last.numbers.at(-1) ?? 0);
  if (titles === undefined || titles.last.numbers.length !== first.numbers.length || distance < 0 || distance > NEAREST) return null;
  const isFollowed = ahead !== null && (mayFollow(first, ahead) || (distance === 0 && mayFollow(expectedAfter(first, ahead), ahead)));
  return isFollowed ? titles : null;
}

function begin(piece: RawPiece, at: number): OpenRun {
  const { label, region, paragraph, isTitleLike } = piece;
  const last = label?.spans.at(-1)?.last ?? { prefix: "", numbers: [0], letter: "", primes: 0 };
  return { items: [at], region, shape: label?.shape ?? "", indent: paragraph.indent, last, isTitles: isTitleLike };
}

/** A number that stands too early does not turn the run back. */
function latest(last: Unit, piece: RawPiece): Unit {
  const next = piece.label?.spans.at(-1)?.last ?? last;
  return mayFollow(next, last) ? last : next;
}

/** Whether a list within a step begins here. */
function isLeadIn(before: RawPiece, piece: RawPiece, open: readonly OpenRun[]): boolean {
  if (/:\s*$/u.test(before.paragraph.text)) return true;
  const outer = open.findLast((run) => run.region === piece.region);
  return outer !== undefined && (piece.paragraph.indent > outer.indent || piece.label?.shape !== outer.shape);
}

/** For each piece, the first number of the next numbered piece. */
function labelsAhead(pieces: readonly RawPiece[]): readonly (Unit | null)[] {
  const ahead: (Unit | null)[] = new Array(pieces.length).fill(null);
  let next: Unit | null = null;
  for (let at = pieces.length - 1; at >= 0; at -= 1) {
    ahead[at] = next;
    const piece = pieces[at];
    if (piece?.role === "text" && piece.label !== null) next = piece.label.spans[0]?.first ?? next;
  }
  return ahead;
}
