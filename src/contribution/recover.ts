import type { CodeBlock, DocumentTree, Paragraph } from "../document/index.ts";
import { intoClauses } from "./clauses.ts";
import type { Caption, Clause, Contribution, Drawing, Piece, RecoveredFlow, RecoveredStep, Reference } from "./contribution.ts";
import { drawingIn } from "./drawings.ts";
import { drawnFlow } from "./drawn-steps.ts";
import { type DraftFlow, draftFlows, finishFlow } from "./flows.ts";
import { abbreviationsIn, captionsIn, claimsIn, notesIn, preconditionsIn } from "./lists.ts";
import { outline, type PlacedCode, type RawPiece } from "./outline.ts";
import { meaningIn, type OwnWords } from "./own-words.ts";
import { addReferences, asHere, type Standing } from "./references.ts";
import { findRuns } from "./runs.ts";
import { referencesTelling, type ToldBefore, toldBefore } from "./told-before.ts";

/**
 * A document as a reviewer reads it. Time grows linearly with the document.
 *
 * @param own what those who know the document say of its names; null: nothing
 * @param other another view of the same document, recovered with the same `own`: shared is what is the same. It changes nothing else.
 */
export function recoverContribution(tree: DocumentTree, own: OwnWords | null = null, other: Contribution | null = null): Contribution {
  const before = toldBefore(other);
  const { raw, blocks } = outline(tree);
  const { runs, titles } = findRuns(raw);
  const told = draftFlows(raw, runs, own, before);
  const steps = new Set(told.flatMap((draft) => draft.steps.map(({ at }) => at)));
  const { pieces, clauses } = intoClauses(raw, (at) => titles.has(at) || (raw[at]?.isTitleLike === true && !steps.has(at)), before);
  const drafts = withDrawn(told, blocks, raw, pieces, own);
  const captions = captionsIn(pieces, clauses);
  /** Of each clause. The nearest in front of the first step is its own, behind the flow before; else the first one up to the end. */
  const figures = new Map<number, Caption[]>();
  for (const caption of captions) {
    if (caption.of !== "figure") continue;
    const same = figures.get(caption.piece.clause);
    if (same === undefined) figures.set(caption.piece.clause, [caption]);
    else same.push(caption);
  }
  const flows = drafts.map((draft, index) => {
    const at = clauseOf(pieces, draft.first);
    const near = (figures.get(at) ?? []).filter(
      ({ piece }) => piece.index > (drafts[index - 1]?.last ?? -1) && piece.index <= draft.last + 3,
    );
    const caption = near.findLast(({ piece }) => piece.index < draft.first) ?? near[0] ?? null;
    return finishFlow(draft, index, pieces, clauses[at] ?? null, caption, before);
  });
  const extents = extentsOf(flows, pieces);
  const flowAt = (at: number) => flows[extents[at] ?? -1] ?? null;
  const notes = notesIn(pieces, clauses, flowAt);
  return {
    kind: "contribution",
    file: tree.file,
    isExtract: isExtract(pieces, clauses),
    pieces,
    clauses,
    flows,
    captions,
    notes,
    preconditions: preconditionsIn(pieces, clauses),
    references: referencesOf(pieces, flows, flowAt, own, before),
    drawings: drawingsIn(blocks, flows, flowAt, pieces),
    claims: claimsIn(pieces),
    abbreviations: abbreviationsIn(pieces),
  };
}

/** With the flows of numbered diagrams, in clauses where no text tells them. */
function withDrawn(
  told: readonly DraftFlow[],
  blocks: readonly PlacedCode[],
  raw: readonly RawPiece[],
  pieces: readonly Piece[],
  own: OwnWords | null,
): readonly DraftFlow[] {
  const meant = meaningIn(own);
  const drawn = blocks.flatMap(({ block, at }): readonly DraftFlow[] => {
    const drawing = raw[at]?.role === "drawn" ? drawingIn(block) : null;
    if (drawing === null) return [];
    const clause = pieces[at]?.clause ?? -1;
    if (told.some(({ first, last }) => clauseOf(pieces, first) === clause || (first < at && at <= last))) return [];
    const flow = drawnFlow(drawing, raw, at, meant);
    return flow === null ? [] : [flow];
  });
  return drawn.length === 0 ? told : [...told, ...drawn].sort((a, b) => a.first - b.first);
}

/** The clause that a flow with this first piece is in; -1 for none. Steps that are headings are in the one in front of them. */
function clauseOf(pieces: readonly Piece[], first: number): number {
  return pieces[pieces[first]?.role === "heading" ? first - 1 : first]?.clause ?? -1;
}

/** For each piece, the index of the flow it belongs to: from its first step to the next flow or the end of the clause. */
function extentsOf(flows: readonly RecoveredFlow[], pieces: readonly Piece[]): readonly number[] {
  const extents: number[] = new Array(pieces.length).fill(-1);
  for (const [index, { first, last }] of flows.entries()) {
    const end = flows[index + 1]?.first ?? pieces.length;
    for (let at = first; at < end; at += 1) {
      const piece = pieces[at];
      if (piece === undefined || (at > last && (piece.role === "heading" || piece.role === "marker"))) break;
      // What leads in to the next flow belongs to none.
      if (at > last && piece.role === "caption") break;
      extents[at] = index;
    }
  }
  return extents;
}

