import { flowHash } from "../../analysis/flow-hash.ts";
import { resolveVariant } from "../../analysis/resolve-variant.ts";
import type { PageVariant } from "../../figure/html/write-page.ts";
import type { PageBlock, PageTrace } from "../../figure/index.ts";
import { pageAssets, readText, shownPath } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import type { Trace } from "../../model/trace.ts";
import { BadInput } from "../../model/wrong.ts";
import type { ClauseBlock } from "../../spec/index.ts";
import type { Session } from "../session.ts";
import type { DrawFormat } from "./draw-formats.ts";

export const html: DrawFormat = {
  id: "html",
  ending: ".html",
  summary: "one page for a browser: figure and text, and with --trace what happens at each step",
  async *draw(flow, request) {
    const [{ writePage }, { clauseOf }] = await Promise.all([import("../../figure/html/write-page.ts"), import("../../spec/index.ts")]);
    const textOf = (one: Flow) => clauseOf(one).blocks.map(pageBlockOf);
    const trace = request.trace === null ? null : await pageTraceOf(request.trace, flow, request.notice);
    yield writePage(flow, { ...request, text: textOf(flow), trace, assets: pageAssets(), others: variantsOf(flow, textOf) });
  },
};

/** The variants, which the reader of a page may choose instead. */
function variantsOf(flow: Flow, textOf: (flow: Flow) => readonly PageBlock[]): readonly PageVariant[] {
  return flow.variants.map(({ id, guard }) => {
    const one = resolveVariant(flow, id);
    return { condition: `if ${guard}`, flow: one, text: textOf(one) };
  });
}

/** @throws BadInput where it is no trace, or not one of this flow */
export async function readTrace(path: string, flow: string, { terminal: { cwd } }: Session): Promise<Trace> {
  const { parseTrace } = await import("../../trace/index.ts");
  const file = shownPath(path, cwd);
  const trace = parseTrace(readText(path, cwd, "trace"), file);
  if (trace.header.flow === flow) return trace;
  throw new BadInput(`${file} is a trace of ${trace.header.flow}, not of ${flow}`, {
    remedy: `\`callflow run ${flow} --trace FILE\` writes one`,
  });
}

async function pageTraceOf(trace: Trace, flow: Flow, notice: ((sentence: string) => void) | undefined): Promise<PageTrace> {
  const [{ momentsOf }, { judge }] = await Promise.all([import("../../trace/index.ts"), import("../judge.ts")]);
  const { variant, seed, faults, hash } = trace.header;
  if (hash !== flowHash(flow))
    notice?.("the flow has changed since the trace was written; what does not fit any more is not shown at a step");
  const about = [variant === null ? [] : [`variant ${variant}`], [`seed ${seed}`], faults].flat().join(", ");
  const failures = judge(trace).failures.map(({ step, reason }) => (step === null ? reason : `Step ${step}: ${reason}`));
  const expectations = trace.outcome.expectations.filter(({ ok }) => !ok).map(({ text }) => `Not so at the end: ${text}`);
  return { about, failures: [...failures, ...expectations], moments: momentsOf(trace) };
}

export function pageBlockOf(block: ClauseBlock): PageBlock {
  const none = { id: null, label: "", spans: [] };
  switch (block.kind) {
    case "heading":
      return { ...none, kind: "heading", label: block.number, spans: [{ text: block.title, targets: [] }] };
    case "figure":
      return { ...none, kind: "figure", id: block.id };
    case "plain":
      return { ...none, kind: "plain", spans: spansOf(block) };
    case "precondition":
      return { kind: "precondition", id: block.id, label: block.label, spans: spansOf(block) };
    case "paragraph":
    case "note":
      return { kind: block.kind, id: block.id, label: block.printed, spans: spansOf(block) };
  }
}

function spansOf({ spans }: Extract<ClauseBlock, { readonly spans: unknown }>): PageBlock["spans"] {
  return spans.map((span) => ({ text: span.value, targets: span.kind === "reference" ? span.targets : [] }));
}
