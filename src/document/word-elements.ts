import { readXml } from "./xml-stream.ts";

/** An element of a small part of a Word file, with all that is in it. */
export interface WordElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly WordElement[];
}

/** Beyond that, a part for styles or numbering is none. */
const MOST_ELEMENTS = 2_000_000;
/** Deeper nothing is that counts. */
const DEEPEST = 30;

/** A small part as a tree; text and what is nested too deep are left out. Null where there is no such part. */
export async function wordElements(pieces: AsyncIterable<Uint8Array> | null, what: string): Promise<WordElement | null> {
  if (pieces === null) return null;
  type Open = WordElement & { readonly children: WordElement[] };
  const open: (Open | null)[] = [];
  let root: Open | null = null;
  let count = 0;
  await readXml<string>(pieces, what, {
    codeOf: (name) => name,
    open(name, attributes) {
      count += 1;
      const isKept = count <= MOST_ELEMENTS && open.length < DEEPEST;
      const element: Open | null = isKept ? { name, attributes, children: [] } : null;
      if (element !== null) {
        if (root === null) root = element;
        else open.at(-1)?.children.push(element);
      }
      open.push(element);
    },
    close: () => void open.pop(),
    text: () => {},
  });
  return root;
}

export function childOf(element: WordElement | null | undefined, name: string): WordElement | null {
  return element?.children.find((child) => child.name === name) ?? null;
}

/** The `w:val` of a child. */
export function valOf(element: WordElement | null | undefined, name: string): string | null {
  return childOf(element, name)?.attributes["w:val"] ?? null;
}

/** A whole number of Word, or null where it is none. */
export function wholeNumber(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^[+-]?\d{1,9}$/u.test(text) ? Number(text) : null;
}

/** `<w:vanish/>`, `<w:vanish w:val="1"/>`; ECMA-376 part 1, 17.17.4. */
export function isOn(value: string | null | undefined): boolean {
  return value === null || value === undefined || !/^(?:0|false|off)$/u.test(value);
}
