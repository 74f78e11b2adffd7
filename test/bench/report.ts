import type { Times } from "./stopwatch.ts";

/** A line of the report. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function title(text: string): void {
  say(`\n${text}`);
}

/** `name   min / median / max   ratio   remark`. */
export function sayTimes(name: string, { min, median, max }: Times, remark = ""): void {
  say(`  ${name.padEnd(44)} ${[min, median, max].map((ms) => ms.toFixed(ms < 10 ? 2 : 0).padStart(7)).join(" ")}   ${remark}`.trimEnd());
}

/** Whether what is wanted is reached. */
export function target(what: string, value: number, limit: number, unit: string): void {
  const reached = value <= limit;
  say(`  ${reached ? "✔" : "✖ NOT"} reached: ${what}: ${value.toFixed(2)} ${unit}, at most ${limit} ${unit}`);
}
