import { printLabel, type StepNumber } from "../../model/step-label.ts";

/** Something that goes wrong in one run, where a person can point at it. */
export type Fault =
  /** @param always the repetitions as well */
  | { readonly kind: "drop"; readonly step: StepNumber; readonly always: boolean }
  | { readonly kind: "duplicate"; readonly step: StepNumber }
  /** @param by in virtual ms */
  | { readonly kind: "delay"; readonly step: StepNumber; readonly by: number }
  /** What follows on the same hop arrives first. */
  | { readonly kind: "reorder"; readonly step: StepNumber }
  /** The request of the step, or the one that its reply answers, gets another final answer. */
  | { readonly kind: "answer"; readonly step: StepNumber; readonly status: number }
  /** It hears and goes on, but nothing of what it says leaves it. */
  | { readonly kind: "silence"; readonly participant: string; readonly step: StepNumber }
  /** It neither hears nor says nor does anything any more. */
  | { readonly kind: "crash"; readonly participant: string; readonly step: StepNumber }
  /** @param step the one that is too late, or the one that overtakes it; null for the first place of the flow */
  | { readonly kind: "overtake"; readonly what: Overtaking; readonly step: StepNumber | null }
  /** What it has for IMS AKA does not fit that of the other side. */
  | { readonly kind: "desynchronise" | "rekey"; readonly participant: string }
  /** The mapping of identities that it is configured with leads to somebody else. */
  | { readonly kind: "mismap"; readonly participant: string };

/** Messages of one hop that arrive the wrong way round. */
export type Overtaking = "notify-before-202" | "reinvite-before-ack" | "bye-against-notify";

export interface FaultForm {
  readonly kind: Fault["kind"];
  /** As a person writes it. */
  readonly form: string;
  readonly example: string;
  readonly summary: string;
}

/** Every way to say a fault. */
export const faultForms: readonly FaultForm[] = [
  { kind: "drop", form: "drop STEP", example: "drop 14", summary: "the message of the step is lost" },
  { kind: "drop", form: "drop STEP always", example: "drop 14 always", summary: "it is lost as often as it is sent" },
  { kind: "duplicate", form: "duplicate STEP", example: "duplicate 14", summary: "it arrives twice" },
  { kind: "delay", form: "delay STEP by TIME", example: "delay 14 by 600ms", summary: "it takes that much longer" },
  { kind: "reorder", form: "reorder STEP", example: "reorder 14", summary: "what follows on the same hop overtakes it" },
  {
    kind: "answer",
    form: "answer STEP with STATUS",
    example: "answer 14 with 486",
    summary: "the request of the step is answered otherwise",
  },
  {
    kind: "silence",
    form: "silence NAME from STEP",
    example: "silence UE-2 from 15",
    summary: "the participant hears, and says nothing any more",
  },
  {
    kind: "crash",
    form: "crash NAME from STEP",
    example: "crash UE-2 from 15",
    summary: "the participant neither hears nor says anything any more",
  },
  {
    kind: "overtake",
    form: "notify-before-202 [at STEP]",
    example: "notify-before-202 at 8",
    summary: "a NOTIFY overtakes the answer to what it is about",
  },
  {
    kind: "overtake",
    form: "reinvite-before-ack [at STEP]",
    example: "reinvite-before-ack",
    summary: "a re-INVITE overtakes the ACK before it",
  },
  {
    kind: "overtake",
    form: "bye-against-notify [at STEP]",
    example: "bye-against-notify",
    summary: "a BYE overtakes the answer to the NOTIFY that ends a subscription",
  },
  {
    kind: "desynchronise",
    form: "desynchronise NAME",
    example: "desynchronise UE-1",
    summary: "the sequence number of its IMS AKA data is out of range of the other side",
  },
  { kind: "rekey", form: "rekey NAME", example: "rekey UE-1", summary: "the key of its IMS AKA data is not that of the other side" },
  {
    kind: "mismap",
    form: "mismap NAME",
    example: "mismap migration management server in the partner MC system",
    summary: "the mapping of identities that it is configured with leads to somebody else",
  },
];

/** The fault as it is written: read again, it is the same. */
export function printFault(fault: Fault): string {
  switch (fault.kind) {
    case "drop":
      return `drop ${printLabel(fault.step)}${fault.always ? " always" : ""}`;
    case "duplicate":
    case "reorder":
      return `${fault.kind} ${printLabel(fault.step)}`;
    case "delay":
      return `delay ${printLabel(fault.step)} by ${fault.by}ms`;
    case "answer":
      return `answer ${printLabel(fault.step)} with ${fault.status}`;
    case "silence":
    case "crash":
      return `${fault.kind} ${fault.participant} from ${printLabel(fault.step)}`;
    case "overtake":
      return fault.step === null ? fault.what : `${fault.what} at ${printLabel(fault.step)}`;
    case "desynchronise":
    case "rekey":
    case "mismap":
      return `${fault.kind} ${fault.participant}`;
  }
}
