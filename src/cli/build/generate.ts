import { execute } from "../../engine/index.ts";
import { builtFormats } from "../../figure/index.ts";
import type { Content } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import type { TraceOutcome } from "../../model/trace.ts";
import { clauseOf, writeMarkdown } from "../../spec/index.ts";
import { writeTrace } from "../../trace/index.ts";
import { pageNames } from "../draw/page-names.ts";
import { type Judgement, judge } from "../judge.ts";

export const TRACE_FILE = "trace.jsonl";
const CLAUSE_FILE = "clause.md";

/** Everything that is generated of a flow or of one of its variants. */
export interface Generated {
  /** By name, in the folder of the flow or variant. */
  readonly files: ReadonlyMap<string, Content>;
  readonly judgement: Judgement;
  readonly expectations: TraceOutcome["expectations"];
}

/** The names under which everything is generated. */
const generatedNames: readonly string[] = [...builtFormats.map((format) => figureName(format)), CLAUSE_FILE, TRACE_FILE];

/** Whether something is generated under this name: what is there and no longer made is stale. */
export function isGenerated(name: string): boolean {
  return generatedNames.includes(name) || /^figure-\d+\.svg$/u.test(name);
}

/** @param variant the one that the flow has been resolved to; null for the flow itself */
export function generate(flow: Flow, variant: string | null): Generated {
  const { trace } = execute(flow, { seed: 1, variant });
  const files = new Map<string, Content>();
  for (const format of builtFormats) {
    const pages = [...format.draw(flow, {})];
    for (const [name, content] of pageNames(figureName(format), pages)) files.set(name, content);
    // A document without pages shows it whole.
    if (pages.length > 1) for (const whole of format.draw(flow, { page: null })) files.set(figureName(format), whole);
  }
  files.set(CLAUSE_FILE, writeMarkdown(clauseOf(flow)));
  files.set(TRACE_FILE, writeTrace(trace));
  return { files, judgement: judge(trace), expectations: trace.outcome.expectations };
}

/** The ladder of text is a figure too, but called what it is. */
function figureName({ id, ending }: { readonly id: string; readonly ending: string }): string {
  return `${id === "text" ? "ladder" : "figure"}${ending}`;
}
