/**
 * Gaps that fill the room: where all that is asked for fits, the narrow ones grow until all are equal or `widest`; else the wide ones
 * give way first, down to the least.
 */
export function spread(least: readonly number[], asked: readonly number[], room: number, widest: number): readonly number[] {
  const fits = sumOf(asked.length, (at) => asked[at] ?? 0) <= room;
  const gapAt = fits
    ? (at: number, level: number) => Math.max(asked[at] ?? 0, level)
    : (at: number, level: number) => Math.max(least[at] ?? 0, Math.min(asked[at] ?? 0, level));
  const level = levelOf(asked.length, gapAt, room, widest);
  return asked.map((_, at) => gapAt(at, level));
}

/** As high as the room lets the water rise. */
function levelOf(gaps: number, gapAt: (at: number, level: number) => number, room: number, highest: number): number {
  const sumAt = (level: number) => sumOf(gaps, (at) => gapAt(at, level));
  if (sumAt(highest) <= room) return highest;
  let low = 0;
  let high = highest;
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2;
    if (sumAt(middle) > room) high = middle;
    else low = middle;
  }
  return low;
}

function sumOf(count: number, of: (at: number) => number): number {
  let all = 0;
  for (let at = 0; at < count; at += 1) all += of(at);
  return all;
}