function referencesOf(
  pieces: readonly Piece[],
  flows: readonly RecoveredFlow[],
  flowAt: (at: number) => RecoveredFlow | null,
  own: OwnWords | null,
  before: ToldBefore,
): readonly Reference[] {
  const stepAt = new Map<Paragraph, RecoveredStep>();
  for (const { steps } of flows) {
    for (const step of steps) for (const { paragraph } of step.passages) if (!stepAt.has(paragraph)) stepAt.set(paragraph, step);
  }
  const byClause = new Map<number, RecoveredFlow[]>();
  const carried = new Set<RecoveredFlow>();
  for (const flow of flows) {
    const clause = clauseOf(pieces, flow.first);
    const same = byClause.get(clause);
    if (same === undefined) byClause.set(clause, [flow]);
    else same.push(flow);
    if (isCarried(pieces, flow)) carried.add(flow);
  }
  const wasCarried = carriedIn(before);
  const references: Reference[] = [];
  const add = (piece: Piece): void => {
    if (piece.role !== "text" && piece.role !== "note") return;
    const flow = flowAt(piece.index);
    const step = stepAt.get(piece.paragraph) ?? null;
    const passage = step?.passages.find(({ paragraph }) => paragraph === piece.paragraph);
    const from =
      passage?.from ?? (piece.role === "note" ? (/^NOTE\s*\w*\s*[:.]?/iu.exec(piece.paragraph.text)?.[0].length ?? 0) : piece.from);
    const standing: Standing = {
      piece,
      from,
      step,
      flow,
      siblings: piece.clause < 0 ? [] : (byClause.get(piece.clause) ?? []),
      isCarried: flow !== null && carried.has(flow),
    };
    const told = step === null || flow === null ? null : referencesTelling(before, piece.paragraph, step);
    const isSame = ({ flow: other }: Reference) =>
      other?.caption?.label === flow?.caption?.label && other !== null && wasCarried(other) === standing.isCarried;
    if (told?.every(isSame) === true) for (const each of told) references.push(asHere(each, standing));
    else if (own === null) addReferences(standing, references);
    else {
      const read: Reference[] = [];
      addReferences(standing, read);
      references.push(...meantBy(read, own));
    }
  };
  for (const piece of pieces) add(piece);
  return references;
}

function carriedIn({ pieces }: ToldBefore): (flow: RecoveredFlow) => boolean {
  const known = new Map<RecoveredFlow, boolean>();
  return (flow) => {
    const is = known.get(flow) ?? isCarried(pieces, flow);
    known.set(flow, is);
    return is;
  };
}

/** With the participant that is meant in `received by the SCP in step 7`. */
function meantBy(references: readonly Reference[], { aliases }: OwnWords): readonly Reference[] {
  return references.map((each) => (each.by === null ? each : { ...each, by: aliases.get(each.by) ?? each.by }));
}

/** "The flow is the same as in clause 6.1 with the following changes": its numbers may be those of the other flow. */
function isCarried(pieces: readonly Piece[], flow: RecoveredFlow): boolean {
  const clause = pieces[flow.first]?.clause;
  for (let at = flow.first - 1; at >= 0 && at > flow.first - 8; at -= 1) {
    const piece = pieces[at];
    if (piece === undefined || piece.clause !== clause || piece.role === "heading" || piece.role === "title") return false;
    if (
      /\b(?:same as|identical (?:to|with)|differences?|modifications?|with the following|in addition to|enhance(?:s|d|ments?)|based on|deltas?|impacts?)\b/iu.test(
        piece.paragraph.text,
      ) &&
      /\b(?:clause|section|figure|TS|TR|RFC|procedure|annex)\b/u.test(piece.paragraph.text)
    )
      return true;
  }
  return false;
}

/** Without a scope of its own, or with marks of changes, a document quotes pieces of another. */
function isExtract(pieces: readonly Piece[], clauses: readonly Clause[]): boolean {
  if (pieces.some(({ role }) => role === "marker" || role === "cover")) return true;
  return clauses.length < 8 || !clauses.some(({ title }) => /^scope$/iu.test(title.trim()));
}

function drawingsIn(
  blocks: readonly { readonly block: CodeBlock; readonly at: number }[],
  flows: readonly RecoveredFlow[],
  flowAt: (at: number) => RecoveredFlow | null,
  pieces: readonly Piece[],
): readonly Drawing[] {
  return blocks.flatMap(({ block, at }): Drawing[] => {
    const drawing = drawingIn(block);
    if (drawing === null) return [];
    const clause = pieces[at]?.clause ?? pieces[at - 1]?.clause;
    const next = flows.find((flow) => flow.first >= at && clauseOf(pieces, flow.first) === clause);
    // A flow that only the drawing tells cannot be another than the drawing.
    const isOwn = next?.first === at && pieces[at]?.role === "drawn";
    return [{ ...drawing, flow: isOwn ? null : (next ?? flowAt(at - 1)) }];
  });
}
