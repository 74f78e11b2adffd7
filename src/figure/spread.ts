/**
 * Gaps that fill the room: where all that is asked for fits, the narrow ones grow until all are equal or `widest`; else the wide ones
 * give way first, down to the least.
 */
export function spread(least: readonly number[], asked: readonly number[], room: number, widest: number): readonly number[] {
  if (sum(asked) <= room) return atLevel((level) => asked.map((gap) => Math.max(gap, level)), room, widest);
  return atLevel((level) => asked.map((gap, index) => Math.max(least[index] ?? 0, Math.min(gap, level))), room, widest);
}

/** As high as the room lets the water rise. */
function atLevel(gapsAt: (level: number) => readonly number[], room: number, highest: number): readonly number[] {
  const full = gapsAt(highest);
  if (sum(full) <= room) return full;
  let low = 0;
  let high = highest;
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2;
    if (sum(gapsAt(middle)) > room) high = middle;
    else low = middle;
  }
  return gapsAt(low);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
