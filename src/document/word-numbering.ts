import { childOf, isOn, valOf, type WordElement, wholeNumber } from "./word-elements.ts";

/** A level of a list, ECMA-376 part 1, 17.9.6. */
export interface ListLevel {
  readonly start: number;
  /** `decimal`, `lowerLetter`, `bullet`, … */
  readonly format: string;
  /** `%1.%2`: numbers of the levels from 1, and what stands around them. */
  readonly text: string;
  /** The level, from 1, after whose next number this one begins again; 0 never; null after any higher one. */
  readonly restart: number | null;
  /** All numbers are decimal (17.9.4). */
  readonly isLegal: boolean;
}

/** A list that paragraphs can belong to, 17.9.15. */
export interface WordList {
  /** Lists with the same one count on. */
  readonly counter: string;
  readonly levels: readonly (ListLevel | null)[];
  /** What the first paragraph of this list counts from, where that is not what the counter says. */
  readonly starts: readonly (number | null)[];
}

export const LEVELS = 9;

/** @param root `w:numbering`, or null where a document has none */
export function wordNumbering(root: WordElement | null): ReadonlyMap<string, WordList> {
  const templates = new Map<string, WordElement>();
  const byStyleLink = new Map<string, string>();
  for (const element of root?.children ?? []) {
    const id = element.attributes["w:abstractNumId"];
    if (element.name !== "w:abstractNum" || id === undefined || templates.has(id)) continue;
    templates.set(id, element);
    const link = valOf(element, "w:styleLink");
    if (link !== null) byStyleLink.set(link, id);
  }
  const levelsOf = new Map<string, readonly (ListLevel | null)[]>();
  const lists = new Map<string, WordList>();
  for (const element of root?.children ?? []) {
    const id = element.attributes["w:numId"];
    const named = valOf(element, "w:abstractNumId");
    if (element.name !== "w:num" || id === undefined || named === null || lists.has(id)) continue;
    // A template may only name a list style, which another template is the template of (17.9.21).
    const link = valOf(templates.get(named), "w:numStyleLink");
    const counter = (link === null ? null : byStyleLink.get(link)) ?? named;
    const levels = levelsOf.get(counter) ?? levelsIn(templates.get(counter));
    levelsOf.set(counter, levels);
    lists.set(id, listOf(element, counter, levels));
  }
  return lists;
}

function levelsIn(template: WordElement | undefined): readonly (ListLevel | null)[] {
  const levels: (ListLevel | null)[] = new Array(LEVELS).fill(null);
  for (const element of template?.children ?? []) {
    const index = wholeNumber(element.attributes["w:ilvl"]);
    if (element.name === "w:lvl" && index !== null && index >= 0 && index < LEVELS) levels[index] = levelOf(element, null);
  }
  return levels;
}

function levelOf(element: WordElement, base: ListLevel | null): ListLevel {
  const legal = childOf(element, "w:isLgl");
  return {
    start: wholeNumber(valOf(element, "w:start")) ?? base?.start ?? 0,
    format: formatOf(element) ?? base?.format ?? "decimal",
    text: valOf(element, "w:lvlText") ?? base?.text ?? "",
    restart: wholeNumber(valOf(element, "w:lvlRestart")) ?? base?.restart ?? null,
    isLegal: legal === null ? (base?.isLegal ?? false) : isOn(legal.attributes["w:val"]),
  };
}

/**
 * A custom format stands in an alternative, with the nearest in the fallback: `<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>`.
 * What it begins with says what it is: digits, or the letters of an alphabet.
 */
function formatOf(element: WordElement): string | null {
  const alternative = childOf(element, "mc:AlternateContent");
  const own = childOf(element, "w:numFmt") ?? childOf(childOf(alternative, "mc:Choice"), "w:numFmt");
  const first = /^(0+1|[αΑ]),/u.exec(own?.attributes["w:format"] ?? "")?.[1];
  return first ?? valOf(element, "w:numFmt") ?? valOf(childOf(alternative, "mc:Fallback"), "w:numFmt");
}

function listOf(element: WordElement, counter: string, template: readonly (ListLevel | null)[]): WordList {
  const levels = [...template];
  const starts: (number | null)[] = new Array(LEVELS).fill(null);
  for (const override of element.children) {
    const index = wholeNumber(override.attributes["w:ilvl"]);
    if (override.name !== "w:lvlOverride" || index === null || index < 0 || index >= LEVELS) continue;
    const level = childOf(override, "w:lvl");
    if (level !== null) levels[index] = levelOf(level, levels[index] ?? null);
    starts[index] = wholeNumber(valOf(override, "w:startOverride"));
  }
  return { counter, levels, starts };
}
