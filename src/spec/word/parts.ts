import type { Manuscript } from "../manuscript.ts";
import { paragraph } from "./paragraph.ts";
import { field, run } from "./runs.ts";
import { NAMESPACE } from "./styles.ts";
import { el, escapeText, val, type Xml, xmlFile } from "./xml.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const RELATIONS = `${OFFICE}/relationships`;
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** Every namespace that the body may need. */
export const namespaces: Readonly<Record<string, string>> = {
  "xmlns:w": NAMESPACE,
  "xmlns:r": RELATIONS,
  "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
  "xmlns:wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
  "xmlns:wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
  "xmlns:wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
  "xmlns:v": "urn:schemas-microsoft-com:vml",
  "xmlns:o": "urn:schemas-microsoft-com:office:office",
};

export interface Relation {
  readonly id: string;
  /** Its last word: `styles`, `hyperlink`. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

export function relationsPart(relations: readonly Relation[]): string {
  const written = relations.map(({ id, type, target, external }) =>
    el("Relationship", {
      Id: id,
      Type: type === "core-properties" ? `${PACKAGE}/relationships/metadata/core-properties` : `${RELATIONS}/${type}`,
      Target: target,
      TargetMode: external ? "External" : undefined,
    }),
  );
  return xmlFile(el("Relationships", { xmlns: `${PACKAGE}/relationships` }, ...written));
}

/** @param overrides the content type by the name of the part, which begins with a slash @param endings the content type by the ending */
export function contentTypesPart(
  overrides: readonly (readonly [part: string, type: string])[],
  endings: ReadonlyMap<string, string>,
): string {
  const defaults = new Map([["rels", "application/vnd.openxmlformats-package.relationships+xml"], ["xml", "application/xml"], ...endings]);
  return xmlFile(
    el(
      "Types",
      { xmlns: `${PACKAGE}/content-types` },
      ...[...defaults].map(([Extension, ContentType]) => el("Default", { Extension, ContentType })),
      ...overrides.map(([PartName, ContentType]) => el("Override", { PartName, ContentType })),
    ),
  );
}

export function wordType(part: string): string {
  return `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`;
}

export function headerPart({ header: [left, right] }: Manuscript): string {
  return xmlFile(el("w:hdr", namespaces, paragraph("Header", run(left) + run("\t") + run(right))));
}

export function footerPart({ footer }: Manuscript): string {
  return xmlFile(
    el(
      "w:ftr",
      namespaces,
      paragraph("Footer", run("\t") + run(footer) + run(footer === "" ? "" : ", ") + run("page ") + field("PAGE", run("1"))),
    ),
  );
}

/** Word asks for no compatibility mode of an older version. */
export function settingsPart(): string {
  const mode = { "w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15 };
  return xmlFile(
    el(
      "w:settings",
      { "xmlns:w": NAMESPACE },
      val("w:zoom", 100).replace("w:val", "w:percent"),
      val("w:defaultTabStop", 284),
      val("w:characterSpacingControl", "doNotCompress"),
      el("w:compat", {}, el("w:compatSetting", mode)),
      el("w:themeFontLang", { "w:val": "en-GB" }),
      el("w:decimalSymbol", { "w:val": "." }),
      el("w:listSeparator", { "w:val": "," }),
    ),
  );
}

export function fontsPart(): string {
  const font = (name: string, family: string, pitch: string): Xml =>
    el("w:font", { "w:name": name }, val("w:family", family), val("w:pitch", pitch));
  return xmlFile(
    el(
      "w:fonts",
      { "xmlns:w": NAMESPACE },
      font("Times New Roman", "roman", "variable"),
      font("Arial", "swiss", "variable"),
      font("Courier New", "modern", "fixed"),
    ),
  );
}

/** No clock is asked: without a date of the author's there is none. */
export function corePart({ title, author, date }: Manuscript): string {
  const when = (name: string): Xml => (date === "" ? "" : el(name, { "xsi:type": "dcterms:W3CDTF" }, `${escapeText(date)}T00:00:00Z`));
  return xmlFile(
    el(
      "cp:coreProperties",
      {
        "xmlns:cp": `${PACKAGE}/metadata/core-properties`,
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      },
      el("dc:title", {}, escapeText(title)),
      el("dc:creator", {}, escapeText(author)),
      when("dcterms:created"),
      when("dcterms:modified"),
    ),
  );
}

export function applicationPart(): string {
  return xmlFile(el("Properties", { xmlns: `${OFFICE}/extended-properties` }, el("Application", {}, "callflow")));
}

/** The A4 page of a 3GPP document; a section goes on where the one before it ends. */
export function pageSection(header: string, footer: string): Xml {
  return el(
    "w:sectPr",
    {},
    el("w:headerReference", { "w:type": "default", "r:id": header }),
    el("w:footerReference", { "w:type": "default", "r:id": footer }),
    val("w:type", "continuous"),
    el("w:pgSz", { "w:w": 11907, "w:h": 16840 }),
    el("w:pgMar", { "w:top": 1416, "w:right": 1133, "w:bottom": 1133, "w:left": 1133, "w:header": 850, "w:footer": 340, "w:gutter": 0 }),
    el("w:cols", { "w:space": 720 }),
  );
}

/** A section as a page on its side. */
export function turn(section: Xml): Xml {
  return section.replace(/<w:type w:val="[^"]*"\/>/u, el("w:type", { "w:val": "nextPage" })).replace(/<w:pgSz\b[^>]*>/u, (size) => {
    const side = (name: string) => new RegExp(`\\bw:${name}="(\\d+)"`, "u").exec(size)?.[1];
    return el("w:pgSz", { "w:w": side("h"), "w:h": side("w"), "w:orient": "landscape" });
  });
}
