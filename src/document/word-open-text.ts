import { isOn } from "./word-elements.ts";
import { addText, newParagraph } from "./word-emit.ts";
import { turnField } from "./word-fields.ts";
import { type Closer, frameOf, placeOf, topOf, type WordReading } from "./word-reading.ts";
import { signsOf, symbolFont, symbolOf } from "./word-symbols.ts";
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
      reading.isHidden ||= reading.paragraph?.isHidden === true;
      reading.font = null;
      return "r";
    case "w:t":
    case "m:t":
    case "w:delText":
      if (name === "w:delText") reading.mask &= ORIGINAL;
      reading.isPreserved = reading.isAllPreserved || name === "m:t" || attributes["xml:space"] === "preserve";
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
    case "w16se:symEx":
      see(symbolOf(attributes["w16se:font"], attributes["w16se:char"]), reading);
      return "";
    case "w:fldChar":
      turnField(attributes["w:fldCharType"], reading);
      return "";
    case "w:instrText":
    case "w:delInstrText":
      if (name === "w:delInstrText") reading.mask &= ORIGINAL;
      reading.within = reading.within === "" ? "field code" : "skip";
      return "";
    case "w:rFonts":
      if (reading.within === "run properties") reading.font = symbolFont(attributes["w:ascii"] ?? attributes["w:hAnsi"]);
      return "";
    case "w:vanish":
      hide(isOn(attributes["w:val"]), reading);
      return "";
    case "w:rStyle":
      // Hidden by both its styles it is seen again (ECMA-376 part 1, 17.7.3).
      if (reading.context.styles.isHidden(attributes["w:val"] ?? "")) hide(reading.paragraph?.isHidden !== true, reading);
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
  return within === "" && paragraph !== null && !isHidden && (fields.length === 0 || !fields.some((field) => field.isHidden));
}

/** The text of a run; or the mark of a paragraph, which then shows nothing of its own. */
function hide(isHidden: boolean, reading: WordReading): void {
  const { within, paragraph, hiddenRuns } = reading;
  if (within === "run properties") reading.isHidden = isHidden || hiddenRuns.at(-1) === true;
  else if (within === "mark" && paragraph !== null && isHidden) paragraph.isSilent = true;
}

function see(text: string, reading: WordReading): void {
  if (reading.paragraph !== null && isSeen(reading)) addText(reading.paragraph, text, reading.mask);
}

/** The text of a `w:t`. Blanks around it count only where the file says so (ECMA-376 part 1, 17.3.3.31). */
export function textIn(text: string, { paragraph, isPreserved, mask, font }: WordReading): void {
  const lettered = font === null ? text : signsOf(text, font);
  const inLine = /[\n\r]/u.test(lettered) ? lettered.replace(/[\n\r]+/gu, " ") : lettered;
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
    case "field code":
    case "skip":
      return;
  }
  reading.isTracked = true;
}

function refer(kind: "footnote" | "endnote" | "comment", attributes: Attributes, reading: WordReading): Closer {
  const id = attributes["w:id"];
  if (id !== undefined && reading.within === "") reading.references.push({ kind, id, place: placeOf(reading), mask: reading.mask });
  return "";
}
