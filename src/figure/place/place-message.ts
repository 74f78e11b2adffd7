import { type Block, balanceText, isTorn, widestWord } from "../measure/wrap-text.ts";
import { labelOf, type MessageRow } from "../plan/row.ts";
import { type Arrowhead, HEAD_HALF_WIDTH, HEAD_LENGTH, type Mark, type Point, type Shape, type Words } from "../scene.ts";
import { type Canvas, meetingPoint, reachOf, type Span, spanOf } from "./canvas.ts";
import type { Density } from "./density.ts";
import { BOX_LINES, CLEARANCE, LOOP_HEIGHT, LOOP_WIDTH, LOST_DOT, LOST_SHORT } from "./distances.ts";
import { clamp, heightOf, measureRegular, wordsAt } from "./words.ts";

/** The marks of a row, and where the next one may begin. */
export interface Placed {
  readonly marks: readonly Mark[];
  readonly bottom: number;
  /** Where what happens here begins and ends: the arrow, the box. */
  readonly from: number;
  readonly until: number;
}

/** A text and its arrow under it. */
export function placeMessage(row: MessageRow, top: number, canvas: Canvas): Placed {
  const { lines, density } = canvas;
  const begin = top + (row.begins ? density.paragraphGap : 0);
  const direction = Math.sign((lines.at.get(row.to) ?? 0) - (lines.at.get(row.from) ?? 0));
  if (direction !== 1 && direction !== -1) return placeLoop(row, begin, canvas);
  const from = meetingPoint(canvas, row.from, direction);
  const to = meetingPoint(canvas, row.to, direction === 1 ? -1 : 1) - (row.lost ? direction * LOST_SHORT : 0);
  const words = placeLabel(labelOf(row), [row.from, row.to], begin, canvas);
  const y = row.lost ? words.box.y + words.box.height + LOST_DOT + 0.5 : underOf(words, to, direction, density);
  const marks: Mark[] = [
    words,
    ...arrow(row.role, [
      { x: from, y },
      { x: to, y },
    ]),
  ];
  if (row.lost) marks.push(dotAt({ x: to + direction * LOST_DOT, y }));
  return { marks, bottom: y + Math.max(density.arrowToText, row.lost ? LOST_DOT + 0.5 : 0), from: y, until: y };
}

/**
 * A message that makes its receiver: it points at a head that begins a lifeline there. Its text stands between the two.
 * @param height of the head
 */
export function placeCreation(row: MessageRow, top: number, canvas: Canvas, height: number): Placed & { readonly headTop: number } {
  const { lines, density } = canvas;
  const [first, last] = [lines.at.get(row.from) ?? 0, lines.at.get(row.to) ?? 0];
  const direction = first < last ? 1 : -1;
  const from = meetingPoint(canvas, row.from, direction);
  const to = (lines.xs[last] ?? 0) - (direction * (lines.shape.widths[last] ?? 0)) / 2;
  const left = Math.min(from, to) + CLEARANCE;
  const right = Math.max(from, to) - CLEARANCE;
  const text = wholeWords(labelOf(row), Math.max(right - left, 1), canvas);
  const begin = top + (row.begins ? density.paragraphGap : 0) + 1;
  const above = heightOf(text) + Math.max(density.textToArrow, HEAD_HALF_WIDTH + 0.05);
  // What does not fit beside the head stands above it.
  const isBeside = text.width <= right - left;
  const y = begin + (isBeside ? Math.max(above, height / 2) : above + height / 2);
  const middle = clamp((left + right) / 2, canvas.left + text.width / 2, canvas.right - text.width / 2);
  const words = wordsAt("label", text, { x: middle, top: isBeside ? y - above : begin, over: lines });
  const marks: readonly Mark[] = [
    words,
    ...arrow(row.role, [
      { x: from, y },
      { x: to, y },
    ]),
  ];
  const headTop = y - height / 2;
  return { marks, bottom: Math.max(y + density.arrowToText, headTop + height + 2), from: y, until: y, headTop };
}

/** The dot in which a lost message ends. */
function dotAt({ x, y }: Point): Shape {
  const points = Array.from({ length: 12 }, (_, at) => {
    const angle = (at * Math.PI) / 6;
    return { x: x + LOST_DOT * Math.cos(angle), y: y + LOST_DOT * Math.sin(angle) };
  });
  return { kind: "shape", role: "lost", points };
}

/** Where the arrow under a text runs: lower where its head would touch the text. */
export function underOf({ box }: Words, tip: number, direction: 1 | -1, { textToArrow }: Density): number {
  const base = tip - direction * HEAD_LENGTH;
  const apart = Math.max(tip, base) < box.x || Math.min(tip, base) > box.x + box.width;
  return box.y + box.height + (apart ? textToArrow : Math.max(textToArrow, HEAD_HALF_WIDTH + 0.05));
}

/**
 * A text over a span: in the gap nearest to its middle, on the sender's side, where it fits into one; else over the middle, where it
 * may hide the lifelines of the span, and those beside it only for a word that would else be cut.
 */
