const small = [
  "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
  "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]; // biome-ignore format: a table
const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const oddOrdinals: Readonly<Record<string, string>> = {
  one: "first", two: "second", three: "third", five: "fifth", eight: "eighth", nine: "ninth", twelve: "twelfth",
}; // biome-ignore format: a table

/** 1st, 2nd, 3rd, 11th. */
export function ordinalOf(value: number): string {
  return `${value}${value % 100 >= 11 && value % 100 <= 13 ? "th" : (["th", "st", "nd", "rd"][value % 10] ?? "th")}`;
}

/** `Twenty-one`, as Word numbers in English; digits from a thousand on. */
export function wordOf(value: number): string {
  const words = inWords(value);
  return words === null ? String(value) : capital(words);
}

/** `Twenty-first`. */
export function ordinalWord(value: number): string {
  const words = inWords(value);
  if (words === null) return ordinalOf(value);
  return capital(words.replace(/[a-z]+$/u, (last) => oddOrdinals[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`)));
}

function inWords(value: number): string | null {
  if (value < 1 || value > 999) return null;
  if (value < 20) return small[value] ?? null;
  if (value < 100) return `${tens[Math.floor(value / 10)]}${value % 10 === 0 ? "" : `-${small[value % 10]}`}`;
  return `${small[Math.floor(value / 100)]} hundred${value % 100 === 0 ? "" : ` ${inWords(value % 100)}`}`;
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
