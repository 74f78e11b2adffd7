import type { Flow } from "../model/flow.ts";
import { type Cited, type Run, runsOf } from "../model/print-prose.ts";
import type { Prose } from "../model/prose.ts";
import { indexOf } from "../model/walk.ts";
import type { Span } from "./clause.ts";

/** The id of the heading among the blocks of a clause. */
export const CLAUSE_ID = "clause";

/** The id of the figure among the blocks of a clause. */
export const FIGURE_ID = "figure";

/** Prose as spans: numbers computed, white space of the source file folded. */
export function spansOf(prose: Prose, flow: Flow): readonly Span[] {
  return toSpans(
    prose.flatMap((inline) => runsOf(inline, flow)),
    flow,
  );
}

/** Runs as spans; neighbouring words become one. */
export function toSpans(runs: readonly Run[], flow: Flow): readonly Span[] {
  const spans: Span[] = [];
  let spaced = true;
  for (const run of runs) {
    const folded = run.text.replace(/[ \t\r\n]+/gu, " ");
    const value: string = spaced ? folded.trimStart() : folded;
    if (value === "") continue;
    spaced = value.endsWith(" ");
    const last = spans.at(-1);
    if (run.cited !== null) spans.push({ kind: "reference", value, targets: targetsOf(run.cited, flow) });
    else if (last?.kind === "text") spans[spans.length - 1] = { kind: "text", value: last.value + value };
    else spans.push({ kind: "text", value });
  }
  return trimEnd(spans);
}

function trimEnd(spans: Span[]): readonly Span[] {
  const last = spans.at(-1);
  if (last?.kind !== "text" || !last.value.endsWith(" ")) return spans;
  const value = last.value.trimEnd();
  return [...spans.slice(0, -1), ...(value === "" ? [] : [{ kind: "text", value } as const])];
}

function targetsOf(cited: Cited, flow: Flow): readonly string[] {
  switch (cited.kind) {
    case "steps": {
      const { paragraphOf } = indexOf(flow);
      return [...new Set(cited.steps.map((step) => paragraphOf.get(step.id)?.steps[0] ?? step.id))];
    }
    case "precondition":
      return [cited.precondition];
    case "note":
      return [cited.note];
    case "figure":
      return [FIGURE_ID];
  }
}

/** Spans as plain text. */
export function printSpans(spans: readonly Span[]): string {
  return spans.map((span) => span.value).join("");
}
