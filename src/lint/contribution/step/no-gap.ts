import {
  compareUnits,
  expectedAfter,
  mayFollow,
  type Piece,
  printUnit,
  type RecoveredFlow,
  type RecoveredStep,
  type Unit,
} from "../../../contribution/index.ts";
import { areSlips } from "../evidence.ts";
import { firstUnit, isElided, lastUnit } from "../numbered.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";

/** More gaps than that are a habit: the numbers are those of a figure, of which the text tells a part. */
const MOST = 2;
/** A jump over so many numbers is no forgotten step: what has them stands elsewhere. */
const WIDEST = 3;

export const noGap: ContributionCheck = {
  id: "step/no-gap",
  *check({ flows, pieces }) {
    for (const flow of flows) {
      const found = [...gapsIn(flow, pieces)];
      const isHabit = found.length > MOST || !areSlips(found.length, flow) || (found.length > 0 && isSelection(flow, pieces));
      for (const finding of found) yield isHabit ? { ...finding, severity: "info" } : finding;
    }
  },
};

/** "The messages that change are:", "Only some are shown": the numbers are those of a whole that stands elsewhere. */
function isSelection({ first }: RecoveredFlow, pieces: readonly Piece[]): boolean {
  for (let at = first - 1, looked = 0; at >= 0 && looked < LEAD_IN; at -= 1, looked += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.role === "heading" || piece.role === "marker") return false;
    if (
      /\b(?:only (?:the|those|some)|(?:messages|steps|differences|details) (?:that|which)|changed?|differ(?:s|ent)?|omitted|not (?:shown|repeated)|selected|relevant|unchanged)\b/iu.test(
        piece.paragraph.text,
      )
    )
      return true;
  }
  return false;
}

/** So many paragraphs in front of a flow lead in to it. */
const LEAD_IN = 2;

function* gapsIn(flow: RecoveredFlow, pieces: readonly Piece[]): Generator<ContributionFinding> {
  let before: RecoveredStep | null = null;
  for (const step of flow.steps) {
    const first = firstUnit(step);
    const last: Unit | null = before === null ? null : lastUnit(before);
    // `21` and then `21b`: letters begin where somebody found them free.
    const isFresh = last !== null && last.letter === "" && first.letter !== "" && last.numbers.at(-1) === first.numbers.at(-1);
    if (
      before !== null &&
      last !== null &&
      !isFresh &&
      last.prefix === first.prefix &&
      compareUnits(first, last) > 0 &&
      !mayFollow(last, first)
    ) {
      const missing = expectedAfter(last, first);
      const found = finding(flow, before, step, missing);
      // `F5` is the name of an arrow: which of them the ladder has is not known where its clause does not begin.
      const isKnown = missing.prefix === "" || flow.clause !== null;
      if (!isTold(flow, before, step, missing, pieces)) yield isKnown ? found : { ...found, severity: "info" };
    }
    if (before === null || compareUnits(lastUnit(step), lastUnit(before)) > 0) before = step;
  }
}

function finding(flow: RecoveredFlow, before: RecoveredStep, step: RecoveredStep, missing: Unit): ContributionFinding {
  const [first, expected] = [firstUnit(step), printUnit(missing)];
  const isLetter = missing.letter !== "" || first.letter !== "";
  const isWide = (first.numbers.at(-1) ?? 0) - (missing.numbers.at(-1) ?? 0) >= WIDEST;
  return {
    place: step.place,
    flow,
    step,
    quote: step.label.text,
    reason: `Unexpected step ${printUnit(first)} after step ${before.label.text}, expected step ${expected}`,
    expected,
    related: [{ message: `Step ${before.label.text} stands here`, place: before.place }],
    ...(isWide ? { severity: "info" as const } : isLetter ? { severity: "warning" as const } : {}),
  };
}

/** Whether a ladder in front of the flow has the message `F5`, of which no details are told. */
function isDrawn({ first }: RecoveredFlow, missing: Unit, pieces: readonly Piece[]): boolean {
  if (missing.prefix === "") return false;
  const plain = `\\(${missing.numbers.join(".")}\\)`;
  const label = new RegExp(`(?<!\\w)${printUnit(missing)}(?!\\w)|${plain}`, "u");
  for (let at = first - 1; at >= 0 && at > first - LADDER; at -= 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.role === "heading" || piece.role === "marker") return false;
    if (/[|>]/u.test(piece.paragraph.text) && label.test(piece.paragraph.text)) return true;
  }
  return false;
}

/** No ladder has more lines. */
const LADDER = 200;

/** "1. Steps 1~3 of clause 6.2 are performed.", "Steps 2 to 5 are skipped.": the numbers in between are spent. */
function tellsRange(text: string, { numbers }: Unit): boolean {
  const number = numbers.at(-1) ?? 0;
  return [...text.matchAll(/(?<!\b(?:in|of|from|at|by|to|with|see)\s)\bsteps?\s+(\d+)\s*(?:[-–~]|to|through)\s*(\d+)/giu)].some(
    ([, first, last]) => Number(first) <= number && number <= Number(last),
  );
}

/** Whether something between the two steps speaks of the missing one, or is left out. */
function isTold(flow: RecoveredFlow, before: RecoveredStep, step: RecoveredStep, missing: Unit, pieces: readonly Piece[]): boolean {
  if (isElided(pieces, before.piece.index, step.piece.index) || isDrawn(flow, missing, pieces)) return true;
  const number = printUnit(missing).replace(/[.]/gu, "\\.");
  const label = new RegExp(
    `(?:^|(?<!\\d)\\.\\s*|[;:)\\]/,]\\s*|\\bsteps?\\s+|\\band\\s+|[-–~]\\s*)\\(?${number}[a-z]?['’]?(?:[):,\\s-]|\\.(?!\\d)|$)`,
    "iu",
  );
  // Behind the number of a page, `28 17) The target sends`.
  const run = new RegExp(`(?:\\s\\(?${number}\\)|\\d\\s${number}\\.)\\s+\\p{Lu}`, "u");
  for (let at = before.piece.index; at < step.piece.index; at += 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.role === "heading") continue;
    const from = at === before.piece.index ? piece.from : 0;
    const text = piece.paragraph.text.slice(from);
    if (label.test(text.replace(/\b(?:in|of|from|at|by|to|with|see)\s+steps?\s+\S+/giu, ""))) return true;
    if (run.test(text) || tellsRange(text, missing)) return true;
  }
  // Where the paragraph is the same, the number was found within it.
  return before.piece === step.piece && flow.steps.length > 0;
}
