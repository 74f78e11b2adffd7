import type { Flow } from "../../model/flow.ts";
import { BadInput, Violation } from "../../model/wrong.ts";
import { type Lifelines, leastWidth, placeLifelines } from "../columns/lifelines.ts";
import { A4, type LayOutOptions, scaleOf } from "../page.ts";
import { titleOf } from "../plan/figure-title.ts";
import { planOf } from "../plan/plan-of.ts";
import type { Plan } from "../plan/row.ts";
import type { Scene } from "../scene.ts";
import { DENSITIES, ENDLESS, LOWEST_ROW, SPLIT } from "./density.ts";
import { LEADING, PAD_Y } from "./distances.ts";
import { groupBoxes } from "./heads.ts";
import type { Figure } from "./page-filler.ts";
import { placePages, type Sheet } from "./place-pages.ts";
import { lineOf, wordsAt } from "./words.ts";

/**
 * Where everything of a figure stands, on one page that is as high as it must be: the columns first, then row by row downwards, then
 * what spans all rows. The rows stand as comfortably as the page lets them.
 *
 * @throws BadInput where the participants do not fit a page that was asked for
 */
export function layOut(flow: Flow, options: LayOutOptions = {}): Scene {
  const laid = begin(flow, options);
  for (const sheet of laid.whole ?? placePages({ ...laid.figure, density: ENDLESS, height: Number.POSITIVE_INFINITY }, laid.says))
    return laid.scene(sheet, 1);
  return laid.scene(EMPTY, 1);
}

/**
 * The pages of a figure, each laid out when it is asked for: one if everything fits, else as many as it takes, broken between rows.
 *
 * @throws BadInput where a page that was asked for is too narrow for the heads, or too low for a row
 */
export function* pagesOf(flow: Flow, options: LayOutOptions = {}): Generator<Scene> {
  if (options.page === null) {
    yield layOut(flow, options);
    return;
  }
  const laid = begin(flow, options);
  let page = 0;
  for (const sheet of laid.whole ?? placePages(laid.figure, laid.says)) {
    page += 1;
    yield laid.scene(sheet, page);
  }
}

interface Laid {
  readonly figure: Figure;
  /** Where everything fits on one page, that page. */
  readonly whole: readonly Sheet[] | null;
  says(height: number): string;
  scene(sheet: Sheet, page: number): Scene;
}

function begin(flow: Flow, options: LayOutOptions): Laid {
  const scale = scaleOf(options);
  const says = (units: number) => `${Math.ceil(((units * scale) / 72) * 25.4 - 0.001)} mm`;
  const sheet = options.page ?? A4;
  const height = sheet.height / scale;
  const plan = planOf(flow, options);
  const lines = placeLifelines(plan, sheet.width / scale);
  const grows = options.grows ?? (options.page === undefined || options.page === null);
  if (!grows && lines.width > sheet.width / scale + 0.01)
    throw tooNarrow(lines, says(leastWidth(plan, sheet.width / scale)), says(sheet.width / scale));
  const about = { kind: "scene", title: titleOf(flow), description: descriptionOf(flow, plan), scale } as const;
  const figure: Figure = { flow, plan, lines, groups: groupBoxes(lines), density: SPLIT, height, feet: options.feet ?? true, grows };
  const scene = ({ parts, height: used }: Sheet, page: number): Scene => {
    const title = page === 1 ? about.title : `${about.title} (continued)`;
    return { ...about, title, page, width: plan.columns.length === 0 ? EMPTY_WIDTH : lines.width, height: used, parts };
  };
  return { figure, whole: plan.columns.length === 0 ? [EMPTY] : onOnePage(figure), says, scene };
}

/** The figure in the most comfortable density that fits the page; null where none does. */
function onOnePage(figure: Figure): readonly Sheet[] | null {
  if (figure.plan.rows.length * LOWEST_ROW >= figure.height) return null;
  const onOne = (at: number): Sheet => {
    const density = DENSITIES[at] ?? ENDLESS;
    for (const page of placePages({ ...figure, density, height: Number.POSITIVE_INFINITY }, String)) return page;
    throw new Violation("a figure without a page");
  };
  // Each is closer than the one before it, and what one takes tells well enough what those beside it would take.
  let at = guess(figure);
  let best = onOne(at);
  if (best.height > figure.height) {
    for (let closer = at + 1; closer < DENSITIES.length; closer += 1) {
      // Texts that wrap no more save what nobody has counted: the closest is tried in any case.
      const isClosest = closer === DENSITIES.length - 1;
      if (!isClosest && best.height - savedBy(closer, at, figure.plan) > figure.height + MISJUDGED) continue;
      const tried = onOne(closer);
      if (tried.height <= figure.height) return [tried];
    }
    return null;
  }
  while (at > 0 && best.height + savedBy(at, at - 1, figure.plan) <= figure.height + MISJUDGED) {
    const roomier = onOne(at - 1);
    if (roomier.height > figure.height) break;
    best = roomier;
    at -= 1;
  }
  return [best];
}

/** The density that is most likely the one: it is tried first. */
function guess({ plan, height }: Figure): number {
  for (const [at, { textToArrow, arrowToText, paragraphGap, boxGap }] of DENSITIES.entries()) {
    let needed = HEADS;
    for (const row of plan.rows) {
      if (row.kind === "message") needed += LEADING + textToArrow + arrowToText + (row.begins ? paragraphGap : 0);
      else needed += LEADING + 2 * (PAD_Y + boxGap) + (row.kind === "note" ? 2 * LEADING : 0);
    }
    if (needed <= height) return at;
  }
  return DENSITIES.length - 1;
}

/** What heads above and below take, more or less. */
const HEADS = 60;

/** How far `savedBy` may be off, in points. */
const MISJUDGED = 12;

/** By how much a figure is lower in a closer density, at least. @param closer and the other: places in the list */
function savedBy(closer: number, other: number, { rows }: Plan): number {
  const [to, from] = [DENSITIES[closer] ?? ENDLESS, DENSITIES[other] ?? ENDLESS];
  const message = from.textToArrow + from.arrowToText - to.textToArrow - to.arrowToText;
  let saved = 0;
  for (const row of rows) {
    if (row.kind === "message") saved += message + (row.begins ? from.paragraphGap - to.paragraphGap : 0);
    else saved += 2 * (from.boxGap - to.boxGap);
  }
  return saved;
}

function tooNarrow({ columns }: Lifelines, needed: string, there: string): BadInput {
  const remedy = "Give a wider --page or a smaller --min-size, or draw a group as one lifeline with --collapse";
  return new BadInput(`${columns.length} participants need a page ${needed} wide, this one is ${there}`, { remedy });
}

function descriptionOf(flow: Flow, { columns }: Plan): string {
  const names = columns.map(({ name }) => name).join(", ");
  return `Call flow with ${flow.steps.length} numbered steps between ${names === "" ? "no participants" : names}.`;
}

const EMPTY_WIDTH = 120;
const NO_PARTICIPANTS = wordsAt("label", lineOf("This flow has no participants."), { x: EMPTY_WIDTH / 2, top: 2 });

/** A flow without participants is still a figure. */
const EMPTY: Sheet = {
  height: NO_PARTICIPANTS.box.height + 4,
  parts: [{ kind: "part", role: "note", id: null, title: null, step: null, marks: [NO_PARTICIPANTS] }],
};
