import { shippedStyles, writeStyle } from "./styles.ts";
import { el, type Xml } from "./xml.ts";

/** The styles of a person's own document, and how a text is set in them. */
export interface ReferenceStyles {
  /** The part, with those styles added that it lacks. */
  readonly part: string;
  styled(body: Xml): Xml;
}

interface Known {
  readonly id: string;
  readonly based: string | null;
  readonly numbered: boolean;
}

/** @param part the text of its `styles.xml` */
export function referenceStyles(part: string): ReferenceStyles {
  const byName = new Map<string, Known>();
  const byId = new Map<string, Known>();
  for (const [style] of part.matchAll(/<w:style\b[^>]*\bw:type="paragraph"[^>]*>.*?<\/w:style>/gsu)) {
    const known = knownOf(style);
    byId.set(known.id, known);
    for (const name of namesOf(style)) if (!byName.has(name)) byName.set(name, known);
  }
  const ids = new Map<string, string>([["Normal", byName.get("normal")?.id ?? "Normal"]]);
  const added: Xml[] = [];
  for (const { id, name } of shippedStyles) {
    const found = byName.get(name.toLowerCase()) ?? byName.get(id.toLowerCase());
    ids.set(id, found?.id ?? (byId.has(id) ? `Callflow${id}` : id));
  }
  for (const style of shippedStyles) {
    const id = ids.get(style.id) ?? style.id;
    if (!byId.has(id)) added.push(writeStyle(style, (other) => ids.get(other) ?? other));
  }
  const isNumbered = (id: string): boolean => {
    const seen = new Set<string>();
    for (let style = byId.get(id); style !== undefined && !seen.has(style.id); style = byId.get(style.based ?? "")) {
      if (style.numbered) return true;
      seen.add(style.id);
    }
    return false;
  };
  return {
    part: part.replace("</w:styles>", () => `${added.join("")}</w:styles>`),
    styled: (body) =>
      body.replace(STYLED, (_, id: string, kept: string) => {
        const own = ids.get(id) ?? id;
        return `${el("w:pStyle", { "w:val": own })}${kept}${isNumbered(own) ? NO_NUMBER : ""}`;
      }),
  };
}

/** The style of a paragraph, and what the schema has between it and a number. */
const STYLED = /<w:pStyle w:val="([^"]*)"\/>((?:<w:keepNext[^>]*\/>)?)/gu;

/** Numbers are in the text already: where a style has one of its own, it would stand twice. */
const NO_NUMBER = el("w:numPr", {}, el("w:ilvl", { "w:val": 0 }), el("w:numId", { "w:val": 0 }));

function knownOf(style: string): Known {
  const number = /<w:numId\b[^>]*\bw:val="(\d+)"/u.exec(style)?.[1];
  return {
    id: /\bw:styleId="([^"]*)"/u.exec(style)?.[1] ?? "",
    based: /<w:basedOn\b[^>]*\bw:val="([^"]*)"/u.exec(style)?.[1] ?? null,
    numbered: number !== undefined && number !== "0",
  };
}

/** Its name and its other names: `Editor's Note` is `EN` too. */
function namesOf(style: string): readonly string[] {
  const name = /<w:name\b[^>]*\bw:val="([^"]*)"/u.exec(style)?.[1] ?? "";
  const others = /<w:aliases\b[^>]*\bw:val="([^"]*)"/u.exec(style)?.[1]?.split(",") ?? [];
  return [name, ...others].map((each) => each.replaceAll("&apos;", "'").trim().toLowerCase()).filter((each) => each !== "");
}
