import { formatNumber } from "./number-format.ts";

/** Numbers of formats as the binary format has them; the rest is decimal. */
const formats: Readonly<Record<string, string>> = {
  "1": "upperRoman",
  "2": "lowerRoman",
  "3": "upperLetter",
  "4": "lowerLetter",
  "5": "ordinal",
};

/** What a changed number was: `%1:3:0:.` is level 1, number 3, decimal, with a full stop behind it (ECMA-376 part 1, 17.13.5.20). */
export function labelBeforeChange(original: string | undefined): string | null {
  if (original === undefined) return null;
  const label = original.replace(/%\d:(\d{1,9}):(\d{1,3}):/gu, (_, value: string, format: string) => {
    return format === "23" || format === "255" ? "" : formatNumber(Number(value), formats[format] ?? "decimal");
  });
  const trimmed = label.replace(/[\uE000-\uF8FF]/gu, "•").trim();
  return trimmed === "" ? null : trimmed;
}
