import type { Flow } from "../model/flow.ts";
import type { ClauseBlock, Span } from "./clause.ts";
import { clauseOf } from "./clause-of.ts";
import type { Manuscript } from "./manuscript.ts";

/** The clause of one flow as a document of its own. */
export function manuscriptOf(flow: Flow): Manuscript {
  const { document, clause } = flow.source;
  return {
    kind: "manuscript",
    title: flow.title,
    header: [document, clause === "" ? "" : `clause ${clause}`],
    footer: "",
    author: "",
    date: "",
    blocks: clauseOf(flow).blocks.map((block) => within(flow.id, block)),
    flows: new Map([[flow.id, flow]]),
  };
}

/** A block of a clause among those of others: what it is called and what it cites begins with the name of its flow. */
export function within(name: string, block: ClauseBlock): ClauseBlock {
  switch (block.kind) {
    case "heading":
      return { ...block, id: idWithin(name, block.id) };
    case "plain":
      return { ...block, spans: spansWithin(name, block.spans) };
    case "figure":
      return { ...block, id: idWithin(name, block.id), flow: name };
    case "precondition":
    case "paragraph":
    case "note":
      return { ...block, id: idWithin(name, block.id), spans: spansWithin(name, block.spans) };
  }
}

function idWithin(name: string, id: string): string {
  return `${name}/${id}`;
}

function spansWithin(name: string, spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => (span.kind === "reference" ? { ...span, targets: span.targets.map((id) => idWithin(name, id)) } : span));
}
