import type { Flow } from "../../model/flow.ts";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import type { Manuscript } from "../manuscript.ts";
import { aboutOf } from "./about.ts";
import { blocksOf } from "./blocks-of.ts";
import { type Filling, flowsIn } from "./filling.ts";
import { numberClauses, tellApart } from "./number-clauses.ts";
import type { Template } from "./read-template.ts";
import { labelFigures, numberNotes } from "./relabel.ts";
import { resolveCitations } from "./resolve-citations.ts";

/**
 * A template with its flows in their places and every number computed.
 *
 * @param flows those it may name: see `flowsIn`
 * @throws BadInput for a flow, variant or participant that there is not
 */
export function fillTemplate(template: Template, flows: ReadonlyMap<string, Flow>): Manuscript {
  const { blocks } = template;
  for (const { id, place } of flowsIn(template)) {
    if (!flows.has(id)) throw new BadInput(`there is no flow "${id}"`, { place, remedy: namesInstead(id, [...flows.keys()], "flows") });
  }
  const about = aboutOf(template);
  const filling: Filling = { template, flows, used: new Map(), shown: new Map(), citations: [], proposals: 0, changes: 0, level: 0 };
  const drafted = blocks.flatMap((block) => blocksOf(block, filling));
  const numbered = tellApart(about.clauses === "computed" ? numberClauses(drafted) : drafted);
  const labelled = numberNotes(labelFigures(numbered, about.figures));
  return {
    kind: "manuscript",
    title: about.title,
    header: [about.left, about.right],
    footer: about.footer,
    author: about.author,
    date: about.date,
    blocks: resolveCitations(labelled, filling.citations),
    flows: filling.used,
  };
}
