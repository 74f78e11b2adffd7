import { cellsIn } from "../../../figure/measure/cells.ts";
import { printMessage } from "../../moment-words.ts";
import { help, keyLines, signs } from "./help.ts";
import { drawLadder } from "./ladder-pane.ts";
import { cut, fitted, type Line, lengthOf, span } from "./line.ts";
import { paneTexts } from "./pane-texts.ts";
import type { Play } from "./play.ts";
import { type Extent, type Pane, panes, type State } from "./state.ts";

/** In cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Drawn {
  /** As many as the screen has, each as wide as the screen. */
  readonly lines: readonly Line[];
  /** Of the pane that has the focus. */
  readonly extent: Extent;
}

type Side = Exclude<Pane, "ladder">;

const sides: readonly Side[] = ["message", "dialogs", "media", "knowledge"];
const titles: Readonly<Record<Side, string>> = { message: "message", dialogs: "dialogs", media: "media", knowledge: "who knows what" };

/** From here on all panes stand side by side. */
const WIDE: Size = { columns: 100, rows: 18 };
/** Below this only one pane has room beside the two lines for titles and keys. */
const LOW = 13;
/** Below this there is only a line to read. */
const TINY: Size = { columns: 24, rows: 5 };

/** The whole screen. */
export function draw(state: State, play: Play, size: Size): Drawn {
  const { columns, rows } = size;
  if (columns < TINY.columns || rows < TINY.rows) return tiny(state, play, size);
  const body = rows - 2;
  const drawn = state.isHelp
    ? { lines: helpLines(), extent: still }
    : columns >= WIDE.columns && rows >= WIDE.rows
      ? wide(state, play, columns, body)
      : stacked(state, play, columns, body);
  const lines = [titleLine(state, play, columns), ...filled(drawn.lines, body), bottomLine(state, columns)];
  return { lines: lines.map((line) => fitted(line, columns)), extent: drawn.extent };
}

const still: Extent = { page: 1, top: 0, bottom: 0 };

function filled(lines: readonly Line[], height: number): readonly Line[] {
  return Array.from({ length: height }, (_, at) => lines[at] ?? []);
}

function titleLine({ at }: State, { title, moments }: Play, columns: number): Line {
  const moment = moments[at];
  const step =
    moment === undefined ? "" : moment.step === null ? (moment.phase === "prelude" ? "prelude" : "not printed") : `step ${moment.step}`;
  const where = moment === undefined ? "no events" : `${step}  ${moment.time} ms  event ${moment.n} of ${moments.at(-1)?.n ?? 0}`;
  const room = columns - cellsIn(where) - 2;
  const name = cellsIn(title) > room ? cut(title, Math.max(0, room)) : title;
  return [span(name, "bold"), span(" ".repeat(Math.max(1, columns - cellsIn(name) - cellsIn(where)))), span(where)];
}

function bottomLine({ prompt, notice, isHelp }: State, columns: number): Line {
  if (prompt !== null) return [span(prompt.kind === "search" ? "/" : "go to step ", "bold"), span(`${prompt.text}_`)];
  if (notice !== null) return [span(notice, "yellow")];
  return [span(isHelp ? "any key goes back, q leaves" : (keyLines.find((line) => cellsIn(line) <= columns) ?? ""), "dim")];
}

function helpLines(): readonly Line[] {
  const widest = Math.max(...help.map(([keys]) => cellsIn(keys)));
  const rows = (of: typeof help) => of.map(([keys, does]): Line => [span(`  ${keys.padEnd(widest)}  `, "bold"), span(does)]);
  return [...rows(help), [], ...rows(signs)];
}

