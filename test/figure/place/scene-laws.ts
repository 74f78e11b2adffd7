import { widthOf } from "../../../src/figure/measure/text-width.ts";
import { A4, type LayOutOptions, type Page } from "../../../src/figure/page.ts";
import { planOf } from "../../../src/figure/plan/plan-of.ts";
import { labelOf, timerWords } from "../../../src/figure/plan/row.ts";
import { type Box, boxOf, type Part, type Point, type Scene, type Shape, type Words } from "../../../src/figure/scene.ts";
import type { Flow, Step } from "../../../src/model/flow.ts";

/** What holds for every figure on one page, whatever the flow. */
export function expectLaws(scene: Scene, flow: Flow): void {
  expectPage(scene);
  expectSteps([scene], flow);
  expectWholeWords([scene], flow);
}

/**
 * Lines end between words. A word is in two pieces only where it is about as wide as the page, or the figure, and then the first one
 * ends with a hyphen, if it is not a sign or an ideograph after which a line may end.
 */
function expectWholeWords(pages: readonly Scene[], flow: Flow, options: LayOutOptions = {}): void {
  const whole = wordsOf(flow, options);
  const long = [...whole].filter((word) => Math.max(widthOf(word, 8), widthOf(word, 8, "bold")) > LONG * (options.page ?? A4).width);
  for (const { parts } of pages) {
    for (const { marks } of parts) {
      for (const mark of marks) {
        if (mark.kind !== "words") continue;
        for (const { text } of mark.lines.slice(0, -1)) check(!/(?:^| )200$/u.test(text), () => `a line of ${textOf(mark)} ends in 200`);
        for (const { text } of mark.lines) {
          const words = text.split(" ");
          for (const [at, word] of words.entries()) {
            if (whole.has(word)) continue;
            const cut = word.replace(/-$/u, "");
            check(
              long.some((one) => one.includes(cut)),
              () => `"${word}" in "${textOf(mark)}" is a piece of a word`,
            );
            const isLast = at === words.length - 1 && text !== mark.lines.at(-1)?.text;
            check(!isLast || !/[\p{L}\p{N}]$/u.test(word) || endsLine(word, long), () => `"${word}" ends without a hyphen`);
          }
        }
      }
    }
  }
}

/** Parts of a page: what a word may take in any place of it. */
const LONG = 0.75;

/** Whether what it is the beginning of goes on in a way that asks for no hyphen, or ends with it. */
function endsLine(piece: string, long: readonly string[]): boolean {
  return (
    /\p{Script=Han}$/u.test(piece) ||
    long.some((one) => one.endsWith(piece) || /^[^\p{L}\p{N}]/u.test(one.slice(one.indexOf(piece) + piece.length)))
  );
}

function wordsOf(flow: Flow, options: LayOutOptions): ReadonlySet<string> {
  const { columns, rows, footnotes } = planOf(flow, options);
  const texts = columns.flatMap(({ head, name, groups }) => [head, name, ...groups.map((group) => group.name)]);
  for (const row of [...rows, ...footnotes]) {
    if (row.kind === "close") continue;
    if (row.kind === "open" || row.kind === "operand") texts.push(`[${row.guard}]`, row.operator);
    else texts.push(labelOf(row), row.label, row.kind === "timer" ? timerWords(row) : "");
  }
  return new Set([...texts.flatMap((text) => text.split(" ")), "ref", "(continued)", "This", "flow", "has", "no", "participants."]);
}

/** What holds for the pages of a figure: all fit the paper, and together they have every step once. */
export function expectPages(pages: readonly Scene[], flow: Flow, paper: Page, scale = 1): void {
  expectPaper(pages, paper);
  expectSteps(pages, flow);
  expectWholeWords(pages, flow, { page: { width: paper.width / scale, height: paper.height / scale } });
}

/** The same for a view in which several steps may be one arrow. @param steps those of the flow, and of the variants that are marked in it */
export function expectView(pages: readonly Scene[], steps: readonly Pick<Step, "id">[], paper: Page): void {
  expectPaper(pages, paper);
  const parts = pages.flatMap((page) => page.parts);
  const ids = parts.flatMap(({ id }) => (id === null ? [] : [id]));
  check(new Set(ids).size === ids.length, () => `an id twice in ${ids.join(", ")}`);
  const drawn = parts.flatMap(({ step }) => step?.ids ?? []).sort();
  const wanted = steps.map(({ id }) => id).sort();
  check(drawn.join(" ") === wanted.join(" "), () => `drawn are ${drawn.join(" ")}, not ${wanted.join(" ")}`);
}

function expectPaper(pages: readonly Scene[], paper: Page): void {
  for (const [at, scene] of pages.entries()) {
    check(scene.page === at + 1, () => `page ${at + 1} says that it is page ${scene.page}`);
    check(scene.height * scene.scale <= paper.height + EPSILON, () => `page ${at + 1} is ${scene.height * scene.scale} pt high`);
    check(at === 0 || scene.parts.some(({ role }) => role === "continued"), () => `page ${at + 1} does not say that it goes on`);
    expectPage(scene);
  }
}

