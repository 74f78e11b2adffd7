import { isOn } from "./word-elements.ts";
import { addText, newParagraph } from "./word-emit.ts";
import { type Closer, frameOf, placeOf, topOf, type WordReading } from "./word-reading.ts";
import { symbolOf } from "./word-symbols.ts";
import { ACCEPTED, ORIGINAL, type ViewMask } from "./word-views.ts";
import type { Attributes } from "./xml-stream.ts";

/** Elements of paragraphs and runs. @returns null for any other */
export function openText(name: string, attributes: Attributes, reading: WordReading): Closer | null {
  switch (name) {
    case "w:p": {
      const { paragraph, fields, target } = reading;
      reading.waiting.push({ paragraph, fields, target });
      reading.count += 1;
      reading.mask &= frameOf(reading).mask;
      reading.paragraph = newParagraph(reading.count, attributes["w14:paraId"] ?? null);
      reading.target = reading.paragraph.now;
      reading.within = "";
      return "p";
    }
    case "w:r":
      reading.hiddenRuns.push(reading.isHidden);
      return "r";
    case "w:t":
    case "m:t":
    case "w:delText":
      if (name === "w:delText") reading.mask &= ORIGINAL;
      reading.isPreserved = name === "m:t" || attributes["xml:space"] === "preserve";
      reading.within = isSeen(reading) ? "text" : "skip";
      return "";
    case "w:rPr":
      reading.within = reading.within === "properties" ? "mark" : "run properties";
      return "";
    case "w:ins":
    case "w:moveTo":
    case "w:cellIns":
      only(ACCEPTED, reading);
      return "";
    case "w:del":
    case "w:moveFrom":
    case "w:cellDel":
      only(ORIGINAL, reading);
      return "";
    case "w:tab":
    case "w:ptab":
      see("\t", reading);
      return "";
    case "w:br":
    case "w:cr":
      see("\n", reading);
      return "";
    case "w:noBreakHyphen":
      see("-", reading);
      return "";
    case "w:sym":
      see(symbolOf(attributes["w:font"], attributes["w:char"]), reading);
      return "";
    case "w:fldChar":
      turnField(attributes["w:fldCharType"], reading);
      return "";
    case "w:vanish":
      if (reading.within === "run properties" && isOn(attributes["w:val"])) reading.isHidden = true;
      return "";
    case "w:rStyle":
      if (reading.within === "run properties" && reading.context.styles.isHidden(attributes["w:val"] ?? "")) reading.isHidden = true;
      return "";
    case "w:footnoteReference":
      return refer("footnote", attributes, reading);
    case "w:endnoteReference":
      return refer("endnote", attributes, reading);
    case "w:commentReference":
      return refer("comment", attributes, reading);
    default:
      return null;
  }
}

/** Whether text that stands here is to be seen at all. */
function isSeen({ within, paragraph, isHidden, fields }: WordReading): boolean {
  return within === "" && paragraph !== null && !isHidden && (fields.length === 0 || !fields.includes("code"));
}

function see(text: string, reading: WordReading): void {
  if (reading.paragraph !== null && isSeen(reading)) addText(reading.paragraph, text, reading.mask);
}

/** The text of a `w:t`. Blanks around it count only where the file says so (ECMA-376 part 1, 17.3.3.31). */
export function textIn(text: string, { paragraph, isPreserved, mask }: WordReading): void {
  const inLine = /[\n\r]/u.test(text) ? text.replace(/[\n\r]+/gu, " ") : text;
  const kept = isPreserved ? inLine : inLine.replace(/^[ \t]+|[ \t]+$/gu, "");
  if (paragraph !== null && kept !== "") addText(paragraph, kept, mask);
}

/** A tracked change: of what, the element around it says. */
function only(view: ViewMask, reading: WordReading): void {
  const { within, paragraph } = reading;
  const container = topOf(reading);
  switch (within) {
    case "mark":
      if (paragraph !== null) paragraph.mark &= view;
      break;
    case "numbering":
      if (paragraph !== null) paragraph.isNumberingNew = true;
      break;
    case "row":
    case "cell":
      if (container.kind !== "table") container.mask &= view;
      break;
    case "":
      reading.mask &= view;
      break;
    case "properties":
    case "run properties":
    case "text":
    case "skip":
      return;
  }
  reading.isTracked = true;
}

function turnField(type: string | undefined, { fields }: WordReading): void {
  if (type === "begin") fields.push("code");
  else if (type === "separate" && fields.length > 0) fields[fields.length - 1] = "result";
  else if (type === "end") fields.pop();
}

function refer(kind: "footnote" | "endnote" | "comment", attributes: Attributes, reading: WordReading): Closer {
  const id = attributes["w:id"];
  if (id !== undefined && reading.within === "") reading.references.push({ kind, id, place: placeOf(reading), mask: reading.mask });
  return "";
}
