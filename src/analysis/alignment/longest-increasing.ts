/** Indices of a longest increasing part of a sequence of different numbers, in order. */
export function longestIncreasing(numbers: readonly number[]): readonly number[] {
  /** For each length, the index of the smallest number that such a part can end with. */
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = at;
  }
  const part: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) part.push(at);
  return part.reverse();
}
