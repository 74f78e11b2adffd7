import type { Flow, Group, Participant } from "../model/flow.ts";
import { eventsOf } from "./life-events.ts";
import type { LayOutOptions } from "./page.ts";
import { plainText } from "./plain-text.ts";
import { type Column, type Plan, participantsOf } from "./row.ts";
import { rowsOf } from "./rows-of.ts";

/**
 * What a figure of the flow draws. A participant has a lifeline where a row needs it, so that a hidden relay has none; where
 * nothing is drawn at all, every declared participant has one.
 */
export function planOf(flow: Flow, { view = "hops" }: Pick<LayOutOptions, "view" | "collapse" | "variants"> = {}): Plan {
  const { rows, footnotes } = rowsOf(flow, view);
  const needed = new Set(rows.flatMap(participantsOf));
  const groups = new Map(flow.groups.map((group) => [group.id, group]));
  const columns: Column[] = [];
  const seen = new Set<string>();
  for (const participant of flow.participants) {
    if (seen.has(participant.id) || (needed.size > 0 && !needed.has(participant.id))) continue;
    seen.add(participant.id);
    columns.push({
      participant: participant.id,
      head: headOf(participant),
      name: nameOf(participant),
      groups: groupsOf(participant.group, groups),
    });
  }
  for (const id of needed) if (!seen.has(id)) columns.push({ participant: id, head: plainText(id), name: plainText(id), groups: [] });
  if (columns.length === 0 && rows.length + footnotes.length > 0) columns.push({ participant: "", head: NOBODY, name: NOBODY, groups: [] });
  return { columns, rows, footnotes, events: eventsOf(flow, rows) };
}

/** Whose lifeline it is where a wrong flow declares nobody and names nobody, and yet something happens. */
const NOBODY = "?";

function headOf(participant: Participant): string {
  return plainText(participant.head) || nameOf(participant);
}

function nameOf(participant: Participant): string {
  return plainText(participant.name) || plainText(participant.id);
}

/** From the outermost; a wrong flow may nest a group in itself. */
function groupsOf(innermost: string | null, groups: ReadonlyMap<string, Group>): readonly Group[] {
  const path: Group[] = [];
  for (let id = innermost; id !== null; ) {
    const group = groups.get(id);
    if (group === undefined || path.some((one) => one.id === group.id)) break;
    path.unshift({ ...group, name: plainText(group.name) });
    id = group.parent;
  }
  return path;
}
