import type { RowHeights } from "./row-heights.ts";

/** What a page has beside its rows. */
export interface PageRoom {
  readonly height: number;
  /** Above the first row of the first page, and of each other. */
  readonly above: number;
  readonly continued: number;
  /** Under the last row of a page, and of the last page. */
  readonly below: number;
  readonly atEnd: number;
  /** Whether a page may be higher where a single row needs it. */
  readonly grows: boolean;
}

/** A page more, in the unit of what it costs to tear things: few pages are wanted first, then even ones. */
const A_PAGE = 3;
/** A page with a single row looks like a mistake. */
const LONELY = 1;

/** The height of a page with the rows from one to another. */
export function pageHeight(heights: RowHeights, room: PageRoom, first: number, end: number): number {
  const { before, reopened, closing } = heights;
  const isLast = end === before.length - 1;
  const rows = (before[end] ?? 0) - (before[first] ?? 0);
  const top = first === 0 ? room.above : room.continued + (reopened[first] ?? 0);
  return top + rows + (isLast ? room.atEnd : room.below + (closing[end - 1] ?? 0));
}

/**
 * Where pages end so that they are few, even, and tear little: the least sum over all ways to break them. Time grows with the rows times
 * those of a page.
 *
 * @param costs of beginning a page with a row
 * @param says whether a row is more than the border of a frame: a page has one of these at least
 * @returns the rows in front of which pages end, the last of them after the last row; null where a row fits no page
 */
export function pageBreaks(
  heights: RowHeights,
  room: PageRoom,
  costs: Float64Array,
  says: (row: number) => boolean,
): readonly number[] | null {
  const all = heights.before.length - 1;
  const best = new Float64Array(all + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(all + 1).fill(-1);
  best[0] = 0;
  for (let end = 1; end <= all; end += 1) {
    const tear = end === all ? 0 : (costs[end] ?? 0);
    let said = 0;
    for (let first = end - 1; first >= 0; first -= 1) {
      if (says(first)) said += 1;
      const isFull = (heights.before[end] ?? 0) - (heights.before[first] ?? 0) + Math.min(room.above, room.continued) > room.height;
      if (isFull && said > 1) break;
      const before = best[first] ?? Number.POSITIVE_INFINITY;
      if (said === 0 || before === Number.POSITIVE_INFINITY) continue;
      const height = pageHeight(heights, room, first, end);
      if (height > room.height && !(room.grows && said === 1)) continue;
      const empty = Math.max(0, 1 - height / room.height);
      const cost = before + A_PAGE + empty * empty + tear + (said === 1 ? LONELY : 0);
      if (cost < (best[end] ?? 0)) {
        best[end] = cost;
        from[end] = first;
      }
    }
  }
  if (best[all] === Number.POSITIVE_INFINITY) return null;
  const ends: number[] = [];
  for (let end = all; end > 0; end = from[end] ?? 0) ends.push(end);
  return ends.reverse();
}
