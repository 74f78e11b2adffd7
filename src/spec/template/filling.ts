import type { RootContent } from "mdast";
import type { Flow } from "../../model/flow.ts";
import type { Place } from "../../model/place.ts";
import { placeOf } from "./check-directives.ts";
import type { Citation } from "./inline.ts";
import type { Template } from "./read-template.ts";

/** What is known while a template is filled, from its first block to its last. */
export interface Filling {
  readonly template: Template;
  /** Those that the template may name. */
  readonly flows: ReadonlyMap<string, Flow>;
  /** Those that its figures show, by their names there. */
  readonly used: Map<string, Flow>;
  /** What of flows stands in the document, and in which line of the template. */
  readonly shown: Map<string, number>;
  readonly citations: Citation[];
  /** How many there were. */
  proposals: number;
  changes: number;
  /** Of the last heading; 0 before the first. */
  level: number;
}

/** What a template names of flows, in order. */
export function flowsIn({ blocks, file }: Template): readonly { readonly id: string; readonly place: Place }[] {
  const found: { readonly id: string; readonly place: Place }[] = [];
  const walk = (block: RootContent) => {
    if (block.type === "leafDirective" && block.name === "flow")
      found.push({ id: block.attributes?.["id"] ?? "", place: placeOf(block, file) });
    if (block.type === "containerDirective") for (const child of block.children) walk(child);
  };
  for (const block of blocks) walk(block);
  return found;
}
