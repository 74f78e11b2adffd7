import type { Lifelines } from "../columns/lifelines.ts";
import { type Block, balanceText } from "../measure/wrap-text.ts";
import { type GroupRun, groupRuns } from "../plan/group-runs.ts";
import { cornersOf, type Mark, type Part } from "../scene.ts";
import { GROUP_PAD, HEAD_ROW_GAP, PAD_Y, TITLE_PAD } from "./distances.ts";
import { heightOf, lineOf, measureRegular, wordsAt } from "./words.ts";

export interface Heads {
  readonly parts: readonly Part[];
  /** Of the heads and their groups. */
  readonly height: number;
  /** Of each lifeline, where it begins, or ends, from the top of all. */
  readonly edges: readonly number[];
}

/** The box of a group. */
export interface GroupBox extends GroupRun {
  /** How deep the groups in it nest. */
  readonly inner: number;
  readonly left: number;
  readonly right: number;
  readonly title: Block;
}

/**
 * The heads, in the boxes of their groups.
 * @param side below, the same upside down: the titles of the groups come last
 * @param shown whether a lifeline is there at this end
 */
export function placeHeads(
  lines: Lifelines,
  boxes: readonly GroupBox[],
  top: number,
  side: "above" | "below",
  shown: (index: number) => boolean = () => true,
): Heads {
  const titles: number[] = [];
  for (const { depth, title } of boxes) titles[depth] = Math.max(titles[depth] ?? 0, heightOf(title) + GROUP_PAD);
  const above = titles.reduce((all, one) => all + one, 0);
  const { rows } = lines.shape;
  const rowHeight = (row: 0 | 1) =>
    Math.max(0, ...lines.heads.map((text, index) => (rows[index] === row ? heightOf(text) : 0))) + 2 * PAD_Y;
  const heights = [rowHeight(0), rows.includes(1) ? rowHeight(1) : 0] as const;
  const tallest = heights[0] + (heights[1] === 0 ? 0 : HEAD_ROW_GAP + heights[1]);
  const pad = titles.length * GROUP_PAD;
  const height = above + tallest + pad;
  /** Of a box that reaches from `y` down. */
  const flip = (y: number, boxHeight: number) => (side === "above" ? top + y : top + height - y - boxHeight);

  const groups = boxes.map((run): Part => {
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
      step: null,
      marks: [{ kind: "shape", role: "group", points: cornersOf(box) }, title],
    };
  });
  const tops = rows.map((row) => flip(row === 0 ? above : above + heights[0] + HEAD_ROW_GAP, heights[row]));
  const heads = rows.flatMap((row, index) => (shown(index) ? [placeHead(lines, index, tops[index] ?? 0, heights[row])] : []));
  const edges = rows.map((row, index) => (tops[index] ?? 0) + (side === "above" ? heights[row] : 0));
  return { parts: [...groups, ...heads], height, edges };
}

/** One head. @param height what its box is high */
export function placeHead(lines: Lifelines, index: number, top: number, height: number): Part {
  const x = lines.xs[index] ?? 0;
  const name = lines.columns[index]?.name ?? "";
  const text = lines.heads[index] ?? lineOf(name, "bold");
  const width = lines.shape.widths[index] ?? 0;
  const box = { x: x - width / 2, y: top, width, height };
  const words = wordsAt("head", text, { x, top: top + (height - heightOf(text)) / 2, face: "bold" });
  const marks: readonly Mark[] = [{ kind: "shape", role: "head", points: cornersOf(box) }, words];
  return { kind: "part", role: "head", id: null, title: name, step: null, marks };
}

/** How high the box of a head is that stands alone. */
export function headHeight({ heads }: Lifelines, index: number): number {
  return heightOf({ lines: heads[index]?.lines ?? [""] }) + 2 * PAD_Y;
}

export function groupBoxes({ columns, xs, shape }: Lifelines): readonly GroupBox[] {
  return groupRuns(columns).map((run) => {
    const members = columns.slice(run.first, run.last + 1);
    const padOf = (at: number) => (shape.widths[run.first + at] ?? 0) / 2 + GROUP_PAD * ((members[at]?.groups.length ?? 0) - run.depth);
    const left = Math.min(...members.map((_, at) => (xs[run.first + at] ?? 0) - padOf(at)));
    const right = Math.max(...members.map((_, at) => (xs[run.first + at] ?? 0) + padOf(at)));
    const inner = Math.max(...members.map(({ groups }) => groups.length));
    return { ...run, inner, left, right, title: balanceText(run.group.name, right - left - TITLE_PAD, measureRegular) };
  });
}
