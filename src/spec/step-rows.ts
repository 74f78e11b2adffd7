import type { Flow, Paragraph, Step } from "../model/flow.ts";
import { printLabel } from "../model/step-label.ts";
import { indexOf, messageOf, nameOf } from "../model/walk.ts";
import { sentenceOf } from "./sentence/sentence-of.ts";

/** One printed number as a table row. */
export interface StepRow {
  readonly kind: Step["kind"];
  /** Id of the step. */
  readonly id: string;
  /** As printed: `44a`, `F1`. */
  readonly printed: string;
  /** Its integer part. */
  readonly number: number;
  /** "" or the letter of an inserted step: the `a` of `44a`. */
  readonly letter: string;
  /** That of its paragraph: `6~8`. */
  readonly label: string;
  /** Names of participants, the same for an action; null for a condition and a reference. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null where the step is no message. */
  readonly message: string | null;
  /** What its paragraph says. */
  readonly text: string;
}

/** A row for each printed number, in order. */
export function stepRowsOf(flow: Flow): readonly StepRow[] {
  const { paragraphOf } = indexOf(flow);
  const texts = new Map<Paragraph, string>();
  return flow.steps.map((step) => {
    const paragraph = paragraphOf.get(step.id) ?? alone(step);
    const text = texts.get(paragraph) ?? sentenceOf(flow, paragraph);
    texts.set(paragraph, text);
    return {
      kind: step.kind,
      id: step.id,
      printed: printLabel(step.number),
      number: step.number.number,
      letter: step.number.letter,
      label: printLabel(paragraph.label, flow.numbering.sign),
      from: step.from === null ? null : nameOf(flow, step.from),
      to: step.to === null ? null : nameOf(flow, step.to),
      message: messageOf(flow, step)?.name ?? null,
      text,
    };
  });
}

/** The paragraph of a step that none holds. */
function alone(step: Step): Paragraph {
  return { kind: "paragraph", label: step.number, steps: [step.id], text: null, place: step.place };
}
