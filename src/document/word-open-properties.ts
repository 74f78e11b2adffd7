import { wholeNumber } from "./word-elements.ts";
import { indentOf } from "./word-indent.ts";
import { labelBeforeChange } from "./word-label-before.ts";
import { noProperties } from "./word-paragraph.ts";
import type { Closer, WordReading } from "./word-reading.ts";
import type { Attributes } from "./xml-stream.ts";

/** Elements of `w:pPr`. @returns null for any other */
export function openProperty(name: string, attributes: Attributes, reading: WordReading): Closer | null {
  const { within, target, paragraph } = reading;
  const value = attributes["w:val"];
  switch (name) {
    case "w:pPr":
      if (paragraph !== null && within === "") reading.within = "properties";
      return "";
    case "w:pStyle":
      if (within === "properties") target.style = value ?? null;
      if (within === "properties" && paragraph !== null && target === paragraph.now)
        paragraph.isHidden = reading.context.styles.paragraph(target.style).isHidden;
      return "";
    case "w:framePr":
      if (within === "properties" && paragraph !== null) paragraph.isDropCap = /^(?:drop|margin)$/u.test(attributes["w:dropCap"] ?? "");
      return "";
    case "w:sectPr":
      if (within === "properties" && paragraph !== null) paragraph.isSilent = true;
      reading.within = "skip";
      return "";
    case "w:numPr":
      if (within === "properties") reading.within = "numbering";
      return "";
    case "w:numId":
      if (within === "numbering") target.numId = value ?? null;
      return "";
    case "w:ilvl":
      if (within === "numbering") target.ilvl = wholeNumber(value);
      return "";
    case "w:numberingChange":
      if (within !== "numbering" || paragraph === null) return "";
      paragraph.labelBefore = labelBeforeChange(attributes["w:original"]);
      reading.isTracked = true;
      return "";
    case "w:ind":
      if (within === "properties") target.indent = indentOf(attributes);
      return "";
    case "w:pPrChange":
      if (within !== "properties" || paragraph === null) return "";
      reading.isTracked = true;
      paragraph.before = noProperties();
      reading.target = paragraph.before;
      return "before";
    default:
      return null;
  }
}
