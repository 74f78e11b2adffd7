import type { Paragraph } from "../document/index.ts";
import type { Contribution, Passage, Piece, RecoveredStep, Reference } from "./contribution.ts";
import type { RawPiece } from "./outline.ts";

/** What another view of the same document says: a paragraph that both have is one object, and what it tells need not be read twice. */
export interface ToldBefore {
  readonly pieces: readonly Piece[];
  /** By the paragraph of their number. */
  readonly steps: ReadonlyMap<Paragraph, RecoveredStep>;
  /** Those in steps, by the paragraph they stand in. */
  readonly references: ReadonlyMap<Paragraph, readonly Reference[]>;
}

const nothing: ToldBefore = { pieces: [], steps: new Map(), references: new Map() };

export function toldBefore(other: Contribution | null): ToldBefore {
  if (other === null) return nothing;
  const steps = new Map<Paragraph, RecoveredStep>();
  for (const flow of other.flows)
    for (const step of flow.steps) if (!steps.has(step.piece.paragraph)) steps.set(step.piece.paragraph, step);
  const references = new Map<Paragraph, Reference[]>();
  for (const reference of other.references) {
    if (reference.step === null) continue;
    const same = references.get(reference.piece.paragraph);
    if (same === undefined) references.set(reference.piece.paragraph, [reference]);
    else same.push(reference);
  }
  return { pieces: other.pieces, steps, references };
}

/** The step with just these words, whatever its number is there; null where there is none. */
export function stepTelling({ steps }: ToldBefore, { paragraph }: RawPiece, passages: readonly Passage[]): RecoveredStep | null {
  const step = steps.get(paragraph);
  if (step === undefined || step.passages.length !== passages.length) return null;
  const isSame = passages.every(({ paragraph: own, from }, at) => {
    const other = step.passages[at];
    return other !== undefined && other.paragraph === own && other.from === from;
  });
  return isSame ? step : null;
}

/**
 * What this paragraph of the step cites, where the other view has read it with the same words in front of it and behind it; null where it
 * has to be read.
 */
export function referencesTelling(
  { steps, references }: ToldBefore,
  paragraph: Paragraph,
  step: RecoveredStep,
): readonly Reference[] | null {
  const other = steps.get(step.piece.paragraph);
  if (other?.passages !== step.passages) return null;
  const told = references.get(paragraph) ?? [];
  return told.every((each) => each.step === other) ? told : null;
}

/** The piece itself, or the other view's that is the same. */
export function sharedPiece({ pieces }: ToldBefore, piece: Piece): Piece {
  const other = pieces[piece.index];
  const isSame =
    other !== undefined &&
    other.paragraph === piece.paragraph &&
    other.role === piece.role &&
    other.label === piece.label &&
    other.from === piece.from &&
    other.region === piece.region &&
    other.clause === piece.clause;
  return isSame ? other : piece;
}

/** The step itself, or the other view's that is the same. */
export function sharedStep({ steps }: ToldBefore, step: RecoveredStep): RecoveredStep {
  const other = steps.get(step.piece.paragraph);
  const isSame =
    other !== undefined &&
    other.piece === step.piece &&
    other.label === step.label &&
    other.passages === step.passages &&
    other.acts === step.acts &&
    other.isVoid === step.isVoid;
  return isSame ? other : step;
}