export function placeLabel(text: string, participants: readonly [string, string], top: number, canvas: Canvas): Words {
  const span = spanOf(canvas.lines, participants);
  const reach = reachOf(canvas, span);
  const block = labelBlock(text, span, reach.right - reach.left, canvas);
  const half = block.width / 2;
  const fromLeft = (canvas.lines.at.get(participants[0]) ?? 0) === span.first;
  const gap = gapFor(canvas.lines.xs.slice(span.first, span.last + 1), block.width, fromLeft);
  const area = block.width > reach.right - reach.left ? canvas : reach;
  const x = gap ?? clamp((span.left + span.right) / 2, area.left + half, area.right - half);
  return wordsAt("label", block, { x, top, over: canvas.lines });
}

/** Between the two lifelines where there is room for wrapping and the text is not torn apart by it. */
function labelBlock(text: string, { left, right }: Span, reach: number, canvas: Canvas): Block {
  const between = right - left - 2 * CLEARANCE;
  const block = wholeWords(text, reach, canvas);
  if (!canvas.density.wraps || block.width <= between) return block;
  const narrow = balanceText(text, between, measureRegular);
  const whole = narrow.lines.length <= BOX_LINES && narrow.lines.join(" ") === text && !isTorn(narrow);
  return whole ? narrow : block;
}

/** Lines of at most `width`, or as wide as a word needs that the canvas has room for. */
export function wholeWords(text: string, width: number, { left, right }: Pick<Canvas, "left" | "right">): Block {
  const block = balanceText(text, width, measureRegular);
  if (block.lines.length === 1) return block;
  const room = right - left;
  const widest = widestWord(text, measureRegular, room);
  return widest <= width ? block : balanceText(text, Math.min(widest, room), measureRegular);
}

/** The middle of the gap in which a text of this width hides no lifeline; null where there is none. */
function gapFor(xs: readonly number[], width: number, fromLeft: boolean): number | null {
  const gaps = xs.length - 1;
  const half = (gaps - 1) / 2;
  const nearest = fromLeft ? Math.floor(half) : Math.ceil(half);
  for (let away = 0; away < gaps; away += 1) {
    for (const gap of fromLeft ? [nearest - away, nearest + away] : [nearest + away, nearest - away]) {
      const left = xs[gap];
      const right = xs[gap + 1];
      if (left !== undefined && right !== undefined && right - left >= width + 2 * CLEARANCE) return (left + right) / 2;
    }
  }
  return null;
}

/** A line with its head; the line ends inside a filled head, so that the tip is sharp. */
export function arrow(role: MessageRow["role"], points: readonly Point[]): readonly Mark[] {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const direction = (points.at(-2)?.x ?? 0) < tip.x ? 1 : -1;
  const open = role === "one-way";
  const end = { x: open ? tip.x : tip.x - direction * HEAD_LENGTH * 0.75, y: tip.y };
  const head: Arrowhead = { kind: "arrowhead", role: open ? "open" : "filled", of: role, tip, direction };
  return [{ kind: "line", role, points: [...points.slice(0, -1), end] }, head];
}

/** A message to oneself: out, down and back, the text beside it, or above it where it has no room; to the left on the last lifeline. */
function placeLoop(row: MessageRow, top: number, canvas: Canvas): Placed {
  const span = spanOf(canvas.lines, [row.from]);
  const toLeft = span.last === canvas.lines.xs.length - 1 && span.first > 0;
  const reach = reachOf(canvas, span);
  const direction = toLeft ? -1 : 1;
  const x = meetingPoint(canvas, row.from, direction);
  const inner = x + direction * (LOOP_WIDTH + CLEARANCE);
  const room = Math.max(toLeft ? inner - reach.left : reach.right - inner, LOOP_WIDTH);
  const beside = wholeWords(labelOf(row), room, canvas);
  const isBeside = beside.width <= room;
  const text = isBeside ? beside : wholeWords(labelOf(row), reach.right - reach.left, canvas);
  const words = isBeside
    ? wordsAt("label", text, { x: toLeft ? inner - text.width : inner, top, anchor: "start", over: canvas.lines })
    : wordsAt("label", text, { x: clamp(x, canvas.left + text.width / 2, canvas.right - text.width / 2), top, over: canvas.lines });
  const loop = LOOP_HEIGHT + HEAD_HALF_WIDTH;
  const height = isBeside ? Math.max(heightOf(text), loop) : heightOf(text) + canvas.density.textToArrow + loop;
  const middle = top + (isBeside ? height / 2 : height - loop / 2);
  const out = x + direction * LOOP_WIDTH;
  const points = [
    { x, y: middle - LOOP_HEIGHT / 2 },
    { x: out, y: middle - LOOP_HEIGHT / 2 },
    { x: out, y: middle + LOOP_HEIGHT / 2 },
    { x, y: middle + LOOP_HEIGHT / 2 },
  ];
  return {
    marks: [words, ...arrow(row.role, points)],
    bottom: top + height + canvas.density.arrowToText,
    from: middle - LOOP_HEIGHT / 2,
    until: middle + LOOP_HEIGHT / 2,
  };
}
