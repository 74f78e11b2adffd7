import { strFromU8, unzipSync } from "fflate/browser";
import { SaxesParser } from "saxes";

/** A Word paragraph as a person sees it. */
export interface SeenParagraph {
  readonly style: string;
  readonly text: string;
}

/** The parts of a package as text, by name. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

export function partOf(bytes: Uint8Array, name: string): string {
  const part = partsOf(bytes).get(name);
  if (part === undefined) throw new Error(`no part ${name}`);
  return part;
}

/** @throws where a part is not well-formed */
export function parseAll(bytes: Uint8Array): void {
  for (const [name, text] of partsOf(bytes)) {
    if (!/\.(?:xml|rels)$/u.test(name)) continue;
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", (error) => {
      throw new Error(`${name}: ${error.message}`);
    });
    parser.write(text).close();
  }
}

/** The paragraphs of the body, not those within figures. */
export function paragraphsOf(bytes: Uint8Array): readonly SeenParagraph[] {
  const document = partOf(bytes, "word/document.xml").replace(/<mc:AlternateContent>.*?<\/mc:AlternateContent>/gu, "");
  return [...document.matchAll(/<w:p>(.*?)<\/w:p>/gu)].map(([, inside = ""]) => ({
    style: /<w:pStyle w:val="([^"]*)"/u.exec(inside)?.[1] ?? "Normal",
    text: [...inside.matchAll(/<w:t [^>]*>([^<]*)<\/w:t>|<w:tab\/>/gu)]
      .map(([, text]) => (text === undefined ? "\t" : plainText(text)))
      .join(""),
  }));
}

function plainText(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
