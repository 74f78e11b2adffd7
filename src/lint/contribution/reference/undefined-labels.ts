import type { Contribution, Reference } from "../../../contribution/index.ts";
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
    const known = new Set(base?.captions.map(({ label }) => normal(label)));
    if (labels.size === 0) return;
    const stems = new Map<string, string[]>();
    for (const label of labels) stems.set(stemOf(label), [...(stems.get(stemOf(label)) ?? []).slice(0, MOST_TOLD - 1), label]);
    const wholes = new Set([...labels].map((label) => label.replace(/\(?[a-z]\)?$/u, "")));
    for (const reference of contribution.references) {
      const label = normal(reference.label);
      if (reference.target !== "figure" || reference.isDoubtful || labels.has(label) || known.has(label)) continue;
      if (label.split(/[.-]/u).some((part) => placeholders.some((open) => open.toLowerCase() === part)) || !/\d/u.test(label)) continue;
      // Parts of a figure, "5.1a" of "5.1"; and "8.2.4" for the several of a clause.
      if (labels.has(label.replace(/(?:\(?[a-z]\)?)+$/u, "")) || stems.has(label) || wholes.has(label)) continue;
      if (isAboutAnother(reference)) continue;
      const isNear = stems.has(stemOf(label));
      if (contribution.isExtract ? !isNear : labels.size < FEW_CAPTIONS) continue;
      yield finding(reference, `figure ${reference.label}`, contribution, stems.get(stemOf(label)) ?? []);
    }
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
    for (const reference of contribution.references) {
      const label = normal(reference.label);
      if (reference.target !== "clause" || reference.isDoubtful || numbers.has(label) || !/^(?:\d+|[a-z])\./u.test(label)) continue;
      if (!tops.has(label.split(".")[0] ?? "") || isAboutAnother(reference)) continue;
      yield finding(reference, `clause ${reference.label}`, contribution, []);
    }
  },
};

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
  *check({ references, notes, clauses, isExtract }) {
    const numbers = new Map<unknown, Set<string>>();
    for (const { clause, number } of notes) {
      if (number === null) continue;
      const same = numbers.get(clause) ?? new Set<string>();
      numbers.set(clause, same.add(number));
    }
    for (const reference of references) {
      if (reference.target !== "note" || reference.isDoubtful || isAboutAnother(reference)) continue;
      const clause = clauses[reference.piece.clause] ?? null;
      const own = numbers.get(clause);
      if (clause === null || own === undefined || own.has(reference.label)) continue;
      yield {
        ...named(reference),
        clause,
        severity: isExtract ? "warning" : "error",
        reason: `Unexpected reference to NOTE ${reference.label}, expected one of NOTE ${[...own].join(", ")}`,
      };
    }
  },
};

function finding(reference: Reference, what: string, { isExtract }: Contribution, near: readonly string[]): ContributionFinding {
  const instead = near.length === 0 ? "one that the document has" : `${what.split(" ")[0]} ${near.join(" or ")}`;
  return { ...named(reference), severity: isExtract ? "warning" : "error", reason: `Unexpected reference to ${what}, expected ${instead}` };
}

function named({ place, flow, step, text }: Reference) {
  return { place, flow, step, quote: text };
}

/** Whether the paragraph speaks of another document at all. */
function isAboutAnother({ piece }: Reference): boolean {
  return /\b(?:TS|TR)\s?\d|\bRFC|\[\d+\w?\]|\bspecification\b|\bdraft-|\bstandard\b|\bETSI\b|\bOMA\b|\bGSMA\b/u.test(piece.paragraph.text);
}

function normal(label: string): string {
  return label
    .toLowerCase()
    .replace(/[‐‑–—]/gu, "-")
    .replace(/[.:()]+$/gu, "");
}

/** What the labels of one clause's figures share: `8.2.4` of `8.2.4-3`. */
function stemOf(label: string): string {
  return /^(.*)[-.]\w+$/u.exec(label)?.[1] ?? label;
}
