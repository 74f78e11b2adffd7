import { type Block, balanceText, widestWord } from "../measure/wrap-text.ts";
import { type ActionRow, type ConditionRow, type ExchangeRow, labelOf, type ReferenceRow } from "../plan/row.ts";
import { type Box, cornersOf, type Mark, type Point, type Shape } from "../scene.ts";
import { type Canvas, meetingPoint, reachOf, spanOf } from "./canvas.ts";
import { ACTION_LINES, BOX_LINES, BOX_TEXT, HEAD_TO_ROW, OVERHANG, PAD_X, PAD_Y, POINT } from "./distances.ts";
import { arrow, type Placed, placeLabel, underOf } from "./place-message.ts";
import { clamp, heightOf, lineOf, measureRegular, wordsAt } from "./words.ts";

/** A hexagon over the lifelines that share the state. */
export function placeCondition(row: ConditionRow, top: number, canvas: Canvas): Placed {
  return placeBox("condition", row, top, { ...canvas, left: canvas.left + 1, right: canvas.right - 1 }, POINT);
}

/** A box on the lifeline of who acts. */
export function placeAction(row: ActionRow, top: number, canvas: Canvas): Placed {
  return placeBox("action", row, top, canvas, 0);
}

/** A box over the lifelines, with a tag that says that this stands elsewhere. */
export function placeReference(row: ReferenceRow, top: number, canvas: Canvas): Placed {
  const tag = tagAt("ref", { x: 0, y: 0 });
  const placed = placeBox("reference", row, top, canvas, tag.width);
  const [frame] = placed.marks;
  const corner = frame?.kind === "shape" ? (frame.points[0] ?? { x: 0, y: 0 }) : { x: 0, y: 0 };
  return { ...placed, marks: [...placed.marks, ...tagAt("ref", corner).marks] };
}

/** @param point what the outline takes on each side before the text begins */
function placeBox(
  role: "condition" | "action" | "reference",
  row: ConditionRow | ActionRow | ReferenceRow,
  top: number,
  canvas: Canvas,
  point: number,
): Placed {
  const span = spanOf(canvas.lines, row.participants);
  const pad = PAD_X + point;
  const across = role === "action" ? 0 : span.right - span.left + 2 * OVERHANG;
  const room = canvas.right - canvas.left - 2 * pad;
  const reach = reachOf(canvas, span);
  const text = inFewLines(
    labelOf(row),
    Math.max(across, Math.min(reach.right - reach.left, BOX_TEXT + 2 * pad)) - 2 * pad,
    room,
    role === "action" ? ACTION_LINES : BOX_LINES,
  );
  const width = Math.min(Math.max(across, text.width + 2 * pad), canvas.right - canvas.left);
  const middle = clamp((span.left + span.right) / 2, canvas.left + width / 2, canvas.right - width / 2);
  const box = { x: middle - width / 2, y: top + canvas.density.boxGap, width, height: heightOf(text) + 2 * PAD_Y };
  const points = role === "condition" ? hexagonOf(box) : cornersOf(box);
  const words = wordsAt("inside", text, { x: middle, top: box.y + PAD_Y });
  const bottom = box.y + box.height;
  return { marks: [{ kind: "shape", role, points }, words], bottom: bottom + canvas.density.boxGap, from: box.y, until: bottom };
}

/** Lines of at most `width`, or wider up to `room` where they would be more than `few` or a word would be cut. */
export function inFewLines(text: string, width: number, room: number, few = BOX_LINES): Block {
  const all = measureRegular(text);
  const wanted = clamp((all / few) * 1.08, Math.min(width, room), room);
  const least = all <= wanted ? 0 : Math.min(widestWord(text, measureRegular, room), room);
  return balanceText(text, Math.max(wanted, least), measureRegular);
}

