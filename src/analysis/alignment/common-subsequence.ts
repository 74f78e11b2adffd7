/** How many differences are looked through; two sequences that differ more have little in common. */
const MOST_DIFFERENCES = 1500;

/**
 * Pairs of indices of what two sequences have in common, in order: as many as can be. After E. Myers, "An O(ND) difference algorithm and its
 * variations" (1986): the more alike, the quicker. Where they differ in too much, only the beginning and the end they share.
 */
export function commonSubsequence(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...Array.from({ length: start }, (_, at) => [at, at] as const),
    ...middle.map(([one, other]) => [one + start, other + start] as const),
    ...Array.from({ length: end }, (_, at) => [a.length - end + at, b.length - end + at] as const),
  ];
}

function between(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0) return [];
  /** For each number of differences, how far along `a` each diagonal has come. */
  const reached: ReadonlyMap<number, number>[] = [];
  const most = Math.min(a.length + b.length, MOST_DIFFERENCES);
  let last: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let differences = 0; differences <= most; differences += 1) {
    const next = new Map<number, number>();
    reached.push(last);
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      let x = startOn(diagonal, differences, last);
      while (x < a.length && x - diagonal < b.length && x - diagonal >= 0 && a[x] === b[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length) return walkBack(a.length, b.length, differences, reached);
    }
    last = next;
  }
  return [];
}

/** Where a diagonal begins, one difference later: further along whichever neighbour has come further. */
function startOn(diagonal: number, differences: number, last: ReadonlyMap<number, number>): number {
  const [below, above] = [last.get(diagonal - 1) ?? -1, last.get(diagonal + 1) ?? -1];
  return diagonal === -differences || (diagonal !== differences && below < above) ? above : below + 1;
}

function walkBack(
  a: number,
  b: number,
  differences: number,
  reached: readonly ReadonlyMap<number, number>[],
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [a, b];
  for (let left = differences; left >= 0; left -= 1) {
    const last = reached[left] ?? new Map<number, number>();
    const diagonal = x - y;
    const start = startOn(diagonal, left, last);
    while (x > start) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    if (left === 0) break;
    const [below, above] = [last.get(diagonal - 1) ?? -1, last.get(diagonal + 1) ?? -1];
    if (diagonal === -left || (diagonal !== left && below < above)) y -= 1;
    else x -= 1;
  }
  return pairs.reverse();
}
