import type { Contribution, Piece } from "../../../contribution/index.ts";
import type { ContributionCheck } from "../rule.ts";

/** Fewest words of a paragraph that is looked for in the base. */
const SHORTEST = 6;

/**
 * What a change request quotes as it stands stands so in the specification it changes. The contribution is its original view; without
 * a base there is nothing to compare.
 */
export const consistentText: ContributionCheck = {
  id: "base/consistent-text",
  *check(contribution, { base }) {
    if (base === null) return;
    const inBase = textsByClause(base);
    for (const [number, pieces] of piecesByClause(contribution)) {
      const texts = inBase.get(number);
      if (texts === undefined) continue;
      for (const piece of pieces) {
        const text = normal(piece.paragraph.text);
        if (text.split(" ").length < SHORTEST || texts.has(text) || piece.paragraph.change === "inserted") continue;
        const near = nearest(text, texts);
        if (near === null) continue;
        yield {
          place: piece.paragraph.place,
          clause: contribution.clauses[piece.clause] ?? null,
          severity: "warning",
          quote: piece.paragraph.text.slice(0, 120),
          reason: `Unexpected original text in clause ${number}, expected that of the base specification`,
          expected: near.slice(0, 200),
        };
      }
    }
  },
};

function piecesByClause({ pieces, clauses }: Contribution): ReadonlyMap<string, readonly Piece[]> {
  const found = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const number = clauses[piece.clause]?.number ?? "";
    if (number === "" || (piece.role !== "text" && piece.role !== "note")) continue;
    const same = found.get(number);
    if (same === undefined) found.set(number, [piece]);
    else same.push(piece);
  }
  return found;
}

function textsByClause(base: Contribution): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [number, pieces] of piecesByClause(base))
    found.set(number, new Map(pieces.map(({ paragraph }) => [normal(paragraph.text), paragraph.text])));
  return found;
}

function normal(text: string): string {
  return text
    .replace(/[‘’]/gu, "'")
    .replace(/[“”]/gu, '"')
    .replace(/[‐‑–—]/gu, "-")
    .replace(/\s+/gu, " ")
    .trim()
    .toLowerCase();
}

/** The paragraph of the clause that shares most words with it; null where none shares most of them: it is new, or quoted from elsewhere. */
function nearest(text: string, texts: ReadonlyMap<string, string>): string | null {
  const words = new Set(text.split(" "));
  let best: string | null = null;
  let most = 0.6;
  for (const [each, printed] of texts) {
    const others = new Set(each.split(" "));
    let shared = 0;
    for (const word of words) if (others.has(word)) shared += 1;
    const share = shared / Math.max(words.size, others.size);
    if (share > most) [best, most] = [printed, share];
  }
  return best;
}
