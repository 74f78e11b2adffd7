import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import { anchorsOf } from "../anchors.ts";
import type { Span } from "../clause.ts";
import type { Block, CoverRow } from "../manuscript.ts";
import type { Citation } from "./inline.ts";

/**
 * Gives each citation of the template its words, now that everything has its number, and takes the link from citations of flows
 * whose target is not in this document.
 *
 * @throws BadInput for a citation of something that is not there
 */
export function resolveCitations(blocks: readonly Block[], citations: readonly Citation[]): readonly Block[] {
  const anchors = anchorsOf(blocks);
  const places = new Map(citations.map(({ span, place }) => [span, place]));
  const resolve = (span: Span): Span => {
    if (span.kind !== "reference") return span;
    const place = places.get(span);
    if (place === undefined) {
      const targets = span.targets.filter((id) => anchors.has(id));
      return targets.length === 0 ? { kind: "text", value: span.value } : { ...span, targets };
    }
    const wanted = span.targets[0] ?? "";
    const id = anchors.has(wanted) ? wanted : `${wanted}/clause`;
    const words = anchors.get(id);
    if (words === undefined) {
      const names = [...anchors.keys()].map((each) => each.replace(/\/clause$/u, ""));
      throw new BadInput(`there is nothing called "${wanted}" to cite`, { place, remedy: namesInstead(wanted, names, "names") });
    }
    return { kind: "reference", value: span.value === "" ? words : span.value, targets: [id] };
  };
  return blocks.map((block): Block => {
    if ("spans" in block) return { ...block, spans: block.spans.map(resolve) };
    if (block.kind === "table")
      return {
        ...block,
        head: block.head.map((spans) => spans.map(resolve)),
        rows: block.rows.map((row) => row.map((spans) => spans.map(resolve))),
      };
    if (block.kind === "cover")
      return {
        ...block,
        rows: block.rows.map((row): CoverRow => ({ ...row, paragraphs: row.paragraphs.map((spans) => spans.map(resolve)) })),
      };
    return block;
  });
}
