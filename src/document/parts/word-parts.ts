import type { Place } from "../../model/place.ts";
import { BadInput } from "../../model/wrong.ts";
import type { MarkedPart, Splice } from "./marked-part.ts";
import { unescaped, visibleLook } from "./word-look.ts";

/** A generated part of a Word document: a content control whose tag is `callflow:mmsc-transfer/clause#1a2b3c4d5e6f`. */
export interface WordPart extends MarkedPart {
  /** The document without this part: what numbers and names are taken there. */
  readonly around: string;
  renew(paragraphs: string, hash: string): readonly Splice[];
}

/** As long as Word lets a tag be. */
const LONGEST_TAG = 64;
const TAG = /^callflow:([^/#@]+)(?:@([^/#]+))?\/([a-z]+)(?:\^([1-6]))?(?::([^#]+))?(?:#([0-9a-f]+))?$/u;

/** @throws BadInput where Word would not take it */
export function tagOf(wanted: ReadonlyMap<string, string>, hash: string): string {
  const [flow, variant, participant, level] = ["flow", "variant", "participant", "level"].map((name) => wanted.get(name) ?? "");
  const tag = `callflow:${flow}${variant === "" ? "" : `@${variant}`}/${wanted.get("part") ?? "clause"}${level === "" ? "" : `^${level}`}${participant === "" ? "" : `:${participant}`}#${hash}`;
  if (tag.length <= LONGEST_TAG && TAG.test(tag)) return tag;
  throw new BadInput(`Word's tags have ${LONGEST_TAG} characters at most, and ${tag} is no such tag`, {
    remedy: "Name the flow by its id, from the folder that has `flows`; a shorter one where that is too long",
  });
}

/** An element of the XML, a comment or a section of raw text. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)(w:(?:sdt|sdtPr|sdtContent|tag|p))(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/gu;

interface Control {
  readonly from: number;
  readonly paragraph: number;
  readonly withinParagraph: boolean;
  tag: { readonly from: number; readonly to: number; readonly value: string } | null;
  content: { from: number; to: number } | null;
}

/**
 * The parts of a Word document, in order.
 *
 * @param xml of its main part
 * @throws BadInput where one is damaged, or is marked in another way, with the number of its Word paragraph as the line
 */
export function wordParts(xml: string, file: string): readonly WordPart[] {
  refuseBookmarks(xml, file);
  const open: Control[] = [];
  const parts: WordPart[] = [];
  let paragraphs = 0;
  let depth = 0;
  for (const token of xml.matchAll(TOKEN)) {
    const [text, closing, name, rest = "", empty] = token;
    const end = token.index + text.length;
    const control = open.at(-1);
    if (name === "w:p") {
      if (closing === "") paragraphs += 1;
      if (empty === "") depth += closing === "" ? 1 : -1;
    } else if (name === "w:sdt") {
      if (closing === "") open.push({ from: token.index, paragraph: paragraphs + 1, withinParagraph: depth > 0, tag: null, content: null });
      else if (control !== undefined) {
        open.pop();
        const part = partOf(control, open, xml, file);
        if (part !== null) parts.push(part);
      }
    } else if (name === "w:tag" && control !== undefined && control.content === null) {
      const value = /w:val=(?:"([^"]*)"|'([^']*)')/u.exec(rest);
      control.tag = { from: token.index, to: end, value: unescaped(value?.[1] ?? value?.[2] ?? "") };
    } else if (name === "w:sdtContent" && control !== undefined) {
      if (closing === "") control.content = { from: end, to: end };
      else if (control.content !== null) control.content.to = token.index;
    }
  }
  return parts;
}

/** A bookmark has no room for what a part was when it was generated, so that nobody could tell whether a person has edited it since. */
function refuseBookmarks(xml: string, file: string): void {
  const found = /<w:bookmarkStart\b[^>]*\bw:name=["'](callflow[^"']*)["']/iu.exec(xml);
  if (found === null) return;
  const line = xml.slice(0, found.index).match(/<w:p[\s>]/gu)?.length ?? 0;
  throw new BadInput(`the bookmark ${found[1]} marks no part: a part is marked by a content control`, {
    place: { file, line: Math.max(1, line), column: 1 },
    remedy: "Put one around the place (Developer tab), with the tag callflow:FLOW/text, and take the bookmark away",
  });
}

function partOf(
  { from, tag, content, paragraph, withinParagraph }: Control,
  outer: readonly Control[],
  xml: string,
  file: string,
): WordPart | null {
  if (tag === null || !tag.value.startsWith("callflow:")) return null;
  const place: Place = { file, line: paragraph, column: 1 };
  const found = TAG.exec(tag.value);
  if (found === null) {
    throw new BadInput(`the tag of this content control is "${tag.value}"`, { place, remedy: "Write it as callflow:mmsc-transfer/clause" });
  }
  const around = outer.find((each) => each.tag?.value.startsWith("callflow:") === true);
  if (around !== undefined)
    throw new BadInput(`a part stands within that of paragraph ${around.paragraph}`, {
      place,
      remedy: "Take one of the two content controls away",
    });
  if (content === null || withinParagraph) {
    throw new BadInput("this content control stands within a paragraph", { place, remedy: "Put it around whole paragraphs" });
  }
  const inside = xml.slice(content.from, content.to);
  if (/^\s*<w:(?:tc|tr)\b/u.test(inside)) {
    throw new BadInput("this content control stands around cells of a table", {
      place,
      remedy: "Put it into one cell, around its paragraphs",
    });
  }
  const [, flow = "", variant, part = "", level, participant, hash = null] = found;
  const wanted = new Map(
    Object.entries({ flow, part, variant, participant, level }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value] as const],
    ),
  );
  const head = xml.slice(from, content.from);
  return {
    wanted,
    hash,
    content: /<w:showingPlcHdr\b/u.test(head) ? "" : visibleLook(inside),
    place,
    around: xml.slice(0, content.from) + xml.slice(content.to),
    renew(paragraphsXml, sum) {
      const marked = head
        .replace(xml.slice(tag.from, tag.to), `<w:tag w:val="${escaped(tagOf(wanted, sum))}"/>`)
        .replace(/<w:showingPlcHdr\b[^>]*\/>/u, "");
      return [
        ...(marked === head ? [] : [{ from, to: content.from, text: marked }]),
        { from: content.from, to: content.to, text: paragraphsXml },
      ];
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
