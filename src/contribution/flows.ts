import { placeAt } from "../document/index.ts";
import { actsIn } from "./acts.ts";
import type { Act, Caption, Clause, Passage, Piece, RecoveredFlow, RecoveredStep } from "./contribution.ts";
import { isTitle } from "./heading.ts";
import { headedRuns } from "./heading-steps.ts";
import { isFlow, isUnderFigure } from "./is-flow.ts";
import { withLetterPairs } from "./letter-pairs.ts";
import type { RawPiece } from "./outline.ts";
import { meaningIn, type OwnWords } from "./own-words.ts";
import { participantsOf } from "./participants.ts";
import { mayFollow, type PrintedLabel, printedLabel } from "./printed-label.ts";
import type { Run } from "./runs.ts";
import { sharedStep, stepTelling, type ToldBefore } from "./told-before.ts";

/** A step whose pieces know their clause only later. */
export interface DraftStep {
  readonly label: PrintedLabel;
  /** Index of its piece. */
  readonly at: number;
  readonly passages: readonly Passage[];
  readonly acts: readonly Act[];
  readonly isVoid: boolean;
}

export interface DraftFlow {
  readonly steps: readonly DraftStep[];
  readonly first: number;
  readonly last: number;
}

/** The runs that are flows: participants, at least two, do something to each other in their steps. */
export function draftFlows(
  pieces: readonly RawPiece[],
  runs: readonly Run[],
  own: OwnWords | null,
  before: ToldBefore,
): readonly DraftFlow[] {
  const meant = meaningIn(own);
  const flows = listedFlows(pieces, runs, meant, before);
  const headed = headedRuns(pieces).flatMap(({ items, region, end }): readonly DraftFlow[] => {
    const first = items[0] ?? 0;
    // What is listed below the headings are the flows, and the headings parts of the document.
    if (flows.some((flow) => flow.first < end && flow.last > first)) return [];
    const steps = withLetterPairs(stepsOf(pieces, { items, region }, meant, before, end));
    return isFlow(steps, false) ? [{ steps, first, last: end - 1 }] : [];
  });
  return headed.length === 0 ? flows : [...flows, ...headed].sort((a, b) => a.first - b.first);
}

function listedFlows(
  pieces: readonly RawPiece[],
  runs: readonly Run[],
  meant: (act: Act) => Act,
  before: ToldBefore,
): readonly DraftFlow[] {
  const flows: DraftFlow[] = [];
  let reach = -1;
  for (const run of runs) {
    const [first, end] = [run.items[0] ?? 0, run.items.at(-1) ?? 0];
    // A list within a step of a flow is a part of that step: runs stand in the order of their first items.
    if (end < reach || run.items.length < 2) continue;
    const steps = withLetterPairs(stepsOf(pieces, run, meant, before));
    if (!isNumbering(steps) || isHeadings(steps) || isAboutSteps(steps) || !isFlow(steps, isUnderFigure(pieces, first))) continue;
    flows.push({ steps, first, last: steps.at(-1)?.at ?? end });
    reach = Math.max(reach, end);
  }
  return flows;
}

/** @param stop where the text of the last step ends; by default behind its own paragraph */
function stepsOf(
  pieces: readonly RawPiece[],
  { items, region }: Run,
  meant: (act: Act) => Act,
  before: ToldBefore,
  stop: number | null = null,
): readonly DraftStep[] {
  const steps: DraftStep[] = [];
  for (const [order, at] of items.entries()) {
    const piece = pieces[at];
    if (piece?.label == null) continue;
    const end = items[order + 1] ?? stop ?? at + (pieces[at + 1]?.role === "skipped" ? 3 : 2);
    const passages = passagesOf(pieces, at, end, region, stop === null && order === items.length - 1);
    const known = stepTelling(before, piece, passages);
    if (known !== null) {
      steps.push({ label: piece.label, at, passages: known.passages, acts: known.acts, isVoid: known.isVoid });
      steps.push(...runIn(pieces, steps, at));
      continue;
    }
    const [first] = passages;
    const text = first === undefined ? "" : first.paragraph.text.slice(first.from);
    const isVoid = /^\W*(?:void|not used|deleted|intentionally left blank|\(?(?:void|deleted)\)?)\W*$/iu.test(text);
    steps.push({ label: piece.label, at, passages, acts: isVoid ? [] : actsOf(passages).map(meant), isVoid });
    steps.push(...runIn(pieces, steps, at));
  }
  return steps;
}

