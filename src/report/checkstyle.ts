import type { Diagnostic } from "../model/diagnostic.ts";
import type { ReportOptions } from "./report-options.ts";
import { byFile, spottedSentence } from "./spot.ts";
import { element, xmlFile } from "./xml.ts";

/** The XML of Checkstyle, which most build servers read. In Word, `line` is the number of the paragraph. */
export function writeCheckstyle(diagnostics: readonly Diagnostic[], { files }: ReportOptions): string {
  const groups = [...byFile(diagnostics, files)].map(([name, found]) => element("file", { name }, found.map(errorOf)));
  return xmlFile(element("checkstyle", { version: "4.3" }, groups));
}

function errorOf(diagnostic: Diagnostic): string {
  const { place, severity, rule } = diagnostic;
  const message = spottedSentence(diagnostic);
  return element("error", { line: place.line, column: place.column, severity, message, source: `flowlint.${rule}` });
}
