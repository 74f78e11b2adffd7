import type { Diagnostic } from "../model/diagnostic.ts";
import type { ReportOptions } from "./report-options.ts";
import { byFile, sentenceOf, spotOf } from "./spot.ts";
import { element, xmlFile } from "./xml.ts";

/**
 * The XML of JUnit: a file is a suite, a finding a test. Only an error fails, as it does for the exit code; what is less passes and says
 * what it is. A file without findings has one test that passes.
 */
export function writeJunit(diagnostics: readonly Diagnostic[], { files }: ReportOptions): string {
  const suites = [...byFile(diagnostics, files)].map(([name, found]) => suiteOf(name, found));
  const failures = diagnostics.filter(({ severity }) => severity === "error").length;
  const tests = [...byFile(diagnostics, files).values()].reduce((sum, found) => sum + Math.max(1, found.length), 0);
  return xmlFile(element("testsuites", { name: "flowlint", tests, failures }, suites));
}

function suiteOf(name: string, found: readonly Diagnostic[]): string {
  const failures = found.filter(({ severity }) => severity === "error").length;
  const clean = [element("testcase", { classname: name, name: "flowlint" })];
  const cases = found.length === 0 ? clean : found.map(caseOf);
  return element("testsuite", { name, tests: cases.length, failures, errors: 0, skipped: 0 }, cases);
}

function caseOf(diagnostic: Diagnostic): string {
  const { rule, severity, place } = diagnostic;
  const where = `${place.line}:${place.column}`;
  const spot = spotOf(diagnostic);
  const outcome =
    severity === "error"
      ? element("failure", { type: severity, message: sentenceOf(diagnostic) })
      : element("properties", {}, [element("property", { name: severity, value: sentenceOf(diagnostic) })]);
  return element("testcase", { classname: place.file, name: `${rule} at ${spot === null ? where : `${where} (${spot})`}` }, [outcome]);
}
