import { formatNumber } from "./number-format.ts";
import { LEVELS, type ListLevel, type WordList } from "./word-numbering.ts";

/** The numbers of all lists, as far as one view of a document has been read. */
export interface ListCounters {
  /** The next number of the list, as printed, or null where its level prints none. */
  next(numId: string, ilvl: number): string | null;
}

export function listCounters(lists: ReadonlyMap<string, WordList>): ListCounters {
  const counters = new Map<string, (number | null)[]>();
  // Lists whose own start has been taken, by level.
  const begun = new Set<string>();
  return {
    next(numId, ilvl) {
      const list = lists.get(numId);
      const level = list?.levels[ilvl] ?? null;
      if (list === undefined || level === null) return null;
      const numbers = counters.get(list.counter) ?? new Array(LEVELS).fill(null);
      counters.set(list.counter, numbers);
      for (let each = 0; each <= ilvl; each += 1) {
        const start = list.starts[each] ?? null;
        const number = numbers[each] ?? null;
        const key = `${numId}/${each}`;
        // A higher level that no paragraph has counted yet is counted by what it prints here.
        if (each < ilvl && number !== null) continue;
        if (start !== null && !begun.has(key)) numbers[each] = start;
        else numbers[each] = number === null ? (list.levels[each]?.start ?? null) : number + 1;
        begun.add(key);
      }
      for (let deeper = ilvl + 1; deeper < LEVELS; deeper += 1) {
        const restart = list.levels[deeper]?.restart ?? null;
        if (restart === null || (restart > 0 && ilvl < restart)) numbers[deeper] = null;
      }
      return labelOf(level, list, numbers, ilvl);
    },
  };
}

function labelOf(level: ListLevel, list: WordList, numbers: (number | null)[], ilvl: number): string | null {
  if (level.format === "bullet") return bulletOf(level.text);
  const label = level.text.replace(/%([1-9])/gu, (_, digit: string) => {
    const index = Number(digit) - 1;
    const of = list.levels[index];
    if (of === null || of === undefined || index > ilvl) return "";
    return formatNumber(numbers[index] ?? of.start, level.isLegal && of.format !== "none" ? "decimal" : of.format);
  });
  return label.trim() === "" ? null : label.trim();
}

/** Bullets are pictures in fonts that nobody else has: a letter alone is meant as one, too. */
function bulletOf(text: string): string | null {
  const bullet = text
    .trim()
    .replace(/^[\p{L}\p{N}§¨]$/u, "•")
    .replace(/[\uE000-\uF8FF\u00B7]/gu, "•")
    .trim();
  return bullet === "" ? null : bullet;
}
