import type { Lifelines } from "../columns/lifelines.ts";
import { balanceText, widestWord } from "../measure/wrap-text.ts";
import type { OpenRow, OperandRow } from "../plan/row.ts";
import { cornersOf, type Line, type Mark, type Part, type Point } from "../scene.ts";
import { type Canvas, spanOf } from "./canvas.ts";
import type { Density } from "./density.ts";
import { CLEARANCE, FRAME_INSET, PAD_X, PAD_Y } from "./distances.ts";
import { tagAt } from "./place-box.ts";
import { heightOf, measureRegular, wordsAt } from "./words.ts";

interface Frame {
  readonly row: OpenRow;
  /** Of the operand it is in. */
  guard: string;
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly marks: Mark[];
}

/** The fragments that are open while rows are placed, the innermost last. */
export class Frames {
  readonly #lines: Lifelines;
  readonly #density: Density;
  readonly #inset: number;
  readonly #open: Frame[] = [];

  constructor(lines: Lifelines, density: Density) {
    this.#lines = lines;
    this.#density = density;
    const narrowest = lines.xs.reduce(
      (least, x, at) => Math.min(least, x - (lines.xs[at - 1] ?? Number.NEGATIVE_INFINITY)),
      2 * lines.width,
    );
    this.#inset = Math.min(FRAME_INSET, narrowest / 4 / Math.max(1, lines.depth));
  }

  /** What is open, to be opened again on the next page. */
  open(): readonly OpenRow[] {
    return this.#open.map(({ row, guard }) => ({ ...row, guard }));
  }

  /** Where rows may stand now. */
  canvas(): Canvas {
    const frame = this.#open.at(-1);
    if (frame === undefined) return { lines: this.#lines, density: this.#density, left: 0.5, right: this.#lines.width - 0.5 };
    return { lines: this.#lines, density: this.#density, left: frame.left + CLEARANCE, right: frame.right - CLEARANCE };
  }

  /** Half a gap beyond the lifelines in it, or as far as what stands around it. @returns where its first row may begin */
  begin(row: OpenRow, top: number, continued = false): number {
    const { xs, width } = this.#lines;
    const span = spanOf(this.#lines, row.participants);
    const around = this.#open.at(-1);
    const before = xs[span.first - 1];
    const after = xs[span.last + 1];
    const left = Math.max(before === undefined ? 0.5 : (before + span.left) / 2, around === undefined ? 0 : around.left + this.#inset);
    const right = Math.min(
      after === undefined ? width - 0.5 : (span.right + after) / 2,
      around === undefined ? width : around.right - this.#inset,
    );
    const y = top + this.#density.boxGap;
    const tag = tagAt(row.operator, { x: left, y });
    const frame: Frame = { row, guard: row.guard, top: y, left, right, marks: [...tag.marks] };
    this.#open.push(frame);
    const guard = row.guard === "" ? "" : `[${row.guard}]`;
    const said = continued ? `${guard} (continued)`.trim() : guard;
    return Math.max(y + tag.height, this.#guard(frame, said, left + tag.width, y, y + tag.height));
  }

  /** A dashed line across, and the next guard. @returns where its first row may begin */
  operand(row: OperandRow, top: number): number {
    const frame = this.#open.at(-1);
    if (frame === undefined) return top;
    const y = top + this.#density.boxGap;
    frame.guard = row.guard;
    frame.marks.push({
      kind: "line",
      role: "operand",
      points: [
        { x: frame.left, y },
        { x: frame.right, y },
      ],
    });
    return this.#guard(frame, row.guard === "" ? "" : `[${row.guard}]`, frame.left, y);
  }

  close(top: number): { readonly part: Part | null; readonly bottom: number } {
    const frame = this.#open.pop();
    if (frame === undefined) return { part: null, bottom: top };
    const bottom = top + this.#density.boxGap;
    const corners = cornersOf({ x: frame.left, y: frame.top, width: frame.right - frame.left, height: bottom - frame.top });
    return { part: partOf(frame, [...corners, ...corners.slice(0, 1)]), bottom: bottom + this.#density.boxGap };
  }

  /** At the end of a page: what is open has no lower side there. */
  breakAt(bottom: number): readonly Part[] {
    return this.#open.map((frame) => {
      const { left, right, top } = frame;
      return partOf(frame, [
        { x: left, y: bottom },
        { x: left, y: top },
        { x: right, y: top },
        { x: right, y: bottom },
      ]);
    });
  }

  /** @param below where it may stand instead if it has too little room beside what is on its left @returns its bottom */
  #guard(frame: Frame, guard: string, left: number, top: number, below = top): number {
    if (guard === "") return top;
    const room = Math.max(frame.right - left - 2 * PAD_X, 2 * PAD_X);
    if (below > top && widestWord(guard, measureRegular, frame.right - frame.left - 2 * PAD_X) > room)
      return this.#guard(frame, guard, frame.left, below);
    const text = balanceText(guard, room, measureRegular);
    const words = wordsAt("guard", text, { x: left + PAD_X, top: top + PAD_Y / 2, anchor: "start", over: this.#lines });
    frame.marks.push(words);
    return top + PAD_Y + heightOf(text);
  }
}

function partOf({ row, marks }: Frame, points: readonly Point[]): Part {
  const outline: Line = { kind: "line", role: "frame", points };
  return { kind: "part", role: "fragment", id: null, title: row.operator, step: null, marks: [outline, ...marks] };
}
