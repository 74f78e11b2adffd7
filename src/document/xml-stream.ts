import { SaxesParser, type SaxesTagPlain } from "saxes";
import { BadInput } from "../model/wrong.ts";

export type Attributes = Readonly<Record<string, string>>;

/** @template Code what the reader makes of a name; the same names come again and again */
export interface XmlReader<Code> {
  /** @param name with the usual prefix of its namespace: `w:p`, whatever the file calls it */
  codeOf(name: string): Code;
  open(code: Code, attributes: Attributes): void;
  close(): void;
  text(text: string): void;
}

/** Deeper than 20,000 tables in each other. */
const DEEPEST = 250_000;

/** Usual prefixes by what ends the namespace's name: there is one for transitional and one for strict documents. */
const usual: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml(?:\/2006)?\/main$/u, "w"],
  [/\/officeDocument(?:\/2006)?\/math$/u, "m"],
  [/\/markup-compatibility\/2006$/u, "mc"],
  [/\/drawingml(?:\/2006)?\/wordprocessingDrawing$/u, "wp"],
  [/\/drawingml(?:\/2006)?\/main$/u, "a"],
  [/\/office\/word\/2010\/wordml$/u, "w14"],
  [/\/office\/word\/2015\/wordml\/symex$/u, "w16se"],
  [/\/officeDocument(?:\/2006)?\/relationships$/u, "r"],
  [/^urn:schemas-microsoft-com:vml$/u, "v"],
  [/^urn:schemas-microsoft-com:office:office$/u, "o"],
  [/\/package\/2006\/relationships$/u, "rel"],
  [/\/package\/2006\/content-types$/u, "ct"],
];

/**
 * Reads a part of an Office document, piece by piece.
 *
 * @param what the part, for messages: `a.docx!/word/document.xml`
 * @throws BadInput where it is not well-formed, or declares a document type
 */
export async function readXml<Code>(pieces: AsyncIterable<Uint8Array>, what: string, reader: XmlReader<Code>): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const names = nameReader(reader);
  let depth = 0;
  parser.on("error", (error) => {
    throw new BadInput(`${what} is damaged: ${error.message.replace(/^[\d:]*\s*|\.$/gu, "")}`, {
      remedy: "Save the document again, or ask for another copy",
    });
  });
  parser.on("doctype", () => {
    throw new BadInput(`${what} declares a document type, which no Word document does`, {
      remedy: "It is refused: what it declares can be of any size",
    });
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > DEEPEST) throw new BadInput(`${what} has more than ${DEEPEST} elements in each other`, { remedy: "It is no document" });
    reader.open(names.codeOf(tag), names.attributesOf(tag));
  });
  parser.on("closetag", () => {
    depth -= 1;
    reader.close();
  });
  parser.on("text", (text) => reader.text(text));
  parser.on("cdata", (text) => reader.text(text));
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece));
    parser.write(decoder.decode(piece, { stream: true }));
  }
  if (decoder !== null) parser.write(decoder.decode());
  parser.close();
}

/** UTF-16, or UTF-8 unless the file declares something else, as programs do that were not asked to. */
function encodingOf(piece: Uint8Array): string {
  const [first, second] = piece;
  const declared = /^<\?xml[^>]*\bencoding=["'](windows-125\d|iso-8859-\d+)["']/iu.exec(
    Buffer.from(piece.subarray(0, 200)).toString("latin1"),
  )?.[1];
  if (declared !== undefined) return declared;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c) ? "utf-16be" : "utf-8";
}

/** Names and attributes as everybody writes them. */
function nameReader<Code>(reader: XmlReader<Code>): {
  codeOf(tag: SaxesTagPlain): Code;
  attributesOf(tag: SaxesTagPlain): Attributes;
} {
  const codes = new Map<string, Code>();
  const prefixes = new Map<string, string>();
  let isUsual = true;
  const canonical = (name: string): string => {
    const colon = name.indexOf(":");
    const prefix = prefixes.get(colon < 0 ? "" : name.slice(0, colon));
    return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`;
  };
  const declare = (attributes: Attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
      const prefix = name.slice("xmlns:".length);
      const known = usual.find(([namespace]) => namespace.test(value))?.[1];
      if (known === undefined || prefixes.has(prefix)) continue;
      prefixes.set(prefix, known);
      if (prefix !== known && prefix !== "") isUsual = false;
    }
  };
  return {
    codeOf({ name, attributes }) {
      const known = codes.get(name);
      if (known !== undefined) return known;
      // A name that is met for the first time is where its namespace may be declared, too.
      declare(attributes);
      const code = reader.codeOf(canonical(name));
      codes.set(name, code);
      return code;
    },
    attributesOf({ attributes }) {
      if (isUsual) return attributes;
      return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name.includes(":") ? canonical(name) : name, value]));
    },
  };
}
