import type { Diagnostic } from "../model/diagnostic.ts";
import { writeCheckstyle } from "./checkstyle.ts";
import { writeGithub } from "./github.ts";
import { writeJson } from "./json.ts";
import { writeJunit } from "./junit.ts";
import type { ReportOptions } from "./report-options.ts";
import { writeSarif } from "./sarif.ts";
import { writeStylish } from "./stylish.ts";

export { writeJsonSummary, writeSummary } from "./summary.ts";

export interface ReportFormat {
  readonly id: string;
  readonly summary: string;
  /** The report without the last line break. */
  write(diagnostics: readonly Diagnostic[], options: ReportOptions): string;
}

/** How findings can be written; the first is taken where nobody asks for another. */
export const reportFormats: readonly ReportFormat[] = [
  { id: "stylish", summary: "for a person, grouped by file", write: writeStylish },
  { id: "json", summary: "for a program, an array of findings", write: writeJson },
  { id: "sarif", summary: "SARIF 2.1.0, for code scanning", write: writeSarif },
  { id: "github", summary: "notes on a change at GitHub", write: writeGithub },
  { id: "checkstyle", summary: "XML of Checkstyle, for build servers", write: writeCheckstyle },
  { id: "junit", summary: "XML of JUnit, for test reports", write: writeJunit },
];