/** The ladder on the left, everything else on the right. */
function wide(state: State, play: Play, columns: number, height: number): Drawn {
  const left = Math.min(Math.floor(columns * 0.55), Math.max(50, 12 + play.participants.length * 14));
  const right = columns - left - 1;
  const ladder = drawLadder(play, state.at, { width: left, height });
  const heights = heightsOf(state, play, right, height);
  const parts = sides.map((side) => drawSide(state, play, side, right, heights[side]));
  const column = parts.flatMap(({ lines }) => lines);
  const focused = parts[panes.indexOf(state.pane) - 1];
  const lines = Array.from(
    { length: height },
    (_, at): Line => [...fitted(ladder[at] ?? [], left), span("│", state.pane === "ladder" ? "bold" : "dim"), ...(column[at] ?? [])],
  );
  return { lines, extent: focused?.extent ?? { ...still, page: Math.max(1, height - 3) } };
}

/** Each as high as what it says, within its share; the message takes what is left, or the pane that has the focus. */
function heightsOf(state: State, play: Play, width: number, height: number): Readonly<Record<Side, number>> {
  const share = (side: Side) => Math.floor(height * (side === state.pane ? 0.45 : side === "dialogs" ? 0.3 : 0.18));
  const of = (side: Side) => Math.max(2, Math.min(share(side), paneTexts[side](play, state.at, width).lines.length + 1));
  const [dialogs, media, knowledge] = [of("dialogs"), of("media"), of("knowledge")];
  return { message: Math.max(3, height - dialogs - media - knowledge), dialogs, media, knowledge };
}

/** The ladder above, one of the others below; only what has the focus where there is no room for two. */
function stacked(state: State, play: Play, columns: number, height: number): Drawn {
  const isLow = height < LOW - 2;
  const below = isLow ? (state.pane === "ladder" ? 0 : height) : Math.ceil(height * 0.48);
  const above = height - below;
  const ladder = above === 0 ? [] : filled(drawLadder(play, state.at, { width: columns, height: above }), above);
  if (below === 0) return { lines: ladder, extent: { ...still, page: Math.max(1, above - 3) } };
  const side = drawSide(state, play, state.shown, columns, below, "tabs");
  const extent = state.pane === "ladder" ? { ...still, page: Math.max(1, above - 3) } : side.extent;
  return { lines: [...ladder, ...side.lines], extent };
}

function drawSide(state: State, play: Play, side: Side, width: number, height: number, heading?: "tabs"): Drawn {
  const { lines, news } = paneTexts[side](play, state.at, width);
  const room = height - 1;
  const bottom = Math.max(0, lines.length - room);
  // What is new must be seen, if possible with what it is about.
  const follows = news === null ? 0 : news.line - news.head < room ? news.head : news.line;
  const top = Math.min(state.scroll[side] ?? follows, bottom);
  const seen = lines.length > room ? ` ${top + 1}-${Math.min(lines.length, top + room)}/${lines.length}` : "";
  const title = heading === "tabs" ? tabs(state) : [span(`${titles[side]}${seen}`, side === state.pane ? "bold" : undefined)];
  const dash = side === state.pane ? "━" : "─";
  const rule: Line = [span(`${dash}${dash} `), ...title, span(heading === "tabs" ? seen : ""), span(" ")];
  const head: Line = [...rule, span(dash.repeat(Math.max(0, width - lengthOf(rule))))];
  return { lines: [head, ...filled(lines.slice(top, top + room), room)], extent: { page: Math.max(1, room - 1), top, bottom } };
}

function tabs({ shown, pane }: State): Line {
  return panes.flatMap((one): Line => {
    if (one === "ladder") return [];
    const gap = one === "message" ? "" : "  ";
    return [span(gap), one === shown ? span(`[${titles[one]}]`, pane === one ? "reverse" : "bold") : span(titles[one], "dim")];
  });
}

function tiny({ at, prompt, notice }: State, { moments }: Play, { columns, rows }: Size): Drawn {
  const moment = moments[at];
  const where =
    moment === undefined ? "no events" : `${moment.n} ${moment.step === null ? "" : `step ${moment.step} `}${printMessage(moment)}`;
  const said = prompt === null ? (notice ?? where) : `${prompt.kind === "search" ? "/" : "step "}${prompt.text}`;
  return { lines: filled([[span(said)]], rows).map((line) => fitted(line, columns)), extent: still };
}
