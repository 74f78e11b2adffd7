const WORDS = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/** "second", "11th", "22nd". @param number from 1 */
export function ordinalOf(number: number): string {
  return WORDS[number] ?? shortOrdinalOf(number);
}

/** "2nd", "11th", "22nd". @param number from 1 */
export function shortOrdinalOf(number: number): string {
  const isTeen = number % 100 > 10 && number % 100 < 14;
  return `${number}${(isTeen ? undefined : ["th", "st", "nd", "rd"][number % 10]) ?? "th"}`;
}
