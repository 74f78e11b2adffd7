/** Times in ms, sorted. */
export interface Times {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function timesOf(measured: readonly number[]): Times {
  const sorted = measured.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { min: at(0), median: at(0.5), max: at(1) };
}

/** Several things in turn, so that what disturbs one disturbs all. */
export function measureInTurn<K extends string>(things: Readonly<Record<K, () => void>>, rounds: number): Readonly<Record<K, Times>> {
  const entries = Object.entries<() => void>(things).map(([name, run]) => ({ name, run, times: [] as number[] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, times } of entries) {
      const begin = performance.now();
      run();
      times.push(performance.now() - begin);
    }
  }
  return Object.fromEntries(entries.map(({ name, times }) => [name, timesOf(times)])) as Readonly<Record<K, Times>>;
}

/** Processor time of this process, all its threads, in ms: on a machine that does other things as well it says more than the clock does. */
export function processorTime(run: () => void): number {
  const begin = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

export function measureProcessor(run: () => void, rounds: number): Times {
  return timesOf(Array.from({ length: rounds }, () => processorTime(run)));
}

/** One thing that takes its time, again and again. */
export async function measureLater(run: () => Promise<unknown>, rounds: number): Promise<Times> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    await run();
    times.push(performance.now() - begin);
  }
  return timesOf(times);
}

/** How long one thing takes, once. */
export function measureOnce(run: () => void): number {
  const begin = performance.now();
  run();
  return performance.now() - begin;
}