/** What stands behind the number, up to the next one; of the last step only its own paragraph, and those set in with it. */
function passagesOf(pieces: readonly RawPiece[], at: number, end: number, region: number, isLast: boolean): readonly Passage[] {
  const piece = pieces[at];
  if (piece === undefined) return [];
  const passages: Passage[] = [];
  const isAlone = piece.from >= piece.paragraph.text.length && (piece.paragraph.label === null || piece.paragraph.text === "");
  if (!isAlone) passages.push({ paragraph: piece.paragraph, from: piece.from });
  let isNote = false;
  for (let next = at + 1; next < end; next += 1) {
    const each = pieces[next];
    if (each === undefined || each.region !== region || each.role === "heading" || each.role === "marker") continue;
    if (each.role === "note") isNote = /:\s*$/u.test(each.paragraph.text);
    else if (each.role === "text") {
      const isWanted = !isNote && (!isLast || passages.length === 0) && (each.label === null || passages.length === 0);
      if (isWanted && !/:\s*$/u.test(each.paragraph.text)) passages.push({ paragraph: each.paragraph, from: 0 });
      isNote = false;
    }
  }
  // A copy has no room to spare: there is one for each step.
  return passages.slice();
}

function actsOf(passages: readonly Passage[]): readonly Act[] {
  const acts: Act[] = [];
  let state: Parameters<typeof actsIn>[2] = { subject: null, sentences: 0 };
  for (const { paragraph, from } of passages) {
    const read = actsIn(paragraph, from, state);
    acts.push(...read.acts);
    state = read;
  }
  return acts;
}

/** `… as stored.12. The SCP sends`: the number of the next step within the paragraph of this one. */
function* runIn(pieces: readonly RawPiece[], steps: readonly DraftStep[], at: number): Generator<DraftStep> {
  const step = steps.at(-1);
  const number = step?.label.spans.at(-1)?.last.numbers;
  const piece = pieces[at];
  if (step === undefined || piece === undefined || number?.length !== 1) return;
  const next = (number[0] ?? 0) + 1;
  for (const { paragraph } of step.passages) {
    if (!paragraph.text.includes(`${next}.`) && !paragraph.text.includes(`${next})`)) continue;
    const found = new RegExp(`(?<!\\d)[.;:)]\\s*(${next}[.)]\\s*)(?=\\p{Lu})`, "u").exec(paragraph.text);
    if (found === null) continue;
    const from = found.index + found[0].length - (found[1]?.length ?? 0);
    const label = printedLabel(paragraph.text.slice(from, from + 12));
    if (label === null) continue;
    yield { label, at, passages: [{ paragraph, from: found.index + found[0].length }], acts: [], isVoid: false };
    return;
  }
}

/** Numbers farther apart are values of something. */
const FARTHEST = 3;

/** Whether numbers count: those that each go on from none, `02`, `10` and `20`, or "L2 …", "L2 …" and "L3 …", are names. */
function isNumbering(steps: readonly DraftStep[]): boolean {
  const pairs = steps.slice(1).map(({ label }, at) => {
    const [last, first] = [steps[at]?.label.spans.at(-1)?.last, label.spans[0]?.first];
    if (last === undefined || first === undefined) return "far";
    if (mayFollow(last, first)) return "next";
    return Math.abs((first.numbers.at(-1) ?? 0) - (last.numbers.at(-1) ?? 0)) <= FARTHEST ? "near" : "far";
  });
  const isBare = steps.every(({ label }) => label.isBare);
  // `001`, `010` and `011` are patterns of bits; `01`, `02` and `03` count.
  if (isBare && pairs.some((pair) => pair !== "next") && steps.some(({ label }) => /^0\d/u.test(label.text))) return false;
  if (isBare && new Set(steps.map(({ label }) => label.text)).size * 3 < steps.length * 2) return false;
  return pairs.includes("next") || pairs.includes("near");
}

