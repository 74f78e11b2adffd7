import { Violation } from "../../../model/wrong.ts";
import { piecesOf } from "../../comparison/word-edits.ts";
import type { Xml } from "../xml.ts";

/** A Word paragraph that this tool has written, in pieces no longer than a word. */
export interface PiecedParagraph {
  /** What its `w:pPr` holds; "" where it has none. */
  readonly properties: Xml;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** `mark`: an end of a bookmark, which nobody sees; `whole`: what is changed as one, as a field, a link or a drawing. */
  readonly kind: "text" | "mark" | "whole";
  /** What a person sees; pieces of the same are the same. */
  readonly key: string;
  /** Of a text: what its `w:rPr` holds. */
  readonly looks: Xml;
  /** Of a text: its escaped words, or a tab. Of the others: all of it. */
  readonly content: Xml;
}

/** The paragraphs of a block: those within drawings belong to them. */
export function paragraphsIn(xml: Xml): readonly Xml[] {
  const paragraphs: Xml[] = [];
  let [depth, start] = [0, 0];
  for (const tag of xml.matchAll(/<(\/?)w:p(?=[\s>/])[^>]*?(\/?)>/gu)) {
    const [text, closing, empty] = tag;
    if (closing === "" && depth === 0) start = tag.index;
    depth += closing === "/" ? -1 : empty === "/" ? 0 : 1;
    if (depth === 0) paragraphs.push(xml.slice(start, tag.index + text.length));
  }
  if (paragraphs.join("") !== xml) throw new Violation("a block that is to be revised has more than paragraphs");
  return paragraphs;
}

const PARAGRAPH = /^<w:p>(?:<w:pPr>(.*?)<\/w:pPr>)?(.*)<\/w:p>$/su;
const DRAWING = /<w:r><(?:mc:AlternateContent|w:drawing)>.*<\/w:r>/suy;
const MARK = /<w:bookmark(?:Start|End)[^>]*\/>/uy;
const LINK = /<w:hyperlink[^>]*>.*?<\/w:hyperlink>/suy;
const FIELD = /<w:r><w:fldChar w:fldCharType="begin"(?: [^>]*)?\/><\/w:r>.*?<w:fldChar w:fldCharType="end"\/><\/w:r>/suy;
const RUN = /<w:r>(?:<w:rPr>(.*?)<\/w:rPr>)?(.*?)<\/w:r>/suy;

export function piecesIn(xml: Xml): PiecedParagraph {
  const [, properties = "", content = ""] = PARAGRAPH.exec(xml) ?? ["", "", xml];
  const pieces: Piece[] = [];
  for (let at = 0; at < content.length; ) {
    const next = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = at;
      return pattern.exec(content);
    };
    const drawing = next(DRAWING);
    const mark = next(MARK);
    const whole = drawing ?? next(LINK) ?? next(FIELD);
    const run = next(RUN);
    const found = mark ?? whole ?? run;
    if (found === null) throw new Violation(`a paragraph has ${content.slice(at, at + 40)}, which cannot be revised`);
    if (mark !== null) pieces.push({ kind: "mark", key: "", looks: "", content: mark[0] });
    // What is drawn is the same whatever its shapes are called.
    else if (drawing !== null)
      pieces.push({ kind: "whole", key: drawing[0].replace(/ (?:id|name)="[^"]*"/gu, ""), looks: "", content: drawing[0] });
    else if (whole !== null) pieces.push({ kind: "whole", key: visible(whole[0]), looks: "", content: whole[0] });
    else if (run !== null) pieces.push(...textPieces(run[1] ?? "", run[2] ?? ""));
    at += found[0].length;
  }
  return { properties, pieces };
}

/** The words in a field or a link. */
function visible(xml: Xml): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, words]) => words).join("");
}

function textPieces(looks: Xml, content: Xml): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [, words] of content.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:tab\/>/gu)) {
    // An escaped character stays in one piece.
    const texts = words === undefined ? ["\t"] : piecesOf(words.replace(/&(?=\w+;)/gu, "\ue000"));
    for (const text of joined(texts)) pieces.push({ kind: "text", key: `${looks}|${text}`, looks, content: text });
  }
  return pieces;
}

function joined(texts: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (let at = 0; at < texts.length; at += 1) {
    const text = texts[at] ?? "";
    if (text !== "\ue000") whole.push(text);
    else {
      whole.push(`&${texts[at + 1] ?? ""}${texts[at + 2] ?? ""}`);
      at += 2;
    }
  }
  return whole;
}
