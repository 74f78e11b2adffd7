import type { Clause, Piece } from "./contribution.ts";
import { headingParts } from "./heading.ts";
import type { RawPiece } from "./outline.ts";
import { sharedPiece, type ToldBefore } from "./told-before.ts";

/** The pieces in their clauses: what turned out to be a heading opens one. */
export function intoClauses(
  raw: readonly RawPiece[],
  isTitle: (at: number) => boolean,
  before: ToldBefore,
): { readonly pieces: readonly Piece[]; readonly clauses: readonly Clause[] } {
  const pieces: Piece[] = [];
  const clauses: Clause[] = [];
  let clause = -1;
  for (const [index, { paragraph, role, label, from, region }] of raw.entries()) {
    const isHeading = role === "heading" || isTitle(index);
    if (role === "marker" && region === 0) clause = -1;
    if (isHeading && region === 0) {
      const next = raw[index + 1];
      const { number, title } = headingParts(paragraph.label, paragraph.text);
      clause = clauses.length;
      clauses.push({
        kind: "clause",
        index: clause,
        number,
        title: next?.role === "title" ? next.paragraph.text : title,
        place: paragraph.place,
      });
    }
    const piece: Piece = {
      index,
      paragraph,
      role: isHeading ? "heading" : role,
      label: isHeading ? null : label,
      from: isHeading ? 0 : from,
      region,
      clause,
    };
    pieces.push(sharedPiece(before, piece));
  }
  return { pieces, clauses };
}
