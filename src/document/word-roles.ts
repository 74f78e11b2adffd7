import { roleOfText } from "./role-of-text.ts";
import type { ParagraphRole } from "./tree.ts";
import type { WordStyle } from "./word-styles.ts";

export interface WordRole {
  readonly role: ParagraphRole;
  readonly level: number | null;
}

/** Styles that say what a paragraph is: Word's own, and those of the 3GPP and OMA templates (3GPP TR 21.801). */
const styleRoles: readonly (readonly [RegExp, ParagraphRole])[] = [
  [/^(?:toc|contents|table of figures|index)\b(?! heading)/iu, "contents"],
  [/^CR ?Cover ?Page$|^(?:title|subtitle|cover\b.*|Z[A-Z])$/iu, "cover"],
  [/^Editor['’]?s ?note$|^EN$/iu, "editors-note"],
  [/^(?:N[OFW]|TAN)$/u, "note"],
  [/^TF$/u, "figure-caption"],
  [/^footnote text$|^endnote text$/iu, "footnote"],
  [/^annotation text$/iu, "comment"],
];

/** What the style says, then what the words say. */
export function wordRole(style: WordStyle, text: string, label: string | null): WordRole {
  const { level, role, isCaption } = ruleOf(style);
  if (level !== null) return { role: "heading", level };
  const said = roleOfText(text);
  // A note for the editor and a figure's title have often the style of their neighbours.
  if (role !== null) return { role: said === "editors-note" || said === "table-caption" ? said : role, level: null };
  if (isCaption) return { role: captionOf(text), level: null };
  if (said !== "body") return { role: said, level: null };
  return { role: label === null ? "body" : "item", level: null };
}

/** What a style says of all its paragraphs. */
interface StyleRule {
  readonly level: number | null;
  readonly role: ParagraphRole | null;
  readonly isCaption: boolean;
}

const known = new WeakMap<WordStyle, StyleRule>();

function ruleOf(style: WordStyle): StyleRule {
  const before = known.get(style);
  if (before !== undefined) return before;
  const roles = style.chain.flatMap(({ id, name }) => styleRoles.find(([pattern]) => pattern.test(name) || pattern.test(id))?.[1] ?? []);
  const isCaption = style.chain.some(({ name }) => /^(?:caption|TH)$/iu.test(name));
  const made = { level: headingLevel(style), role: roles[0] ?? null, isCaption };
  known.set(style, made);
  return made;
}

function headingLevel({ chain, outline }: WordStyle): number | null {
  for (const { id, name } of chain) {
    const number = /^heading ?(\d)$/iu.exec(name) ?? /^Heading(\d)$/u.exec(id) ?? /^H(6)$/u.exec(name);
    if (number !== null) return Number(number[1]);
    if (/^TT$|^toc heading$/iu.test(name)) return 1;
    if (/^CR ?Cover ?Page$/iu.test(name)) return null;
  }
  return outline !== null && outline >= 0 && outline < 9 ? outline + 1 : null;
}

function captionOf(text: string): ParagraphRole {
  if (/^figure\b/iu.test(text)) return "figure-caption";
  return /^table\b/iu.test(text) ? "table-caption" : roleOfText(text);
}
