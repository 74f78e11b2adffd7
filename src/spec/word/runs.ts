import type { Span } from "../clause.ts";
import type { Bookmark } from "./bookmarks.ts";
import { el, escapeText, type Xml } from "./xml.ts";

/** What writing the words of a document needs to know of the rest of it. */
export interface Links {
  readonly bookmarks: ReadonlyMap<string, Bookmark>;
  /** The id of the relationship to an address outside. */
  relationTo(url: string): string;
}

/** Text in one run; a tab is a tab. */
export function run(text: string, properties: Xml = ""): Xml {
  if (text === "") return "";
  const content = text
    .split("\t")
    .map((piece) => (piece === "" ? "" : `<w:t xml:space="preserve">${escapeText(piece)}</w:t>`))
    .join("<w:tab/>");
  return el("w:r", {}, properties === "" ? "" : el("w:rPr", {}, properties), content);
}

export function writeSpans(spans: readonly Span[], links: Links): Xml {
  return spans.map((span) => writeSpan(span, links)).join("");
}

const LOOKS = {
  strong: el("w:b"),
  emphasis: el("w:i"),
  code: el("w:rFonts", { "w:ascii": "Courier New", "w:hAnsi": "Courier New", "w:cs": "Courier New" }),
} as const;

function writeSpan(span: Span, links: Links): Xml {
  switch (span.kind) {
    case "text":
      return run(span.value);
    case "styled":
      return run(span.value, LOOKS[span.look]);
    case "link": {
      const looks = el("w:color", { "w:val": "0563C1" }) + el("w:u", { "w:val": "single" });
      return el("w:hyperlink", { "r:id": links.relationTo(span.url), "w:history": 1 }, run(span.value, looks));
    }
    case "reference":
      return writeReference(span.value, span.targets, links);
  }
}

/** A field that prints the number of what it cites; a link where it cites a part of it, which has no number in print. */
function writeReference(value: string, targets: readonly string[], { bookmarks }: Links): Xml {
  const [first] = targets.flatMap((id) => bookmarks.get(id) ?? []);
  if (first === undefined) return run(value);
  if (targets.length === 1 && first.words === value) return field(`REF ${first.name} \\h`, run(value));
  return el("w:hyperlink", { "w:anchor": first.name, "w:history": 1 }, run(value));
}

/** A field and what it prints now. */
export function field(instruction: string, result: Xml): Xml {
  const mark = (type: string) => el("w:r", {}, el("w:fldChar", { "w:fldCharType": type }));
  const code = el("w:r", {}, `<w:instrText xml:space="preserve"> ${escapeText(instruction)} </w:instrText>`);
  return mark("begin") + code + mark("separate") + result + mark("end");
}
