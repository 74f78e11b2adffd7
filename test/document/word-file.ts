import { strToU8, zipSync } from "fflate";

/** Parts of a Word file that a test cares about; `body` is what stands in `w:body`. */
export interface WordParts {
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly comments?: string;
  /** Other files of the archive. */
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
}

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(" ");

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function documentXml(body: string): string {
  return `${declaration}<w:document ${namespaces}><w:body>${body}<w:sectPr/></w:body></w:document>`;
}

/** The parts of a Word file by their names. */
export function partsOf({ body, styles, numbering, footnotes, comments, more = {} }: WordParts): Record<string, Uint8Array> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${officeTypes}/${type}" Target="${target}"/>`;
  const relations = (inner: string) =>
    `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
  const texts: Record<string, string | Uint8Array> = {
    "[Content_Types].xml": `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": relations(
      relation("rId1", "styles", "styles.xml") +
        relation("rId2", "numbering", "numbering.xml") +
        relation("rId3", "footnotes", "footnotes.xml") +
        relation("rId4", "comments", "comments.xml"),
    ),
    "word/document.xml": documentXml(body),
    "word/styles.xml": `${declaration}<w:styles ${namespaces}>${styles ?? threeGppStyles}</w:styles>`,
    "word/numbering.xml": `${declaration}<w:numbering ${namespaces}>${numbering ?? ""}</w:numbering>`,
    ...(footnotes === undefined ? {} : { "word/footnotes.xml": `${declaration}<w:footnotes ${namespaces}>${footnotes}</w:footnotes>` }),
    ...(comments === undefined ? {} : { "word/comments.xml": `${declaration}<w:comments ${namespaces}>${comments}</w:comments>` }),
    ...more,
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typeof text === "string" ? strToU8(text) : text]));
}

export function wordFile(parts: WordParts): Uint8Array {
  return zipSync(partsOf(parts), { mtime: "2020-01-01T00:00:00" });
}

export function style(id: string, name: string, basedOn: string | null = null, properties = ""): string {
  const base = basedOn === null ? "" : `<w:basedOn w:val="${basedOn}"/>`;
  return `<w:style w:type="paragraph" w:styleId="${id}"${id === "Normal" ? ' w:default="1"' : ""}><w:name w:val="${name}"/>${base}<w:pPr>${properties}</w:pPr></w:style>`;
}

const threeGppStyles = [
  style("Normal", "Normal"),
  ...[1, 2, 3, 4].map((level) => style(`Heading${level}`, `heading ${level}`, "Normal", `<w:outlineLvl w:val="${level - 1}"/>`)),
  ...["B1", "B2", "B3", "NO", "EX", "TF", "TH", "TAL", "TT"].map((name) => style(name, name, "Normal")),
  style("EditorsNote", "Editor's Note", "NO"),
  style("TOC1", "toc 1", "Normal"),
  style("CRCoverPage", "CR Cover Page"),
].join("");

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** `w:p` with this text, or with these runs where there are tags in it. */
export function p(content: string, properties = ""): string {
  const runs = content.startsWith("<") || content === "" ? content : t(content);
  return `<w:p>${properties === "" ? "" : `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

export function t(text: string): string {
  return `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

export function styled(name: string): string {
  return `<w:pStyle w:val="${name}"/>`;
}

export function listed(numId: number, ilvl = 0): string {
  return `<w:numPr><w:ilvl w:val="${ilvl}"/><w:numId w:val="${numId}"/></w:numPr>`;
}

const who = 'w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"';

export function ins(content: string): string {
  return `<w:ins ${who}>${content}</w:ins>`;
}

export function del(text: string): string {
  return `<w:del ${who}><w:r><w:delText xml:space="preserve">${escapeXml(text)}</w:delText></w:r></w:del>`;
}

/** For `w:pPr`: the paragraph mark itself is tracked. */
export function mark(change: "ins" | "del" | "moveFrom" | "moveTo"): string {
  return `<w:rPr><w:${change} ${who}/></w:rPr>`;
}

export interface LevelOptions {
  readonly start?: number;
  readonly more?: string;
}

/** A level of a list: `level(1, "lowerLetter", "%2)")`. */
export function level(ilvl: number, format: string, text: string, { start = 1, more = "" }: LevelOptions = {}): string {
  return `<w:lvl w:ilvl="${ilvl}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
}

export function abstractList(id: number, levels: string): string {
  return `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
}

export function list(numId: number, abstractId: number, overrides = ""): string {
  return `<w:num w:numId="${numId}"><w:abstractNumId w:val="${abstractId}"/>${overrides}</w:num>`;
}
