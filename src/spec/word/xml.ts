/** A piece of XML that is written already. */
export type Xml = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; attributes that are undefined are left out. */
export function el(name: string, attributes: Attributes = {}, ...content: readonly Xml[]): Xml {
  let written = "";
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) written += ` ${key}="${escapeText(String(value))}"`;
  const inside = content.join("");
  return inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`;
}

/** `<w:val w:val="…"/>` and its like: all that most of Word's properties are. */
export function val(name: string, value: string | number): Xml {
  return el(name, { "w:val": value });
}

export function xmlFile(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
}

const SPECIAL = /[<>&"\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "\t": "\t" };

/** Characters that XML 1.0 has no way to write are U+FFFD; a line break is a space. */
export function escapeText(text: string): string {
  return text.replace(/[\r\n]+/gu, " ").replace(SPECIAL, (character) => ENTITIES[character] ?? "\ufffd");
}
