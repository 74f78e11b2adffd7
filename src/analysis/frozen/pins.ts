import type { Flow } from "../../model/flow.ts";
import { printLabel } from "../../model/step-label.ts";
import { type DescribedStep, describedSteps } from "../comparison/described-steps.ts";

/** The numbers that the steps of a flow had when it was published, and what each of them was. */
export interface Pins {
  readonly flow: string;
  /** The version. */
  readonly published: string;
  /** Names by ids. */
  readonly participants: Readonly<Record<string, string>>;
  readonly steps: readonly Pin[];
}

export interface Pin {
  /** As printed: `5`, `5a`. */
  readonly number: string;
  /** Null for a number whose step was gone already. */
  readonly step: DescribedStep | null;
}

/** The numbers of a flow as it is, to be kept from now on; null where it is not published. */
export function pinsOf(flow: Flow): Pins | null {
  if (flow.published === undefined) return null;
  const steps = describedSteps(flow).map((step, at): Pin => ({ number: numberAt(flow, at), step }));
  return {
    flow: flow.id,
    published: flow.published.version,
    participants: Object.fromEntries(flow.participants.map(({ id, name }) => [id, name])),
    steps: [...steps, ...flow.published.voids.map((number): Pin => ({ number: printLabel(number), step: null }))],
  };
}

function numberAt({ steps }: Flow, at: number): string {
  const step = steps[at];
  return step === undefined ? "" : printLabel(step.number);
}

/** A pin a line, so that a change of one is a line of a diff. */
export function writePins({ flow, published, participants, steps }: Pins): string {
  const head = { flow, published, participants };
  const lines = steps.map((pin) => `    ${JSON.stringify(pin)}`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "steps": [\n${lines.join(",\n")}\n  ]\n}\n`;
}
