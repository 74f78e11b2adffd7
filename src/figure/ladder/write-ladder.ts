import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import { cellsIn } from "../measure/cells.ts";
import { balanceText, wrapText } from "../measure/wrap-text.ts";
import { textRows } from "../other-programs/text-rows.ts";
import { titleOf } from "../plan/figure-title.ts";
import { groupRuns } from "../plan/group-runs.ts";
import { type PlanOptions, planOf } from "../plan/plan-of.ts";
import { createdIn, labelOf, type Plan } from "../plan/row.ts";
import { Grid } from "./grid.ts";
import { type LadderColumns, leftOf, placeColumns } from "./ladder-columns.ts";
import { LadderRows } from "./ladder-rows.ts";

export interface LadderOptions extends PlanOptions {
  /** Cells of a line; by default as many as the texts ask for. */
  readonly columns?: number;
  /** Whether a line may have more where the heads need them; by default it may. */
  readonly wider?: boolean;
  /** Is told, in a sentence, that it has. */
  readonly notice?: (sentence: string) => void;
  /** Draws with the characters of ASCII alone; texts stay as they are. */
  readonly ascii?: boolean;
}

/**
 * The flow for a terminal.
 *
 * @throws BadInput where it needs more columns than it may have
 */
export function writeLadder(flow: Flow, options: LadderOptions = {}): string {
  const { columns: width, ascii = false } = options;
  const plan = planOf(flow, options);
  const place = placeColumns(plan, width ?? null);
  if (width !== undefined && place.width > width) tellWider(plan, place.width, { ...options, columns: width });
  const grid = new Grid();
  const room = Math.max(place.width, width ?? 40);
  for (const line of wrapText(titleOf(flow), room, cellsIn).lines) grid.line([0, line]);
  grid.line();
  if (plan.columns.length > 0) {
    writeGroups(grid, place, "above");
    const rows = new LadderRows(grid, place, createdIn(plan));
    writeHeads(grid, place, "above", rows);
    for (const { row, events } of textRows(plan)) rows.row(row, events);
    rows.space();
    writeHeads(grid, place, "below", rows);
    writeGroups(grid, place, "below");
  } else grid.line([0, "This flow has no participants."]);
  for (const note of plan.footnotes) {
    grid.line();
    for (const line of wrapText(labelOf(note), room, cellsIn).lines) grid.line([0, line]);
  }
  return ascii ? inAscii(grid.text()) : grid.text();
}

function tellWider({ columns }: Plan, needed: number, { wider = true, notice, columns: there }: LadderOptions): void {
  const said = `${columns.length} participants need ${needed} columns, there are ${there}`;
  if (!wider) throw new BadInput(said, { remedy: "Give a larger --width, or draw a group as one lifeline with --collapse" });
  notice?.(said);
}

function writeHeads(grid: Grid, { xs, heads: all, boxes: widths }: LadderColumns, side: "above" | "below", rows: LadderRows): void {
  const heads = all.filter((_, index) => rows.exists(index));
  const tallest = Math.max(1, ...heads.map(({ lines }) => lines.length));
  const boxes = all.flatMap((head, index) => {
    const [x, width] = [xs[index] ?? 0, widths[index] ?? 0];
    return rows.exists(index) ? [{ head, x, width, left: leftOf(x, width) }] : [];
  });
  const edge = (corners: string, tee: string | null) =>
    grid.line(
      ...boxes.flatMap(({ x, width, left }) => [
        [left, `${corners[0]}${"─".repeat(width - 2)}${corners[1]}`] as const,
        ...(tee === null ? [] : [[x, tee] as const]),
      ]),
    );
  edge("┌┐", side === "above" ? null : "┴");
  for (let line = 0; line < tallest; line += 1) {
    grid.line(
      ...boxes.flatMap(({ head, width, left }) => {
        const text = head.lines[line - Math.floor((tallest - head.lines.length) / 2)] ?? "";
        const pad = width - 2 - cellsIn(text);
        const before = Math.floor(pad / 2);
        return [[left, `│${" ".repeat(before)}${text}${" ".repeat(pad - before)}│`] as const];
      }),
    );
  }
  edge("└┘", side === "above" ? "┬" : null);
}

/** A bracket for each group over its heads, or under them; its name above the bracket where it does not fit in. */
function writeGroups(grid: Grid, { columns, xs, boxes }: LadderColumns, side: "above" | "below"): void {
  const runs = groupRuns(columns).map((run) => {
    const left = leftOf(xs[run.first] ?? 0, boxes[run.first] ?? 0);
    const lastWidth = boxes[run.last] ?? 0;
    const width = leftOf(xs[run.last] ?? 0, lastWidth) + lastWidth - left;
    return { ...run, left, width, title: balanceText(run.group.name, width, cellsIn) };
  });
  const depths = [...new Set(runs.map(({ depth }) => depth))];
  for (const depth of side === "above" ? depths : depths.reverse()) {
    const here = runs.filter((run) => run.depth === depth);
    const inside = here.every(({ title, width }) => title.lines.length === 1 && title.width <= width - 6);
    const bar = (corners: string) =>
      here.flatMap(({ left, width, title }) => {
        const text = inside ? ` ${title.lines[0] ?? ""} ` : "";
        return [
          [left, `${corners[0]}${"─".repeat(width - 2)}${corners[1]}`] as const,
          [left + Math.floor((width - cellsIn(text)) / 2), text] as const,
        ];
      });
    if (side === "below") grid.line(...bar("└┘"));
    if (!inside) {
      const tallest = Math.max(...here.map(({ title }) => title.lines.length));
      for (let line = 0; line < tallest; line += 1) {
        grid.line(
          ...here.map(({ left, width, title }) => {
            const text = title.lines[side === "below" ? line : line - tallest + title.lines.length] ?? "";
            return [left + Math.floor((width - cellsIn(text)) / 2), text] as const;
          }),
        );
      }
    }
    if (side === "above") grid.line(...bar("┌┐"));
  }
}

const ASCII: { readonly [sign: string]: string } = {
  "│": "|",
  "─": "-",
  "┄": ".",
  "┆": ":",
  "║": "|",
  "═": "=",
  "┃": "#",
  "━": "#",
  "╍": "=",
  "╳": "X",
  "◄": "<",
  "►": ">",
  "┏": "#",
  "┓": "#",
  "┗": "#",
  "┛": "#",
  "┣": "#",
  "┫": "#",
};

/** Corners and crossings are `+`. */
function inAscii(text: string): string {
  return text.replace(/[\u2500-\u257f◄►]/gu, (sign) => ASCII[sign] ?? "+");
}
