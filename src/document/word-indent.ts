import { wholeNumber } from "./word-elements.ts";

/** Where the first line begins, in twips from the margin. */
export type WordIndent = number;

/** A level of a list, in 3GPP's own styles and near enough elsewhere. */
const TWIPS_OF_LEVEL = 284;

/** @param attributes of `w:ind`; null where nothing is said */
export function indentOf(attributes: Readonly<Record<string, string>> | null): WordIndent | null {
  if (attributes === null) return null;
  const left = wholeNumber(attributes["w:left"] ?? attributes["w:start"]);
  const hanging = wholeNumber(attributes["w:hanging"]);
  const firstLine = wholeNumber(attributes["w:firstLine"]);
  return left === null && hanging === null && firstLine === null ? null : (left ?? 0) - (hanging ?? -(firstLine ?? 0));
}

export function levelOfIndent(indent: WordIndent | null): number {
  return Math.max(0, Math.min(9, Math.round((indent ?? 0) / TWIPS_OF_LEVEL)));
}
