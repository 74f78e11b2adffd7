import type { Diagnostic, Related, Severity } from "../model/diagnostic.ts";
import type { ReportOptions, RuleWords } from "./report-options.ts";
import { spotOf } from "./spot.ts";

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

/**
 * SARIF 2.1.0 (OASIS). A Word file has no lines: its findings have logical locations in place of a region (§3.28, §3.33), the clause, the
 * step and the paragraph.
 */
export function writeSarif(diagnostics: readonly Diagnostic[], { rules = [], files = [], version }: ReportOptions): string {
  const ruleIndexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const driver = { name: "flowlint", ...(version === undefined ? {} : { version }), rules: rules.map(describe) };
  const run = {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    ...(files.length === 0 ? {} : { artifacts: files.map((file) => ({ location: { uri: uriOf(file) } })) }),
    results: diagnostics.map((diagnostic) => resultOf(diagnostic, ruleIndexOf.get(diagnostic.rule))),
  };
  return JSON.stringify({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] }, null, 2);
}

function describe({ id, summary, rationale, severity }: RuleWords): object {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: rationale },
    // GitHub wants it, and has no link to our page: the command that prints it.
    help: {
      text: `${rationale} flowlint --explain ${id} shows examples, wrong and right.`,
      markdown: `${rationale}\n\n\`flowlint --explain ${id}\` shows examples, wrong and right.`,
    },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number | undefined): object {
  const { rule, severity, message, expected, related, place, quote, wordParagraph } = diagnostic;
  const inWord = wordParagraph !== null;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: [message, ...(expected === null ? [] : [`expected: ${expected}`])].join("; ") },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(place.file) }, ...(inWord ? {} : { region: regionOf(diagnostic) }) },
        ...logically(diagnostic),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map(relatedOf) }),
    // Survives an edit elsewhere in the document: no line in it (§3.27.17).
    partialFingerprints: {
      "finding/v1": [rule, diagnostic.flow ?? "", diagnostic.clause ?? "", diagnostic.step ?? "", quote ?? message].join("|"),
    },
    ...(inWord && quote !== null ? { properties: { quote } } : {}),
  };
}

/** The words that are meant; where they end is not known, the line from there on. A snippet is what stands in the region, to the letter (§3.30.13). */
function regionOf({ place: { line, column }, end, quote }: Diagnostic): object {
  const start = { startLine: line, startColumn: column };
  if (end === undefined) return start;
  const isAll = quote !== null && end.line === line && end.column - column === quote.length;
  return { ...start, endLine: end.line, endColumn: end.column, ...(isAll ? { snippet: { text: quote } } : {}) };
}

/** The clause, the step and the Word paragraph, from the outside in. */
function logically(diagnostic: Diagnostic): object {
  const { clause, step, wordParagraph } = diagnostic;
  const fullyQualifiedName = spotOf(diagnostic);
  if (fullyQualifiedName === null) return {};
  const name = wordParagraph === null ? (step ?? clause) : String(wordParagraph);
  return {
    logicalLocations: [{ ...(name === null ? {} : { name }), fullyQualifiedName, kind: wordParagraph === null ? "element" : "paragraph" }],
  };
}

function relatedOf({ message, place }: Related, id: number): object {
  const { file, line, column, wordParagraph = null } = place;
  const physical = {
    artifactLocation: { uri: uriOf(file) },
    ...(wordParagraph === null ? { region: { startLine: line, startColumn: column } } : {}),
  };
  const logical = { name: String(wordParagraph), fullyQualifiedName: `paragraph ${wordParagraph}`, kind: "paragraph" };
  return { id, message: { text: message }, physicalLocation: physical, ...(wordParagraph === null ? {} : { logicalLocations: [logical] }) };
}

/** A path as the reference it is in a URI (RFC 3986 §4.2); of Windows too. */
function uriOf(file: string): string {
  const path = file.replaceAll("\\", "/").replaceAll(/[\ud800-\udfff]/gu, "\ufffd");
  const escaped = path.split("/").map(encodeURIComponent).join("/");
  return /^[A-Za-z]:\//u.test(path) ? `file:///${escaped.replace("%3A", ":")}` : path.startsWith("/") ? `file://${escaped}` : escaped;
}
