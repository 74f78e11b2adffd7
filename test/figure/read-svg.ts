/** An element of a figure, read by rules stricter than XML's. */
export interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Tag | string)[];
}

const TOKEN = /<\?xml version="1\.0" encoding="UTF-8"\?>|<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<>]*")*)(\/?)>|([^<>]+)/gy;
const ATTRIBUTE = / ([a-zA-Z-]+)="([^"]*)"/g;
const BAD_TEXT = /&(?!(?:amp|lt|gt|quot|apos);)|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Reads what `writeSvg` may write; throws at anything else. */
export function readSvg(svg: string): Tag {
  const root: { children: (Tag | string)[] } = { children: [] };
  const open: { name: string; attributes: ReadonlyMap<string, string>; children: (Tag | string)[] }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < svg.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(svg);
    if (found === null) throw new SyntaxError(`not XML: ${svg.slice(at, at + 80)}`);
    const [, end, name, attributes = "", empty, text] = found;
    const into = open.at(-1) ?? root;
    if (text !== undefined) {
      if (BAD_TEXT.test(text)) throw new SyntaxError(`not text: ${text}`);
      if (text.trim() !== "") into.children.push(decode(text));
      continue;
    }
    if (name === undefined) continue;
    if (end === "/") {
      if (open.pop()?.name !== name) throw new SyntaxError(`unexpected </${name}>`);
      continue;
    }
    const tag = { name, attributes: attributesOf(attributes), children: [] };
    into.children.push(tag);
    if (empty !== "/") open.push(tag);
  }
  const [svgTag, ...more] = root.children;
  if (open.length > 0 || more.length > 0 || svgTag === undefined || typeof svgTag === "string")
    throw new SyntaxError("one element was expected");
  return svgTag;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", value = ""] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new SyntaxError(`twice: ${name}`);
    if (BAD_TEXT.test(value)) throw new SyntaxError(`not text: ${value}`);
    attributes.set(name, decode(value));
  }
  return attributes;
}

function decode(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&apos;", "'").replaceAll("&amp;", "&");
}

export function* tagsOf(tag: Tag): Generator<Tag> {
  yield tag;
  for (const child of tag.children) if (typeof child !== "string") yield* tagsOf(child);
}
