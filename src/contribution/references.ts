import { placeAt } from "../document/index.ts";
import type { Piece, RecoveredFlow, RecoveredStep, Reference, Scope } from "./contribution.ts";
import { isLetter, letterSpans } from "./letter-label.ts";
import { keyOf } from "./names.ts";
import { type Elsewhere, elsewheresIn } from "./places.ts";
import { readSpans } from "./printed-label.ts";
import { verbs } from "./words.ts";

/** Where the text of a piece stands, for those who look up what it cites. */
export interface Standing {
  readonly piece: Piece;
  /** Where its own text begins, behind its number or "NOTE 1:". */
  readonly from: number;
  readonly step: RecoveredStep | null;
  readonly flow: RecoveredFlow | null;
  /** The flows of its clause. */
  readonly siblings: readonly RecoveredFlow[];
  /** Whether what leads in to it is about another procedure. */
  readonly isCarried: boolean;
}

const STEPS = /\b(?:[Ss]teps?|STEPS?)\s+(?:no\.?\s*|numbers?\s+)?(?=[([]?[A-Z]{0,2}\d|\([A-Z]\))/gu;
const OTHERS = /\b[Pp]re-?conditions?\s+\(?([a-z])\)?(?![\w.])|\b(?:NOTES?|Notes?)\s+(\d{1,2})(?![\w.])/gu;
const OWN_FLOW = /^\s*(?:of|in)\s+(?:this|the\s+(?:present|above|following))\s+(?:flow|procedure|clause|figure|call flow)/iu;
/** `step 2 of 3` counts, `step 4 of the attach procedure` is of another flow. */
const OTHER_FLOW = /^\s*of\s+(?:\d|(?:the|an?|its|their|that|those)\s+(?!(?:(?:clause|section|figure|annex)s?|document|sequence)\b))/u;
/** "Steps 5-7 are the same as in …": whatever is named there, those are not told here. */
const LIKENED = /^\s*(?:is|are|remain|shall be)\s+(?:(?:exactly|essentially|also)\s+)?(?:the\s+same|identical|similar|unchanged|as)\b/iu;
/** What the one after it needs; `i` and `u` together are slow. */
const PROCEDURE = /flow|procedure|sequence/i;
const OTHER_PROCEDURE =
  /\b(?:previous|other|normal|basic|existing|legacy|corresponding|original|respective|usual|same)\s+(?:[\w-]+\s+){0,2}(?:flow|procedure|call flow|sequence)s?\b/iu;
const NO_SOURCE = { source: null, by: null } as const;
const SOURCE =
  /\b(received|obtained|determined|retrieved|included|generated|selected|stored|provided|derived|returned|allocated|assigned|created|sent|got|learnt|decided|computed)\b([^.;,()]{0,60}?)\s*(?:\b(?:in|at|from|during|of)\s+)?(?:the\s+)?$/i;
/** As far in front of a reference its verb is looked for, in UTF-16 units. */
const FARTHEST = 110;

/** Of a longer paragraph only its beginning is looked through, in UTF-16 units: what leads elsewhere is looked for around each reference. */
const LONGEST = 10_000;

/** Adds what a piece cites. */
export function addReferences(standing: Standing, references: Reference[]): void {
  const { piece, from } = standing;
  const text = piece.paragraph.text.slice(0, LONGEST);
  if (!/\d|condition|\([A-Z]\)/u.test(text)) return;
  const places = elsewheresIn(text);
  const citesSteps = /tep|STEP/.test(text);
  STEPS.lastIndex = from;
  for (let found = citesSteps ? STEPS.exec(text) : null; found !== null; found = STEPS.exec(text)) {
    const begin = found.index + found[0].length;
    const read =
      readSpans(text, begin + (/[([]/.test(text[begin] ?? "") ? 1 : 0)) ?? (hasLetters(standing) ? letterSpans(text, begin) : null);
    if (read === null) continue;
    const { scope, isDoubtful } = scopeOf(standing, found.index, read.end, places);
    references.push(reference(standing, found.index, read.end, { target: "step", spans: read.spans, label: "", scope, isDoubtful }));
  }
  for (const place of places) {
    if (place.kind === "document" || place.from < from) continue;
    const isDoubtful = isOfDocument(text, place, places);
    const scope: Scope = isDoubtful
      ? { kind: "elsewhere" }
      : ({ kind: place.kind, ...(place.kind === "clause" ? { number: place.label } : { label: place.label }) } as Scope);
    references.push(reference(standing, place.from, place.to, { target: place.kind, spans: [], label: place.label, scope, isDoubtful }));
  }
  if (!/ondition|NOTE|Note/.test(text)) return;
  OTHERS.lastIndex = from;
  for (let found = OTHERS.exec(text); found !== null; found = OTHERS.exec(text)) {
    const end = found.index + found[0].length;
    const { scope, isDoubtful } = scopeOf(standing, found.index, end, places);
    const target = found[1] === undefined ? "note" : "precondition";
    const label = (found[1] ?? found[2] ?? "").toLowerCase();
    references.push(reference(standing, found.index, end, { target, spans: [], label, scope, isDoubtful }));
  }
}

/** Whether the steps are called by letters; else those of "step (C)" stand in the figure. */
function hasLetters({ flow }: Standing): boolean {
  const first = flow?.steps[0]?.label.spans[0]?.first;
  return first !== undefined && isLetter(first);
}

/** Written out field by field: spreading objects into one costs more than all that is looked for. */
function reference(
  { piece, step, flow }: Standing,
  at: number,
  to: number,
  { target, spans, label, scope, isDoubtful }: Pick<Reference, "target" | "spans" | "label" | "scope" | "isDoubtful">,
): Reference {
  const { paragraph } = piece;
  const { source, by } = target === "step" ? sourceIn(paragraph.text, at) : NO_SOURCE;
  const text = paragraph.text.slice(at, to);
  const place = placeAt(paragraph, at);
  return { kind: "reference", target, spans, label, scope, isDoubtful, text, source, by, step, flow, piece, at, place };
}

/** What the other view of the document says is cited there, as it is in this view. */
export function asHere(told: Reference, { piece, step, flow }: Standing): Reference {
  const { kind, target, spans, label, isDoubtful, text, source, by, at, place } = told;
  const scope = told.scope.kind === "flow" && flow !== null ? ownScope(flow) : told.scope;
  return { kind, target, spans, label, scope, isDoubtful, text, source, by, step, flow, piece, at, place };
}

const scopes = new WeakMap<RecoveredFlow, Scope>();

/** One for each flow. */
function ownScope(flow: RecoveredFlow): Scope {
  const scope = scopes.get(flow) ?? { kind: "flow", flow };
  scopes.set(flow, scope);
  return scope;
}

/** Where to look for it: what the words around it name, else the flow it stands in. */
function scopeOf(
  { piece, step, flow, siblings, isCarried }: Standing,
  from: number,
  to: number,
  places: readonly Elsewhere[],
): { readonly scope: Scope; readonly isDoubtful: boolean } {
  const { text } = piece.paragraph;
  const own: Scope = flow !== null ? ownScope(flow) : siblings.length > 0 ? { kind: "own-clause", flows: siblings } : { kind: "elsewhere" };
  const after = text.slice(to, to + 50);
  if (OWN_FLOW.test(after)) return { scope: own, isDoubtful: false };
  if (OTHER_FLOW.test(after) || LIKENED.test(after)) return { scope: { kind: "elsewhere" }, isDoubtful: true };
  const named = places.find((place) => isAttached(text, from, to, place));
  if (named !== undefined) {
    if (isOfDocument(text, named, places) || named.kind === "document") return { scope: { kind: "elsewhere" }, isDoubtful: true };
    return {
      scope: named.kind === "clause" ? { kind: "clause", number: named.label } : { kind: "figure", label: named.label },
      isDoubtful: false,
    };
  }
  if (places.some((place) => place.from >= to && TOLD_THERE.test(text.slice(to, place.from)))) return { scope: own, isDoubtful: true };
  const before = text.slice(0, from);
  const isOther = PROCEDURE.test(text) && OTHER_PROCEDURE.test(text);
  const earlier = places.some((place) => place.to <= from && (place.kind !== "figure" || place.label !== flow?.caption?.label));
  const isDoubtful = isCarried || isOther || (earlier && !isParenthesis(before, places, from)) || (step === null && earlier);
  return { scope: own, isDoubtful };
}

/** What leads elsewhere in brackets, "(see clause 6.1)", or behind "as defined in", has been dealt with when the sentence goes on. */
function isParenthesis(before: string, places: readonly Elsewhere[], from: number): boolean {
  return places
    .filter((place) => place.to <= from)
    .every((place) => {
      const open = before.lastIndexOf("(", place.from);
      const close = before.indexOf(")", place.to);
      if (open >= 0 && close >= 0 && before.indexOf(")", open) >= place.from) return true;
      return place.kind === "document" && /^\[/u.test(before.slice(place.from));
    });
}

/** "Steps 1-5 are defined in clause 8.1". */
const TOLD_THERE =
  /^\s*(?:is|are|was|were|shall be|will be)\s+(?:\w+\s+)?(?:as\s+)?(?:defined|described|specified|shown|given|performed|executed|carried out|taken|repeated|those)\b(?:\s+(?:as|in|by|to|from|with|of|per|according|steps?|\d+(?:\s*(?:to|and|-)\s*\d+)?))*\s*$/u;
/** `step 3 of clause 6.14`, `steps 8-9 in 4.3.3.2`, `clause B.1 steps 1-17`, `figure 6.3 step 8b`. */
function isAttached(text: string, from: number, to: number, place: Elsewhere): boolean {
  if (place.to <= from) return /^[\s,:(–-]*(?:\[\d+\][\s,]*)?(?:and\s+)?(?:in\s+|at\s+|,\s*)?$/u.test(text.slice(place.to, from));
  if (place.from < to) return false;
  const between = text.slice(to, place.from);
  if (/[.;:]/u.test(between.replace(/\b\d+\.\d/gu, ""))) return false;
  const words = between.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
  if (words.length > 12 || words.some((word) => verbs.has(word) || /^(?:is|be|been|not|which|and\/or|until|if|when)$/u.test(word)))
    return false;
  return place.kind === "clause" && words.length === 0
    ? /^\s*(?:[,(]\s*)?$/u.test(between) || between.trim() === ""
    : /^(?:of|in|from|as|described|defined|specified|shown|and|to|the|under|listed|or)$/u.test(words[0] ?? "");
}

/** `Section 2.6 therein`, `clause 5 of the Security Guide`, `Section 5.8.1 of this module`: of whatever is not called the document itself. */
const OTHER_WHOLE =
  /^\s*(?:therein|thereof|ibid\b|(?:of|in)\s+(?:the\s+)?(?!(?:Figure|Table|Step|Clause|Section|Annex|Appendix|This|NOTE|Chapter|Sub-?clause)\b)\p{Lu}[\w-]+\s+\p{Lu}[\w-]+|of\s+(?!(?:this|the\s+(?:present|current))\s+(?:[\w-]+\s+)?(?:documents?|specifications?|memo|RFC|drafts?|standard|recommendation|report|TS|TR|guide|paper|contribution|clause|section|annex|appendix|chapter|part)\b)(?:the|this|that|these|those|its|their|an?)\s)/u;

/** `clause 4.5 of TS 23.402`, `TS 23.402 [43], clause 4.5`. */
function isOfDocument(text: string, { from, to }: Elsewhere, places: readonly Elsewhere[]): boolean {
  if (OTHER_WHOLE.test(text.slice(to, to + 60))) return true;
  return places.some((place) => {
    if (place.kind !== "document") return false;
    if (place.from >= to)
      return (
        /^[\s,]*(?:(?:and|or|,)\s+(?:(?:sub)?clauses?\s+)?[\w.]+[\s,]*)*(?:of|in|from|to|\(|\[)?\s*(?:the\s+|3GPP\s+)?\(?$/iu.test(
          text.slice(to, place.from),
        ) && place.from - to < 60
      );
    const between = text.slice(place.to, from);
    return from - place.to < 60 && !/[.;]\s/u.test(between) && /^[\w.:\s[\],()-]*$/u.test(between);
  });
}

function sourceIn(text: string, at: number): { readonly source: string | null; readonly by: string | null } {
  let begin = at;
  while (begin > 0 && begin > at - FARTHEST && !endsPhrase(text.charCodeAt(begin - 1))) begin -= 1;
  const found = SOURCE.exec(text.slice(begin, at));
  if (found === null) return NO_SOURCE;
  const source = (found[1] ?? "").toLowerCase();
  const between = found[2] ?? "";
  const by = /by/i.test(between) ? /\bby\s+(?:the\s+)?(.+?)(?:\s+(?:from|in|at|via)\b.*)?$/iu.exec(between.trim()) : null;
  return { source, by: by === null ? null : keyOf(by[1] ?? "") };
}

/** `(`, `)`, `,`, `.` or `;`. */
function endsPhrase(code: number): boolean {
  return code === 0x28 || code === 0x29 || code === 0x2c || code === 0x2e || code === 0x3b;
}