/** A hollow arrow with two heads between the two, its text inside; where they are too near, a thin one under its text. */
export function placeExchange(row: ExchangeRow, top: number, canvas: Canvas): Placed {
  const { boxGap } = canvas.density;
  const span = spanOf(canvas.lines, [row.from, row.to]);
  const head = 2 * POINT;
  const room = span.right - span.left - 2 * head;
  const words = labelOf(row);
  const longest = words.split(" ").reduce((widest, word) => Math.max(widest, measureRegular(word)), 0);
  if (room < longest || measureRegular(words) > room * (BOX_LINES + 1)) return placeThinExchange(row, top, canvas);
  const text = balanceText(words, room, measureRegular);
  const body = { x: span.left, y: top + boxGap + 2, width: span.right - span.left, height: heightOf(text) + 2 * (PAD_Y - 1) };
  const inside = wordsAt("inside", text, { x: (span.left + span.right) / 2, top: body.y + PAD_Y - 1 });
  const outline: Shape = { kind: "shape", role: "exchange", points: doubleArrowOf(body, head, 2) };
  const bottom = body.y + body.height + 2;
  return { marks: [outline, inside], bottom: bottom + boxGap, from: body.y, until: body.y + body.height };
}

function placeThinExchange(row: ExchangeRow, top: number, canvas: Canvas): Placed {
  const { lines, density } = canvas;
  if (row.from === row.to) return placeBox("action", { ...row, kind: "action", participants: [row.from] }, top, canvas, 0);
  const words = placeLabel(labelOf(row), [row.from, row.to], top + density.paragraphGap, canvas);
  const ends = spanOf(lines, [row.from, row.to]);
  const rightwards = (lines.at.get(row.from) ?? 0) <= (lines.at.get(row.to) ?? 0);
  const left = meetingPoint(canvas, rightwards ? row.from : row.to, 1);
  const right = meetingPoint(canvas, rightwards ? row.to : row.from, -1);
  const y = Math.max(underOf(words, left, -1, density), underOf(words, right, 1, density));
  const middle = { x: (ends.left + ends.right) / 2, y };
  const marks: readonly Mark[] = [words, ...arrow("request", [middle, { x: left, y }]), ...arrow("request", [middle, { x: right, y }])];
  return { marks, bottom: y + density.arrowToText, from: y, until: y };
}

function hexagonOf({ x, y, width, height }: Box): readonly Point[] {
  const middle = y + height / 2;
  return [
    { x: x + POINT, y },
    { x: x + width - POINT, y },
    { x: x + width, y: middle },
    { x: x + width - POINT, y: y + height },
    { x: x + POINT, y: y + height },
    { x, y: middle },
  ];
}

/** @param shoulder how far the heads stand out above and below the body */
function doubleArrowOf({ x, y, width, height }: Box, head: number, shoulder: number): readonly Point[] {
  const right = x + width;
  const bottom = y + height;
  const middle = y + height / 2;
  return [
    { x, y: middle },
    { x: x + head, y: y - shoulder },
    { x: x + head, y },
    { x: right - head, y },
    { x: right - head, y: y - shoulder },
    { x: right, y: middle },
    { x: right - head, y: bottom + shoulder },
    { x: right - head, y: bottom },
    { x: x + head, y: bottom },
    { x: x + head, y: bottom + shoulder },
  ];
}

/** The cut-off corner in which a frame says what it is. */
export function tagAt(text: string, { x, y }: Point): { readonly marks: readonly Mark[]; readonly width: number; readonly height: number } {
  const line = lineOf(text, "bold");
  const height = heightOf(line) + PAD_Y;
  const width = line.width + 2 * PAD_X + 2;
  const cut = HEAD_TO_ROW;
  const points = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height - cut },
    { x: x + width - cut, y: y + height },
    { x, y: y + height },
  ];
  const words = wordsAt("tag", line, { x: x + PAD_X, top: y + PAD_Y / 2, anchor: "start", face: "bold" });
  return { marks: [{ kind: "shape", role: "tag", points }, words], width, height };
}
