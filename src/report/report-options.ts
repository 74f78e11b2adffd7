import type { Severity } from "../model/diagnostic.ts";

/** What a report may say about a rule, beside its findings. */
export interface RuleWords {
  readonly id: string;
  readonly summary: string;
  readonly rationale: string;
  readonly severity: Severity;
}

export interface ReportOptions {
  readonly colour: boolean;
  /** Of a line, in characters, where a person sees it as it comes; else lines are as long as what they say. */
  readonly width?: number | null;
  /** How many flows were looked at, where that is to be said. */
  readonly flows?: number;
  /** Every file that was looked at, so that a clean one is seen to be clean. */
  readonly files?: readonly string[];
  /** The rules there are, for formats that describe them. */
  readonly rules?: readonly RuleWords[];
  /** Of the tool. */
  readonly version?: string;
}
