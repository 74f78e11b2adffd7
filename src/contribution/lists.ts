import { placeAt } from "../document/index.ts";
import type { Caption, Claim, Clause, Piece, PreconditionList, RecoveredFlow, RecoveredNote } from "./contribution.ts";
import { readSpans } from "./printed-label.ts";

/** `Figure 6.3a.1: Short Message origination`, `Figure 4-2 (a): The first half`. */
const CAPTION = /^(figure|table)\s+([\w.()\-–]+?(?:\s\([a-z]\))?)\s*(?:[:.–—]|\s-)?(?:\s+(.*))?$/iu;

export function captionsIn(pieces: readonly Piece[], clauses: readonly Clause[]): readonly Caption[] {
  return pieces.flatMap((piece): Caption[] => {
    if (piece.role !== "caption") return [];
    const found = CAPTION.exec(piece.paragraph.text);
    if (found === null) return [];
    const [, word = "", label = "", text = ""] = found;
    // "Table of contents".
    if (/^\p{Ll}{2,}$/u.test(label)) return [];
    const of = word.toLowerCase() === "table" ? "table" : "figure";
    return [
      {
        kind: "caption",
        of,
        label: label.replace(/[.:–-]+$/u, ""),
        text,
        clause: clauses[piece.clause] ?? null,
        piece,
        place: piece.paragraph.place,
      },
    ];
  });
}

export function notesIn(
  pieces: readonly Piece[],
  clauses: readonly Clause[],
  flowAt: (at: number) => RecoveredFlow | null,
): readonly RecoveredNote[] {
  return pieces.flatMap((piece): RecoveredNote[] => {
    if (piece.role !== "note") return [];
    const { text } = piece.paragraph;
    const head = /^NOTE\s*(\d+[a-z]?)?\s*[:.–-]?\s*/iu.exec(text);
    const from = head?.[0].length ?? 0;
    const next = pieces[piece.index + 1];
    const isAlone = from >= text.length && next?.role === "text" && next.region === piece.region;
    const passages = isAlone ? [{ paragraph: next.paragraph, from: 0 }] : [{ paragraph: piece.paragraph, from }];
    const clause = clauses[piece.clause] ?? null;
    return [
      {
        kind: "recovered-note",
        number: head?.[1] ?? null,
        clause,
        flow: flowAt(piece.index),
        piece,
        passages,
        place: piece.paragraph.place,
      },
    ];
  });
}

/** `Pre-conditions :` with room to spare. */
const LONGEST_LEAD = 40;

/** The lettered items behind "Preconditions:". */
export function preconditionsIn(pieces: readonly Piece[], clauses: readonly Clause[]): readonly PreconditionList[] {
  const lists: PreconditionList[] = [];
  for (const piece of pieces) {
    if (piece.paragraph.text.length > LONGEST_LEAD || !/^pre-?conditions?\s*:?$/iu.test(piece.paragraph.text.trim())) continue;
    const letters = new Set<string>();
    for (let at = piece.index + 1; at < pieces.length; at += 1) {
      const each = pieces[at];
      if (each === undefined || each.role === "heading" || each.role === "caption" || each.role === "marker" || each.label !== null) break;
      const letter = /^\(?([a-z])[.)]/u.exec(each.paragraph.label ?? each.paragraph.text)?.[1];
      if (letter !== undefined) letters.add(letter);
    }
    if (letters.size > 0) lists.push({ kind: "preconditions", letters, clause: clauses[piece.clause] ?? null });
  }
  return lists;
}

const CLAIM =
  /\b(added|adds|deleted|deletes|removed|removes|changed|modified|updated|corrected|renumbered)\b[^.;]{0,60}?\bsteps?\s+(?=[A-Z]{0,2}\d)/giu;
const RENUMBERED = /\brenumber(?:ed|s|ing)?\b/iu;

/** What the pages in front of the first change say was done to steps. */
export function claimsIn(pieces: readonly Piece[]): readonly Claim[] {
  const first = pieces.findIndex(({ role }) => role === "marker");
  return pieces.flatMap((piece): Claim[] => {
    if (piece.role !== "cover" && (first < 0 || piece.index > first)) return [];
    const { text } = piece.paragraph;
    const claims: Claim[] = [];
    const claim = (verb: Claim["verb"], spans: Claim["spans"], at: number, words: string): Claim => ({
      kind: "claim",
      verb,
      spans,
      text: words,
      piece,
      place: placeAt(piece.paragraph, at),
    });
    for (const found of text.matchAll(CLAIM)) {
      const spans = readSpans(text, found.index + found[0].length)?.spans ?? [];
      const verb = /^add/iu.test(found[1] ?? "") ? "added" : /^(?:delet|remov)/iu.test(found[1] ?? "") ? "deleted" : "changed";
      claims.push(claim(verb, spans, found.index, text.slice(found.index, readSpans(text, found.index + found[0].length)?.end)));
    }
    const renumbered = RENUMBERED.exec(text);
    if (renumbered !== null) claims.push(claim("renumbered", [], renumbered.index, renumbered[0]));
    return claims;
  });
}

/** `CS<tab>Conversation Server`, `Conversation Server (CS)`: what abbreviations stand for, in small letters. */
export function abbreviationsIn(pieces: readonly Piece[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { paragraph } of pieces) {
    const row = /^([A-Z][\w/-]{1,11})(?:\t|\s{2,}|\s+[-–:]\s+)(\p{Lu}[^\t.]{3,80})$/u.exec(paragraph.text);
    if (row !== null) found.set((row[1] ?? "").toLowerCase(), (row[2] ?? "").toLowerCase());
    if (!paragraph.text.includes("(")) continue;
    for (const { 1: short = "", index } of paragraph.text.matchAll(/\(([A-Z][A-Za-z/-]{1,8})\)/gu)) {
      const words = paragraph.text
        .slice(Math.max(0, index - 100), index)
        .trim()
        .split(/\s+/u);
      const full = words
        .slice(-short.replace(/[^A-Z]/gu, "").length)
        .join(" ")
        .toLowerCase();
      if (!found.has(short.toLowerCase()) && initialsOf(full) === short.toLowerCase().replace(/[^a-z]/gu, ""))
        found.set(short.toLowerCase(), full);
    }
  }
  return found;
}

function initialsOf(words: string): string {
  return words
    .split(/[\s-]+/u)
    .map((word) => word[0] ?? "")
    .join("");
}