function expectPage(scene: Scene): void {
  const all = scene.parts.flatMap((part) => part.marks.map((mark) => ({ part, mark })));
  const words = all.flatMap(({ part, mark }) => (mark.kind === "words" ? [{ part, words: mark }] : []));
  const heads = all.flatMap(({ part, mark }) => (mark.kind === "arrowhead" ? [{ part, box: boxOf(mark) }] : []));
  const shapes = all.flatMap(({ part, mark }) => (mark.kind === "shape" ? [{ part, shape: mark }] : []));
  expectApart(words.map(({ words: one }) => one));
  for (const { words: one } of words) {
    for (const { box } of heads) check(!overlap(one.box, box), () => `${textOf(one)} covers an arrowhead`);
    expectInside(one.box, scene, textOf(one));
  }
  for (const { part, words: one } of words) {
    for (const { part: other, shape } of shapes) {
      if (shape.role === "lost") check(!overlap(one.box, bounds(shape.points)), () => `${textOf(one)} covers the end of a lost message`);
      if (part === other || shape.role === "group") continue;
      // A bar stands on a lifeline, over which a text lies on its halo.
      if (shape.role === "activation" && (one.halo || ON_PAPER.has(one.role))) continue;
      check(!overlap(one.box, bounds(shape.points)), () => `${shape.role} over ${textOf(one)}`);
    }
  }
  for (const { part, shape } of shapes) {
    expectInside(bounds(shape.points), scene, shape.role);
    if (!BESIDE.has(shape.role)) expectAround(shape, part);
  }
  for (const { mark } of all)
    if (mark.kind === "line") for (const point of mark.points) expectInside({ ...point, width: 0, height: 0 }, scene, mark.role);
  for (const { box } of heads) expectInside(box, scene, "arrowhead");
}

/** Each step is drawn once, under a name of its own. */
function expectSteps(pages: readonly Scene[], flow: Flow): void {
  const parts = pages.flatMap((page) => page.parts);
  const ids = parts.flatMap(({ id }) => (id === null ? [] : [id]));
  check(new Set(ids).size === ids.length, () => `an id twice in ${ids.join(", ")}`);
  const drawn = new Map<string, number>();
  for (const { id, marks } of parts) {
    if (id === null) continue;
    for (const mark of marks) {
      if (mark.kind !== "words") continue;
      const label = /^\d+[a-z]*/u.exec(mark.lines[0]?.text ?? "")?.[0];
      if (label !== undefined) drawn.set(label, (drawn.get(label) ?? 0) + 1);
    }
  }
  for (const { number } of flow.steps) {
    const times = drawn.get(`${number.number}${number.letter}`) ?? 0;
    check(times === 1, () => `step ${number.number} is drawn ${times} times`);
  }
  check(ids.length === flow.steps.length, () => `${ids.length} ids for ${flow.steps.length} steps`);
}

/** No two texts intersect. Sorted by their tops, so that thousands are compared in no time. */
function expectApart(words: readonly Words[]): void {
  const sorted = [...words].sort((a, b) => a.box.y - b.box.y);
  for (const [at, one] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (other === undefined || other.box.y >= one.box.y + one.box.height) break;
      check(!overlap(one.box, other.box), () => `${textOf(one)} and ${textOf(other)}`);
    }
  }
}

/** The text of a shape stands inside it. */
function expectAround(shape: Shape, part: Part): void {
  const { x, y, width, height } = bounds(shape.points);
  for (const mark of part.marks) {
    if (mark.kind !== "words") continue;
    const { box } = mark;
    const inside = box.x >= x - EPSILON && box.y >= y - EPSILON && box.x + box.width <= x + width + EPSILON;
    check(inside && box.y + box.height <= y + height + EPSILON, () => `${textOf(mark)} leaves its ${shape.role}`);
  }
}

function expectInside(box: Box, { width, height }: Scene, what: string): void {
  const inside = box.x >= -EPSILON && box.y >= -EPSILON && box.x + box.width <= width + EPSILON && box.y + box.height <= height + EPSILON;
  check(inside, () => `${what} at ${box.x}, ${box.y}, ${box.width} wide, leaves the page of ${width} by ${height}`);
}

const EPSILON = 0.01;

/** An `expect` for what is checked a million times. */
function check(holds: boolean, otherwise: () => string): void {
  if (!holds) throw new RangeError(otherwise());
}

function overlap(a: Box, b: Box): boolean {
  const apart =
    a.x + a.width <= b.x + EPSILON || b.x + b.width <= a.x + EPSILON || a.y + a.height <= b.y + EPSILON || b.y + b.height <= a.y + EPSILON;
  return !apart && a.width > 0 && b.width > 0;
}

function bounds(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function textOf({ lines }: Words): string {
  return lines.map(({ text }) => text).join(" / ");
}

/** Shapes that have their text beside them, or none. */
const BESIDE: ReadonlySet<Shape["role"]> = new Set(["timer", "tag", "lost", "activation"]);

/** Texts in a box that hides what is behind it. */
const ON_PAPER: ReadonlySet<Words["role"]> = new Set(["inside", "note", "tag", "head"]);
