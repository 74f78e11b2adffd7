import type { Diagnostic } from "../model/diagnostic.ts";
import { writeJson } from "./json.ts";
import { writeStylish } from "./stylish.ts";

export interface ReportOptions {
  readonly colour: boolean;
  /** How many flows were looked at, where that is to be said. */
  readonly flows?: number;
}

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
];
