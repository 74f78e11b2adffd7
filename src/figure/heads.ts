import type { Group } from "../model/flow.ts";
import { CLEARANCE, GROUP_PAD, PAD_Y } from "./distances.ts";
import type { Lifelines } from "./lifelines.ts";
import { cornersOf, type Part } from "./scene.ts";
import { heightOf, lineOf, measureRegular, wordsAt } from "./words.ts";
import { type Block, balanceText } from "./wrap-text.ts";

export interface Heads {
  readonly parts: readonly Part[];
  /** Of the heads and their groups. */
  readonly height: number;
  /** Where the lifelines begin, or end, from the top of all. */
  readonly edge: number;
}

/** Neighbours of one group, at one depth of nesting. */
export interface Run {
  readonly group: Group;
  readonly depth: number;
  readonly first: number;
  readonly last: number;
  /** How deep the groups in it nest. */
  readonly inner: number;
  readonly left: number;
  readonly right: number;
  readonly title: Block;
}

/**
 * The heads, in the boxes of their groups.
 * @param side below, the same upside down: the titles of the groups come last
 */
export function placeHeads(lines: Lifelines, runs: readonly Run[], top: number, side: "above" | "below"): Heads {
  const titles: number[] = [];
  for (const { depth, title } of runs) titles[depth] = Math.max(titles[depth] ?? 0, heightOf(title) + GROUP_PAD);
  const above = titles.reduce((all, one) => all + one, 0);
  const tallest = Math.max(0, ...lines.heads.map(heightOf)) + 2 * PAD_Y;
  const pad = titles.length * GROUP_PAD;
  const height = above + tallest + pad;
  /** Of a box that reaches from `y` down. */
  const flip = (y: number, boxHeight: number) => (side === "above" ? top + y : top + height - y - boxHeight);

  const groups = runs.map((run): Part => {
    const y = titles.slice(0, run.depth).reduce((all, one) => all + one, 0);
    const boxHeight = above - y + tallest + GROUP_PAD * (run.inner - run.depth);
    const box = { x: run.left, y: flip(y, boxHeight), width: run.right - run.left, height: boxHeight };
    const room = titles[run.depth] ?? 0;
    const words = heightOf(run.title);
    const wordsTop = side === "above" ? box.y + (room - words) / 2 : box.y + boxHeight - (room + words) / 2;
    const title = wordsAt("group", run.title, { x: (run.left + run.right) / 2, top: wordsTop });
    return {
      kind: "part",
      role: "group",
      id: null,
      title: run.group.name,
      marks: [{ kind: "shape", role: "group", points: cornersOf(box) }, title],
    };
  });
  const headTop = flip(above, tallest);
  const heads = lines.columns.map((column, index): Part => {
    const x = lines.xs[index] ?? 0;
    const text = lines.heads[index] ?? lineOf(column.head, "bold");
    const box = { x: x - lines.headWidth / 2, y: headTop, width: lines.headWidth, height: tallest };
    const words = wordsAt("head", text, { x, top: headTop + (tallest - heightOf(text)) / 2, face: "bold" });
    return {
      kind: "part",
      role: "head",
      id: null,
      title: column.name,
      marks: [{ kind: "shape", role: "head", points: cornersOf(box) }, words],
    };
  });
  return { parts: [...groups, ...heads], height, edge: side === "above" ? headTop + tallest : headTop };
}

/** The boxes of the groups, from the outermost to the innermost; one for each run of neighbours. */
export function runsOf({ columns, xs, headWidth }: Lifelines): readonly Run[] {
  const runs: Run[] = [];
  const deepest = Math.max(0, ...columns.map(({ groups }) => groups.length));
  for (let depth = 0; depth < deepest; depth += 1) {
    for (let first = 0; first < columns.length; first += 1) {
      const group = columns[first]?.groups[depth];
      if (group === undefined) continue;
      let last = first;
      while (columns[last + 1]?.groups[depth]?.id === group.id) last += 1;
      const padOf = (index: number) => headWidth / 2 + GROUP_PAD * ((columns[index]?.groups.length ?? 0) - depth);
      const left = (xs[first] ?? 0) - padOf(first);
      const right = (xs[last] ?? 0) + padOf(last);
      const inner = Math.max(...columns.slice(first, last + 1).map(({ groups }) => groups.length));
      const title = balanceText(group.name, right - left - 2 * CLEARANCE, measureRegular);
      runs.push({ group, depth, first, last, inner, left, right, title });
      first = last;
    }
  }
  return runs;
}
