import type { Flow, Participant } from "../../model/flow.ts";
import type { LayOutOptions } from "../page.ts";
import { collapse, pathOf } from "./collapse.ts";
import { eventsOf } from "./life-events.ts";
import { markVariants } from "./mark-variants.ts";
import { plainText } from "./plain-text.ts";
import { type Column, type Plan, participantsOf } from "./row.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * What a figure of the flow draws. A participant has a lifeline where a row needs it, so that a hidden relay has none; where
 * nothing is drawn at all, every declared participant has one.
 */
export function planOf(flow: Flow, options: PlanOptions = {}): Plan {
  const { view = "hops", variants = false } = options;
  const marked = variants ? markVariants(flow) : { flow, signs: NOTHING, legend: [] };
  const collapsed = collapse(flow, options.collapse ?? []);
  const { rows, footnotes } = rowsOf(marked, view, collapsed);
  const needed = new Set<string>();
  for (const row of rows) for (const participant of participantsOf(row)) needed.add(participant);
  const groups = new Map(flow.groups.map((group) => [group.id, group]));
  const columns: Column[] = [];
  const seen = new Set<string>();
  for (const declared of flow.participants) {
    const participant = collapsed.as(declared.id);
    if (seen.has(participant) || (needed.size > 0 && !needed.has(participant))) continue;
    seen.add(participant);
    const group = collapsed.groupOf(participant);
    const name = group === null ? nameOf(declared) : plainText(group.name);
    const around = pathOf(group === null ? declared.group : group.parent, groups);
    columns.push({
      participant,
      head: group === null ? headOf(declared) : name,
      name,
      groups: around.map((one) => ({ ...one, name: plainText(one.name) })),
    });
  }
  for (const id of needed) if (!seen.has(id)) columns.push({ participant: id, head: plainText(id), name: plainText(id), groups: [] });
  if (columns.length === 0 && rows.length + footnotes.length > 0) columns.push({ participant: "", head: NOBODY, name: NOBODY, groups: [] });
  return { columns, rows, footnotes, events: eventsOf(marked.flow, rows, collapsed) };
}

/** What of a flow is shown. */
export type PlanOptions = Pick<LayOutOptions, "view" | "collapse" | "variants">;

const NOTHING: ReadonlyMap<string, string> = new Map();

/** Whose lifeline it is where a wrong flow declares nobody and names nobody, and yet something happens. */
const NOBODY = "?";

function headOf(participant: Participant): string {
  return plainText(participant.head) || nameOf(participant);
}

function nameOf(participant: Participant): string {
  return plainText(participant.name) || plainText(participant.id);
}