/** What every document calls its clauses, and none its steps. */
const CLAUSE_TITLE =
  /^(?:introduction|scope|overview|background|motivation|abstract|conclusions?|bibliography|(?:normative |informative )?references|terminology|(?:terms and )?definitions?|(?:definitions and )?abbreviations|acknowledge?ments?|(?:security|iana|privacy) considerations|authors?['’]?s? address(?:es)?)\W*$/iu;
/** Passages of a step, on average, that show that it is none. */
const MANY_PASSAGES = 6;

/** Whether the numbered words are titles, and all else stands below them: "1. Introduction", "2. Terminology". */
function isHeadings(steps: readonly DraftStep[]): boolean {
  const titles = steps.flatMap(({ passages: [first], acts }) => {
    const text = first === undefined ? "" : first.paragraph.text.slice(first.from).trim();
    // "0. Definitions." is one too.
    return isTitle(text.replace(/^(\S+(?: \S+){0,5})\.$/u, "$1")) && !acts.some(({ paragraph }) => paragraph === first?.paragraph)
      ? [text]
      : [];
  });
  if (areSubclauses(steps)) return true;
  if (titles.length * 2 < steps.length) return false;
  if (titles.some((title) => CLAUSE_TITLE.test(title))) return true;
  return titles.length === steps.length && steps.reduce((sum, { passages }) => sum + passages.length, 0) > steps.length * MANY_PASSAGES;
}

/** `4.1 save(domain)`, `4.2 lookup(domain)`: numbers of several levels with a few words each, and what they are about below. */
function areSubclauses(steps: readonly DraftStep[]): boolean {
  const deep = steps.filter(({ label }) => (label.spans[0]?.first.numbers.length ?? 0) > 1);
  const named = deep.filter(({ passages: [first], acts }) => {
    const text = first === undefined ? "" : first.paragraph.text.slice(first.from).trim();
    return text.length <= LONGEST_NAME && !/[.;:!?]$/u.test(text) && !acts.some(({ paragraph }) => paragraph === first?.paragraph);
  });
  return deep.length * 2 > steps.length && named.length * 5 >= deep.length * 4;
}

/** Of so many items one says of which steps it speaks. */
const ITEMS_FOR_ONE = 3;

/** "1. Step 4: …", "2. Step 8: …": a list of what there is to say of the steps of another flow. */
function isAboutSteps(steps: readonly DraftStep[]): boolean {
  const about = steps.filter(({ label, passages: [first] }) => {
    const named = first === undefined ? null : /^\W*steps?\s+(\d+)[^:.;]{0,20}:/iu.exec(first.paragraph.text.slice(first.from));
    return named !== null && Number(named[1]) !== label.spans[0]?.first.numbers[0];
  });
  return about.length > 1 && about.length * ITEMS_FOR_ONE >= steps.length;
}

/** A heading has no more characters. */
const LONGEST_NAME = 80;

/** With the pieces in their clauses. */
export function finishFlow(
  draft: DraftFlow,
  index: number,
  pieces: readonly Piece[],
  clause: Clause | null,
  caption: Caption | null,
  before: ToldBefore,
): RecoveredFlow {
  const steps = draft.steps.flatMap(({ label, at, passages, acts, isVoid }): RecoveredStep[] => {
    const piece = pieces[at];
    if (piece === undefined) return [];
    const own = passages.find(({ paragraph }) => paragraph === piece.paragraph);
    const isInside = own !== undefined && own.from !== piece.from;
    const place = placeAt(piece.paragraph, isInside ? own.from : 0);
    return [sharedStep(before, { kind: "recovered-step", label, piece, passages, acts, isVoid, place })];
  });
  return {
    kind: "recovered-flow",
    index,
    clause,
    caption,
    steps,
    participants: participantsOf(steps),
    first: draft.first,
    last: draft.last,
  };
}
