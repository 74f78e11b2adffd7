import type { Timing } from "../timing.ts";

/** RFC 3261 table 4, RFC 6026 §7.1 and §7.2; "100" is the wait of §17.2.1 that has no letter. */
export type TimerLetter = "A" | "B" | "D" | "E" | "F" | "G" | "H" | "I" | "J" | "K" | "L" | "M" | "100";

interface TimerRule {
  /** The first interval: so many times that one. */
  readonly first: readonly [times: number, of: "t1" | "t4" | "trying"];
  /** On a reliable transport: as long, not at all, or over at once. */
  readonly reliable: "as long" | "never" | "at once";
  /** How the interval grows when it runs again. */
  readonly growth: "none" | "doubled" | "doubled up to t2";
  readonly source: string;
}

const timerRules: { readonly [letter in TimerLetter]: TimerRule } = {
  A: { first: [1, "t1"], reliable: "never", growth: "doubled", source: "RFC 3261 §17.1.1.2" },
  B: { first: [64, "t1"], reliable: "as long", growth: "none", source: "RFC 3261 §17.1.1.2" },
  D: { first: [64, "t1"], reliable: "at once", growth: "none", source: "RFC 3261 §17.1.1.2" },
  E: { first: [1, "t1"], reliable: "never", growth: "doubled up to t2", source: "RFC 3261 §17.1.2.2" },
  F: { first: [64, "t1"], reliable: "as long", growth: "none", source: "RFC 3261 §17.1.2.2" },
  G: { first: [1, "t1"], reliable: "never", growth: "doubled up to t2", source: "RFC 3261 §17.2.1" },
  H: { first: [64, "t1"], reliable: "as long", growth: "none", source: "RFC 3261 §17.2.1" },
  I: { first: [1, "t4"], reliable: "at once", growth: "none", source: "RFC 3261 §17.2.1" },
  J: { first: [64, "t1"], reliable: "at once", growth: "none", source: "RFC 3261 §17.2.2" },
  K: { first: [1, "t4"], reliable: "at once", growth: "none", source: "RFC 3261 §17.1.2.2" },
  L: { first: [64, "t1"], reliable: "as long", growth: "none", source: "RFC 6026 §7.1" },
  M: { first: [64, "t1"], reliable: "as long", growth: "none", source: "RFC 6026 §7.2" },
  "100": { first: [1, "trying"], reliable: "as long", growth: "none", source: "RFC 3261 §17.2.1" },
};

/** Each letter with what is made of it, worked out once. */
export function eachTimer<T>(make: (letter: TimerLetter) => T): { readonly [letter in TimerLetter]: T } {
  const letters = Object.keys(timerRules) as TimerLetter[];
  return Object.fromEntries(letters.map((letter) => [letter, make(letter)])) as { readonly [letter in TimerLetter]: T };
}

/** @returns null where the transport makes the timer needless */
export function firstInterval(letter: TimerLetter, timing: Timing, reliable: boolean): number | null {
  const rule = timerRules[letter];
  if (reliable && rule.reliable === "never") return null;
  if (reliable && rule.reliable === "at once") return 0;
  return rule.first[0] * timing[rule.first[1]];
}

export function nextInterval(letter: TimerLetter, timing: Timing, interval: number): number {
  switch (timerRules[letter].growth) {
    case "none":
      return interval;
    case "doubled":
      return 2 * interval;
    case "doubled up to t2":
      return Math.min(2 * interval, timing.t2);
  }
}
