import type { Flow } from "../../model/flow.ts";
import { compareNumbers, firstOf, lastOf, parseLabel } from "../../model/step-label.ts";
import { indexOf } from "../../model/walk.ts";
import { plainText } from "../plan/plain-text.ts";
import { escapeXml } from "../svg.ts";
import type { PageBlock, PageSpan } from "./page-text.ts";
import type { Band } from "./place-bands.ts";

/** Where in the page what is cited stands. */
export interface Anchors {
  /** The id of a block's element; null where it has none. */
  element(block: PageBlock): string | null;
  /** Ids of the steps that a span cites. */
  steps(span: PageSpan): readonly string[];
  /** The id of the element a span leads to: a row, or a block; null where it leads nowhere. */
  target(span: PageSpan): string | null;
}

/** @param bands those with a step @param ids of their rows */
export function anchorsOf(blocks: readonly PageBlock[], flow: Flow, bands: readonly Band[], ids: readonly string[]): Anchors {
  const elements = new Map(blocks.map((block, at) => [block, block.id === null ? null : `c${at}`]));
  const byId = new Map(blocks.flatMap((block) => (block.id === null ? [] : [[block.id, block] as const])));
  const rowOf = new Map<string, string>();
  for (const [at, { step }] of bands.entries()) {
    // A row as one arrow comes first; its hops lie behind it.
    for (const id of step?.part.step?.ids ?? []) if (step?.as === "hop" || !rowOf.has(id)) rowOf.set(id, ids[at] ?? "");
  }
  const stepsOfFlow = new Map(flow.steps.map((step) => [step.id, step]));
  const { paragraphOf } = indexOf(flow);
  const steps = ({ text, targets }: PageSpan): readonly string[] => {
    const all = targets.flatMap((id) => paragraphOf.get(id)?.steps ?? []);
    const label = parseLabel(text);
    if (label === null) return all;
    const cited = all.filter((id) => {
      const number = stepsOfFlow.get(id)?.number;
      return number !== undefined && compareNumbers(firstOf(label), number) <= 0 && compareNumbers(number, lastOf(label)) <= 0;
    });
    return cited.length === 0 ? all : cited;
  };
  return {
    element: (block) => elements.get(block) ?? null,
    steps,
    target(span) {
      const row = steps(span)
        .map((id) => rowOf.get(id))
        .find((id) => id !== undefined);
      if (row !== undefined) return row;
      const block = byId.get(span.targets[0] ?? "");
      return block === undefined ? null : block.kind === "figure" ? "chart" : (elements.get(block) ?? null);
    },
  };
}

/** The clause. The figure stands beside it already. */
export function writeText(blocks: readonly PageBlock[], anchors: Anchors): string {
  return blocks
    .filter(({ kind }) => kind !== "figure")
    .map((block) => writeBlock(block, anchors))
    .join("\n");
}

function writeBlock(block: PageBlock, anchors: Anchors): string {
  const element = anchors.element(block);
  const id = element === null ? "" : ` id="${element}"`;
  const label = block.label === "" ? "" : `<b>${escapeXml(plainText(block.label))}</b> `;
  const text = block.spans.map((span) => writeSpan(span, anchors)).join("");
  return block.kind === "heading" ? `<h2${id}>${label}${text}</h2>` : `<p class="${block.kind}"${id}>${label}${text}</p>`;
}

function writeSpan(span: PageSpan, anchors: Anchors): string {
  const text = escapeXml(span.text);
  const target = span.targets.length === 0 ? null : anchors.target(span);
  return target === null ? text : `<a href="#${escapeXml(target)}">${text}</a>`;
}
