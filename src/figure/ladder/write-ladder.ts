import type { Flow } from "../../model/flow.ts";
import { titleOf } from "../figure-title.ts";
import { cellsIn, Grid } from "../grid.ts";
import { groupRuns } from "../group-runs.ts";
import { type PlanOptions, planOf } from "../plan-of.ts";
import { labelOf } from "../row.ts";
import { textRows } from "../text-rows.ts";
import { balanceText, wrapText } from "../wrap-text.ts";
import { HEAD_FRAME, type LadderColumns, placeColumns } from "./ladder-columns.ts";
import { LadderRows } from "./ladder-rows.ts";

export interface LadderOptions extends PlanOptions {
  /** Cells of the terminal; by default as many as the texts ask for. A ladder gets wider only where its heads need it. */
  readonly columns?: number;
  /** Draws with the characters of ASCII alone; texts stay as they are. */
  readonly ascii?: boolean;
}

/** The flow for a terminal. */
export function writeLadder(flow: Flow, { columns: width, ascii = false, ...options }: LadderOptions = {}): string {
  const plan = planOf(flow, options);
  const place = placeColumns(plan, width ?? null);
  const grid = new Grid();
  const room = Math.max(place.width, width ?? 0, 40);
  for (const line of wrapText(titleOf(flow), room, cellsIn).lines) grid.line([0, line]);
  grid.line();
  if (plan.columns.length > 0) {
    writeGroups(grid, place, "above");
    const rows = new LadderRows(
      grid,
      place,
      [...plan.events.values()].flatMap(({ creates }) => creates),
    );
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

function writeHeads(grid: Grid, { xs, heads: all }: LadderColumns, side: "above" | "below", rows: LadderRows): void {
  const heads = all.filter((_, index) => rows.exists(index));
  const tallest = Math.max(1, ...heads.map(({ lines }) => lines.length));
  const boxes = all.flatMap((head, index) => {
    const x = xs[index] ?? 0;
    return rows.exists(index) ? [{ head, x, left: x - Math.floor((head.width + HEAD_FRAME) / 2) }] : [];
  });
  const edge = (corners: string, tee: string | null) =>
    grid.line(
      ...boxes.flatMap(({ head, x, left }) => [
        [left, `${corners[0]}${"─".repeat(head.width + HEAD_FRAME - 2)}${corners[1]}`] as const,
        ...(tee === null ? [] : [[x, tee] as const]),
      ]),
    );
  edge("┌┐", side === "above" ? null : "┴");
  for (let line = 0; line < tallest; line += 1) {
    grid.line(
      ...boxes.flatMap(({ head, left }) => {
        const text = head.lines[line - Math.floor((tallest - head.lines.length) / 2)] ?? "";
        const pad = head.width + 2 - cellsIn(text);
        const before = Math.floor(pad / 2);
        return [[left, `│${" ".repeat(before)}${text}${" ".repeat(pad - before)}│`] as const];
      }),
    );
  }
  edge("└┘", side === "above" ? "┬" : null);
}

/** A bracket for each group over its heads, or under them; its name above the bracket where it does not fit in. */
function writeGroups(grid: Grid, { columns, xs, heads }: LadderColumns, side: "above" | "below"): void {
  const runs = groupRuns(columns).map((run) => {
    const left = (xs[run.first] ?? 0) - Math.floor(((heads[run.first]?.width ?? 0) + HEAD_FRAME) / 2);
    const lastWidth = (heads[run.last]?.width ?? 0) + HEAD_FRAME;
    const width = (xs[run.last] ?? 0) - Math.floor(lastWidth / 2) + lastWidth - left;
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
