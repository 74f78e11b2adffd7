import type { Element } from "../../model/element.ts";
import type { Flow, Paragraph, Step } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { indexOf } from "../../model/walk.ts";

/** What one paragraph says of one message: all its printed hops, or some in a row. */
export interface MessagePart {
  readonly kind: "message";
  /** Null where the flow does not have it. */
  readonly message: Message | null;
  readonly name: string;
  /** Id of the first element covered. */
  readonly first: string;
  readonly from: string;
  readonly to: string;
  /** The relays in between that are printed. */
  readonly via: readonly string[];
  /** Whether no hop before it is printed. */
  readonly begins: boolean;
  /** Whether no hop after it is printed. */
  readonly ends: boolean;
}

/** A step that is no message. */
export interface OtherPart {
  readonly kind: "other";
  readonly element: Element;
}

export type Part = MessagePart | OtherPart;

/** The parts of a paragraph, in order; steps of the flow that it does not have are left out. */
export function partsOf(flow: Flow, paragraph: Paragraph): readonly Part[] {
  const { stepOf } = indexOf(flow);
  const parts: Part[] = [];
  for (const id of paragraph.steps) {
    const step = stepOf.get(id);
    if (step === undefined) continue;
    const part = partOf(flow, step);
    if (part === null) continue;
    const last = parts.at(-1);
    const whole = last === undefined ? null : join(last, part);
    if (whole === null) parts.push(part);
    else parts[parts.length - 1] = whole;
  }
  return parts;
}

function partOf(flow: Flow, step: Step): Part | null {
  const { elements, messages, stepOf, hopsOf } = indexOf(flow);
  const element = elements.get(step.id);
  if (element === undefined) return null;
  if (element.kind !== "hop") return { kind: "other", element };
  const message = messages.get(element.message) ?? null;
  const hops = hopsOf.get(element.message) ?? [];
  return {
    kind: "message",
    message,
    name: message === null ? element.message : spokenName(flow, message),
    first: step.id,
    from: step.from ?? element.from,
    to: step.to ?? element.to,
    via: [],
    begins: hops.find((hop) => stepOf.has(hop)) === step.id,
    ends: hops.findLast((hop) => stepOf.has(hop)) === step.covers.at(-1),
  };
}

/** The name of a message in a sentence that names its request: "200 OK" for `200 OK (INVITE)`. */
export function spokenName(flow: Flow, message: Message): string {
  const { name } = message;
  const addition = ` (${requestOf(flow, message)?.name ?? ""})`;
  return name.endsWith(addition) ? name.slice(0, -addition.length) : name;
}

/** The request that a reply or an ACK belongs to; null where the flow does not have it. */
export function requestOf(flow: Flow, { answers }: Message): Message | null {
  return answers === null ? null : (indexOf(flow).messages.get(answers) ?? null);
}

/** @returns null where the second part does not go on with the first one's message */
function join(before: Part, part: Part): MessagePart | null {
  if (before.kind !== "message" || part.kind !== "message" || before.message === null) return null;
  if (before.message !== part.message || before.to !== part.from) return null;
  return { ...before, to: part.to, via: [...before.via, before.to], ends: part.ends };
}
