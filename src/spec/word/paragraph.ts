import { el, val, type Xml } from "./xml.ts";

/** A Word paragraph. @param properties those beside its style, in the order of the schema */
export function paragraph(style: string, content: Xml, properties: Xml = ""): Xml {
  const styled = style === "Normal" ? "" : val("w:pStyle", style);
  return el("w:p", {}, styled + properties === "" ? "" : el("w:pPr", {}, styled, properties), content);
}
