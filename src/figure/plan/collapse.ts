import type { Flow, Group } from "../../model/flow.ts";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";

/** Groups whose members are one lifeline. */
export interface Collapsed {
  /** Who stands for a participant: itself, or its group. */
  as(participant: string): string;
  /** The group that a lifeline stands for; null for a participant. */
  groupOf(lifeline: string): Group | null;
}

const NOBODY: Collapsed = { as: (participant) => participant, groupOf: () => null };

/**
 * @param wanted ids or names of groups
 * @throws BadInput with the groups there are
 */
export function collapse(flow: Flow, wanted: readonly string[]): Collapsed {
  if (wanted.length === 0) return NOBODY;
  const groups = new Map(flow.groups.map((group) => [group.id, group]));
  const chosen = new Set(wanted.map((name) => groupNamed(flow, name).id));
  const taken = new Set(flow.participants.map(({ id }) => id));
  const lifelines = new Map<string, string>();
  const behind = new Map<string, Group>();
  for (const { id, group } of flow.participants) {
    const outermost = pathOf(group, groups).find((one) => chosen.has(one.id));
    if (outermost === undefined) continue;
    const lifeline = taken.has(outermost.id) ? `group ${outermost.id}` : outermost.id;
    lifelines.set(id, lifeline);
    behind.set(lifeline, outermost);
  }
  return { as: (participant) => lifelines.get(participant) ?? participant, groupOf: (lifeline) => behind.get(lifeline) ?? null };
}

function groupNamed(flow: Flow, name: string): Group {
  const found = flow.groups.find((group) => group.id === name) ?? flow.groups.find((group) => group.name === name);
  if (found !== undefined) return found;
  const names = flow.groups.map((group) => group.name);
  throw new BadInput(`there is no group "${name}"`, { remedy: namesInstead(name, names, "groups") });
}

/** From the outermost to the innermost; a wrong flow may nest a group in itself. */
export function pathOf(innermost: string | null, groups: ReadonlyMap<string, Group>): readonly Group[] {
  const path: Group[] = [];
  for (let id = innermost; id !== null; ) {
    const group = groups.get(id);
    if (group === undefined || path.some((one) => one.id === group.id)) break;
    path.unshift(group);
    id = group.parent;
  }
  return path;
}
