import { longestRun, WIDEST_CHARACTER } from "../columns/width-for-words.ts";
import { type Block, widestWord, wrapText } from "../measure/wrap-text.ts";
import { labelOf, type NoteRow, type TimerRow } from "../plan/row.ts";
import type { Line, Mark, Point, Shape, Words } from "../scene.ts";
import { type Canvas, meetingPoint, spanOf } from "./canvas.ts";
import {
  BOX_TEXT,
  CLEARANCE,
  FOLD,
  HEAD_TO_ROW,
  NOTE_TEXT,
  OVERHANG,
  PAD_X,
  PAD_Y,
  TIMER_HEIGHT,
  TIMER_REACH,
  TIMER_WIDTH,
} from "./distances.ts";
import { inFewLines } from "./place-box.ts";
import { arrow, type Placed, wholeWords } from "./place-message.ts";
import { clamp, heightOf, lineOf, measureRegular, wordsAt } from "./words.ts";

/** A sheet with a folded corner under what the note is bound to. */
export function placeNote(row: NoteRow, top: number, canvas: Canvas): Placed {
  const span = spanOf(canvas.lines, row.participants);
  const room = canvas.right - canvas.left - 2 * PAD_X - FOLD;
  const text = noteText(row, Math.max(Math.min(span.right - span.left + 2 * OVERHANG, room), NOTE_TEXT), room);
  const width = text.width + 2 * PAD_X + FOLD;
  const middle = clamp((span.left + span.right) / 2, canvas.left + width / 2, canvas.right - width / 2);
  const box = { x: middle - width / 2, y: top + canvas.density.boxGap, width, height: heightOf(text.block) + 2 * PAD_Y };
  const right = box.x + width;
  const bottom = box.y + box.height;
  const [first, inner, last] = [
    { x: right - FOLD, y: box.y },
    { x: right - FOLD, y: box.y + FOLD },
    { x: right, y: box.y + FOLD },
  ];
  const fold: Line = { kind: "line", role: "fold", points: [first, inner, last] };
  const points = [{ x: box.x, y: box.y }, first, last, { x: right, y: bottom }, { x: box.x, y: bottom }];
  return {
    marks: [{ kind: "shape", role: "note", points }, fold, ...noteWords(text, box.x + PAD_X, box.y + PAD_Y)],
    bottom: bottom + canvas.density.boxGap,
    from: box.y,
    until: bottom,
  };
}

/** A note on the whole flow, under the figure. */
export function placeFootnote(row: NoteRow, top: number, width: number): Pick<Placed, "marks" | "bottom"> {
  const indent = measureRegular(row.label) + PAD_X;
  const room = Math.max(width - indent, BOX_TEXT / 2);
  const isBeside = hasRoom(row.text, room, width);
  const text = isBeside
    ? { label: row.label, block: wrapText(row.text, room, measureRegular), indent, width }
    : { label: "", block: wrapText(labelOf(row), width, measureRegular), indent: 0, width };
  return { marks: noteWords(text, 0, top + HEAD_TO_ROW), bottom: top + HEAD_TO_ROW + heightOf(text.block) };
}

interface NoteText {
  /** What stands before the lines: "NOTE 2:"; "" where there is no room for lines beside it. */
  readonly label: string;
  readonly block: Block;
  readonly indent: number;
  readonly width: number;
}

/** The lines of a note, beside its label. */
function noteText(row: NoteRow, width: number, room: number): NoteText {
  const indent = measureRegular(row.label) + PAD_X;
  if (room - indent < BOX_TEXT / 2 || row.text === "" || !hasRoom(row.text, room - indent, room)) {
    const block = inFewLines(labelOf(row), width, room);
    return { label: "", block, indent: 0, width: block.width };
  }
  const block = inFewLines(row.text, width - indent, room - indent);
  return { label: row.label, block, indent, width: indent + block.width };
}

/** Whether no word is cut that a wider place would hold. */
function hasRoom(text: string, room: number, wider: number): boolean {
  return longestRun(text) * WIDEST_CHARACTER <= room || widestWord(text, measureRegular, wider) <= room;
}

function noteWords({ label, block, indent }: NoteText, x: number, top: number): readonly Words[] {
  const words = wordsAt("note", block, { x: x + indent, top, anchor: "start" });
  return label === "" ? [words] : [wordsAt("note", lineOf(label), { x, top, anchor: "start" }), words];
}

/** An hourglass beside the lifeline where a timer starts, a cross where it is stopped, an arrow back where it runs out. */
export function placeTimer(row: TimerRow, top: number, canvas: Canvas): Placed {
  const { first, last, left: x } = spanOf(canvas.lines, row.participants);
  const direction = last === canvas.lines.xs.length - 1 && first > 0 ? -1 : 1;
  const textAt = x + direction * (TIMER_REACH + TIMER_WIDTH + CLEARANCE);
  const room = Math.max(direction > 0 ? canvas.right - textAt : textAt - canvas.left, TIMER_REACH);
  const beside = wholeWords(labelOf(row), Math.min(room, BOX_TEXT), { left: 0, right: Math.max(room, canvas.right - canvas.left) });
  const isBeside = beside.width <= room;
  const text = isBeside ? beside : wholeWords(labelOf(row), Math.min(canvas.right - canvas.left, BOX_TEXT), canvas);
  const height = isBeside ? Math.max(heightOf(text), TIMER_HEIGHT) : heightOf(text) + CLEARANCE + TIMER_HEIGHT;
  const y = top + CLEARANCE + (isBeside ? height / 2 : height - TIMER_HEIGHT / 2);
  const middle = { x: x + direction * (TIMER_REACH + TIMER_WIDTH / 2), y };
  const left = isBeside
    ? direction > 0
      ? textAt
      : textAt - text.width
    : clamp(x - text.width / 2, canvas.left, canvas.right - text.width);
  const wordsTop = isBeside ? middle.y - heightOf(text) / 2 : top + CLEARANCE;
  const words = wordsAt("timer", text, { x: left, top: wordsTop, anchor: "start", over: canvas.lines });
  const marks = [...symbolOf(row.event, { x: meetingPoint(canvas, row.participants[0] ?? "", direction), y: middle.y }, middle), words];
  return { marks, bottom: top + 2 * CLEARANCE + height, from: middle.y, until: middle.y };
}

function symbolOf(event: TimerRow["event"], at: Point, middle: Point): readonly Mark[] {
  const left = middle.x - TIMER_WIDTH / 2;
  const right = middle.x + TIMER_WIDTH / 2;
  const above = middle.y - TIMER_HEIGHT / 2;
  const below = middle.y + TIMER_HEIGHT / 2;
  const [topLeft, topRight] = [
    { x: left, y: above },
    { x: right, y: above },
  ];
  const [lowLeft, lowRight] = [
    { x: left, y: below },
    { x: right, y: below },
  ];
  const line = (from: Point, to: Point): Line => ({ kind: "line", role: "timer", points: [from, to] });
  const glass: Shape = { kind: "shape", role: "timer", points: [topLeft, topRight, lowLeft, lowRight] };
  switch (event) {
    case "start":
      return [line(at, middle), glass];
    case "stop":
      return [line(at, middle), line(lowLeft, topRight), line(topLeft, lowRight)];
    case "expiry":
      return [...arrow("request", [middle, at]), glass];
  }
}
