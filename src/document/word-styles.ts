import { childOf, isOn, valOf, type WordElement, wholeNumber } from "./word-elements.ts";
import { indentOf, type WordIndent } from "./word-indent.ts";

/** A style with all that it has from those it is based on. */
export interface WordStyle {
  readonly name: string;
  /** Its own id and name, then those of the styles it is based on, the nearest first. */
  readonly chain: readonly { readonly id: string; readonly name: string }[];
  /** 0 to 8 for headings, 9 for text; null where nothing is said. */
  readonly outline: number | null;
  readonly numId: string | null;
  readonly ilvl: number | null;
  readonly indent: WordIndent | null;
  /** 0 for the `B1` of 3GPP's template, and so on; null for any other style. */
  readonly level: number | null;
  readonly isHidden: boolean;
}

export interface WordStyles {
  /** @param id null for a paragraph without a style: that has the default one */
  paragraph(id: string | null): WordStyle;
  isHidden(characterStyle: string): boolean;
}

const plain: WordStyle = {
  name: "Normal",
  chain: [],
  outline: null,
  numId: null,
  ilvl: null,
  indent: null,
  level: null,
  isHidden: false,
};

/** @param root `w:styles`, or null where a document has none */
export function wordStyles(root: WordElement | null): WordStyles {
  const elements = new Map<string, WordElement>();
  let standard: string | null = null;
  for (const element of root?.children ?? []) {
    const id = element.attributes["w:styleId"];
    if (element.name !== "w:style" || id === undefined || elements.has(id)) continue;
    elements.set(id, element);
    const isDefault = element.attributes["w:default"];
    if (isDefault !== undefined && isOn(isDefault) && element.attributes["w:type"] === "paragraph") standard ??= id;
  }
  const resolved = new Map<string, WordStyle>();
  const unknown = new Map<string, WordStyle>();
  const resolve = (id: string): WordStyle => {
    // From the style that is based on nothing to this one; a circle is cut.
    const chain: string[] = [];
    const seen = new Set<string>();
    for (let next: string | null = id; next !== null && !seen.has(next) && elements.has(next) && !resolved.has(next); ) {
      seen.add(next);
      chain.push(next);
      next = valOf(elements.get(next), "w:basedOn");
    }
    const last = chain.at(-1);
    const base = last === undefined ? null : valOf(elements.get(last), "w:basedOn");
    let nearest: WordStyle | null = (base === null ? null : resolved.get(base)) ?? null;
    for (const each of chain.reverse()) {
      nearest = derived(each, elements.get(each), nearest);
      resolved.set(each, nearest);
    }
    const style = resolved.get(id) ?? unknown.get(id) ?? { ...plain, name: id, chain: [{ id, name: id }], level: levelIn(id) };
    if (!resolved.has(id)) unknown.set(id, style);
    return style;
  };
  return {
    paragraph(id) {
      const wanted = id ?? standard;
      return wanted === null ? plain : (resolved.get(wanted) ?? resolve(wanted));
    },
    isHidden: (id) => elements.has(id) && resolve(id).isHidden,
  };
}

/** Longer chains than that nobody looks through. */
const LONGEST_CHAIN = 20;

function derived(id: string, element: WordElement | undefined, base: WordStyle | null): WordStyle {
  const properties = childOf(element, "w:pPr");
  const numbering = childOf(properties, "w:numPr");
  const hidden = childOf(childOf(element, "w:rPr"), "w:vanish");
  const name = valOf(element, "w:name") ?? id;
  return {
    name,
    chain: [{ id, name }, ...(base?.chain ?? [])].slice(0, LONGEST_CHAIN),
    outline: wholeNumber(valOf(properties, "w:outlineLvl")) ?? base?.outline ?? null,
    numId: valOf(numbering, "w:numId") ?? base?.numId ?? null,
    ilvl: wholeNumber(valOf(numbering, "w:ilvl")) ?? base?.ilvl ?? null,
    indent: indentOf(childOf(properties, "w:ind")?.attributes ?? null) ?? base?.indent ?? null,
    level: levelIn(name) ?? base?.level ?? null,
    isHidden: hidden === null ? (base?.isHidden ?? false) : isOn(hidden.attributes["w:val"]),
  };
}

function levelIn(name: string): number | null {
  const level = /^B(\d)$/u.exec(name)?.[1];
  return level === undefined ? null : Number(level) - 1;
}
