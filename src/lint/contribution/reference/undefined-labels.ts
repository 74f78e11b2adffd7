import type { Contribution, Reference } from "../../../contribution/index.ts";
import { citesItself } from "../evidence.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";

/** So many labels are told instead of one that is not there. */
const MOST_TOLD = 3;
/** Fewest captions, and headings, that show that all of them have been found. */
const FEW_CAPTIONS = 3;
const FEW_HEADINGS = 10;

export const noUndefinedFigure: ContributionCheck = {
  id: "reference/no-undefined-figure",
  *check(contribution, { placeholders, base }) {
    const labels = new Set(contribution.captions.filter(({ of }) => of === "figure").map(({ label }) => normal(label)));
    const clauses = new Set(contribution.clauses.map(({ number }) => normal(number)));
    const isCalledAsClause = contribution.captions.some(
      ({ of, label, clause }) => of === "figure" && label.includes(".") && label === clause?.number,
    );
    const known = new Set(base?.captions.map(({ label }) => normal(label)));
    if (labels.size === 0) return;
    const stems = new Map<string, string[]>();
    for (const label of labels) stems.set(stemOf(label), [...(stems.get(stemOf(label)) ?? []).slice(0, MOST_TOLD - 1), label]);
    const wholes = new Set([...labels].map((label) => label.replace(/\s?\(?[a-z]\)?$/u, "")));
    const gone = contribution.references.filter((reference) => {
      const label = normal(reference.label);
      if (reference.target !== "figure" || reference.isDoubtful || labels.has(label) || known.has(label)) return false;
      if (label.split(/[.-]/u).some((part) => placeholders.some((open) => open.toLowerCase() === part)) || !/\d/u.test(label)) return false;
      // Parts of a figure, "5.1a" of "5.1"; and "8.2.4" for the several of a clause.
      if (labels.has(label.replace(/(?:[.-]?\(?[a-z]\)?)+$/u, "")) || stems.has(label) || wholes.has(label)) return false;
      // "Figures 3-7" are several, and "Figure 3-1" is the first part of a picture that shows three.
      if (labels.has(/^(\d+)-\d+$/u.exec(label)?.[1] ?? "")) return false;
      if (isAboutAnother(reference, contribution)) return false;
      if (!contribution.isExtract) return labels.size >= FEW_CAPTIONS;
      // Figures that are called as their clauses: that of another clause stands there.
      return stems.has(stemOf(label)) && (!isCalledAsClause || clauses.has(label));
    });
    yield* quietIfMany(gone, (reference) =>
      finding(reference, `figure ${reference.label}`, contribution, stems.get(stemOf(normal(reference.label))) ?? []),
    );
  },
};

export const noUndefinedClause: ContributionCheck = {
  id: "reference/no-undefined-clause",
  *check(contribution, { base }) {
    const numbers = new Set(
      [...contribution.clauses, ...(base?.clauses ?? [])].flatMap(({ number }) => (number === "" ? [] : [normal(number)])),
    );
    if (base === null && (contribution.isExtract || numbers.size < FEW_HEADINGS)) return;
    const tops = new Set([...numbers].map((number) => number.split(".")[0] ?? ""));
    const missing = contribution.references.filter((reference) => {
      const label = normal(reference.label);
      if (reference.target !== "clause" || reference.isDoubtful || numbers.has(label) || !/^(?:\d+|[a-z])\./u.test(label)) return false;
      // The items of a clause may have letters.
      if (/\.[a-z]$/u.test(label) && numbers.has(label.replace(/\.[a-z]$/u, ""))) return false;
      return tops.has(label.split(".")[0] ?? "") && !isAboutAnother(reference, contribution);
    });
    if (missing.length === 0) return;
    const printed = printedNumbers(contribution);
    const gone = missing.filter(({ label }) => !printed.has(normal(label)));
    if (gone.length === 0) return;
    const cited = contribution.references.filter(({ target, isDoubtful }) => target === "clause" && !isDoubtful);
    const isOwn = citesItself(cited, (label) => numbers.has(label) || printed.has(label), normal);
    yield* quietIf(
      !isOwn,
      quietIfMany(gone, (reference) => finding(reference, `clause ${reference.label}`, contribution, [])),
    );
  },
};

/** More labels that are not there are those of another document, or stand where nobody can read them. */
const MOST_GONE = 4;

function* quietIfMany(gone: readonly Reference[], tell: (reference: Reference) => ContributionFinding): Generator<ContributionFinding> {
  const isHabit = new Set(gone.map(({ label }) => normal(label))).size > MOST_GONE;
  for (const reference of gone) yield isHabit ? { ...tell(reference), severity: "info" } : tell(reference);
}

function* quietIf(isQuiet: boolean, findings: Iterable<ContributionFinding>): Generator<ContributionFinding> {
  for (const each of findings) yield isQuiet ? { ...each, severity: "info" } : each;
}

