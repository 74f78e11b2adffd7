import type { Group } from "../../model/flow.ts";
import type { Column } from "./row.ts";

/** Neighbours of one group, at one depth of nesting: what one box is drawn around. */
export interface GroupRun {
  readonly group: Group;
  readonly depth: number;
  readonly first: number;
  readonly last: number;
}

/** From the outermost groups to the innermost. Members that do not stand side by side are several runs. */
export function groupRuns(columns: readonly Column[]): readonly GroupRun[] {
  const runs: GroupRun[] = [];
  const deepest = Math.max(0, ...columns.map(({ groups }) => groups.length));
  for (let depth = 0; depth < deepest; depth += 1) {
    for (let first = 0; first < columns.length; first += 1) {
      const group = columns[first]?.groups[depth];
      if (group === undefined) continue;
      let last = first;
      while (columns[last + 1]?.groups[depth]?.id === group.id) last += 1;
      runs.push({ group, depth, first, last });
      first = last;
    }
  }
  return runs;
}