/** The numbers that any paragraph begins with, its contents included: a heading may look like anything. */
function printedNumbers({ pieces }: Contribution): ReadonlySet<string> {
  const printed = new Set<string>();
  for (const { paragraph } of pieces) {
    for (const [, number = ""] of paragraph.text.matchAll(
      /(?:^|\.{2,}\s*\d+\s+|(?:\s\.){2,}\s+\d+\s+)(?:(?:Annex|Appendix|Section|Clause)\s+)?((?:[A-Z]|\d{1,3}[a-zA-Z]?)(?:\.\w{1,4})+)/gu,
    ))
      printed.add(normal(number));
  }
  return printed;
}

export const noUndefinedPrecondition: ContributionCheck = {
  id: "reference/no-undefined-precondition",
  *check({ references, preconditions, clauses }) {
    for (const reference of references) {
      if (reference.target !== "precondition" || reference.isDoubtful) continue;
      const clause = clauses[reference.piece.clause] ?? null;
      const own = preconditions.filter((list) => list.clause === clause);
      if (clause === null || own.length === 0 || own.some(({ letters }) => letters.has(reference.label))) continue;
      const letters = own.flatMap((list) => [...list.letters]);
      yield {
        ...named(reference),
        clause,
        reason: `Unexpected reference to precondition ${reference.label}, expected one of ${letters.join(", ")}`,
      };
    }
  },
};

export const noUndefinedNote: ContributionCheck = {
  id: "reference/no-undefined-note",
  *check(contribution) {
    const { references, notes, clauses, isExtract } = contribution;
    const numbers = new Map<unknown, Set<string>>();
    for (const { clause, number } of notes) {
      if (number === null) continue;
      const same = numbers.get(clause) ?? new Set<string>();
      numbers.set(clause, same.add(number));
    }
    const gone = references.filter((reference) => {
      if (reference.target !== "note" || reference.isDoubtful || isAboutAnother(reference, contribution)) return false;
      // "… again. Note 1: the records have expired.": here it is.
      if (/^\s*:/u.test(reference.piece.paragraph.text.slice(reference.at + reference.text.length))) return false;
      const own = numbers.get(clauses[reference.piece.clause]);
      return own !== undefined && !own.has(reference.label);
    });
    for (const reference of gone) {
      const clause = clauses[reference.piece.clause] ?? null;
      const own = [...(numbers.get(clause) ?? [])];
      yield {
        ...named(reference),
        clause,
        severity: gone.length > MOST_GONE ? "info" : isExtract ? "warning" : "error",
        reason: `Unexpected reference to NOTE ${reference.label}, expected one of NOTE ${own.join(", ")}`,
      };
    }
  },
};

function finding(reference: Reference, what: string, contribution: Contribution, near: readonly string[]): ContributionFinding {
  const instead = near.length === 0 ? "one that the document has" : `${what.split(" ")[0]} ${near.join(" or ")}`;
  const isSure = !contribution.isExtract && hasMarkedHeadings(contribution);
  return { ...named(reference), severity: isSure ? "error" : "warning", reason: `Unexpected reference to ${what}, expected ${instead}` };
}

/** Where nothing but its look says what a heading or a caption is, some may have been overlooked. */
function hasMarkedHeadings({ pieces, clauses }: Contribution): boolean {
  return pieces.filter(({ paragraph }) => paragraph.role === "heading").length * 2 > clauses.length;
}

function named({ place, flow, step, text }: Reference) {
  return { place, flow, step, quote: text };
}

/** Whether the paragraph, or what it goes on from, speaks of another document at all. */
function isAboutAnother({ piece }: Reference, { pieces }: Contribution): boolean {
  const before = pieces[piece.index - 1]?.paragraph.text ?? "";
  // A line that goes on with the one before it.
  const text = `${/[.!?:]\s*$/u.test(before) ? "" : before} ${piece.paragraph.text}`;
  return /\b(?:TS|TR)\s?\d|\bRFC|\[[\w./-]*\d\w?\]|\b[Ss]pecifications?\b|\bSPECIFICATIONS?\b|\bdraft-|\b[Ss]tandards?\b|\b[Rr]ecommendations?\b|\bISO\b|\b[A-Z]\.\d{3,4}\b|\bETSI\b|\bOMA\b|\bGSMA\b|\bIEEE\b|\bITU\b/u.test(
    text,
  );
}

function normal(label: string): string {
  return label
    .toLowerCase()
    .replace(/[‐‑–—]/gu, "-")
    .replace(/[.:()]+$/gu, "")
    .replace(/^(\d+)\.0$/u, "$1");
}

/** What the labels of one clause's figures share: `8.2.4` of `8.2.4-3`. */
function stemOf(label: string): string {
  return /^(.*)[-.]\w+$/u.exec(label)?.[1] ?? label;
}
