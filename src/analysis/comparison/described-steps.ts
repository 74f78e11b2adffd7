import type { Flow, Step } from "../../model/flow.ts";
import { printInline } from "../../model/print-prose.ts";
import type { Inline, Prose } from "../../model/prose.ts";
import { indexOf, messageOf } from "../../model/walk.ts";

/** What a step is, whatever its number: by this it is known again in another version of its flow. */
export interface DescribedStep {
  readonly kind: Step["kind"];
  /** Ids of participants; null for a condition. */
  readonly from: string | null;
  readonly to: string | null;
  /** Ids of the two ends of its message; null where it is none. */
  readonly ends: readonly [string, string] | null;
  /** Role and name of the message, and of the request it belongs to; "" for a step that is none. */
  readonly message: string;
  /** What is said of a step that is no message, numbers left out. */
  readonly text: string;
}

/** The steps of a flow, in order. */
export function describedSteps(flow: Flow): readonly DescribedStep[] {
  const { elements, messages } = indexOf(flow);
  return flow.steps.map((step): DescribedStep => {
    const element = elements.get(step.id);
    const message = messageOf(flow, step);
    const request = message?.answers === null || message === null ? undefined : messages.get(message.answers);
    const who = element?.kind === "condition" || element?.kind === "reference" ? element.participants.join(" ") : "";
    return {
      kind: step.kind,
      from: step.from,
      to: step.to,
      ends: message === null ? null : [message.path[0]?.participant ?? "", message.path.at(-1)?.participant ?? ""],
      message: message === null ? "" : [message.role, message.name, ...(request === undefined ? [] : [request.name])].join(" "),
      text: element !== undefined && "text" in element ? `${who} ${neutral(element.text, flow)}`.trim() : who,
    };
  });
}

/** Prose without its numbers, which change where nothing is said otherwise. */
export function neutral(prose: Prose, flow: Flow): string {
  return prose
    .map((inline) => withoutNumber(inline, flow))
    .join("")
    .replace(/\s+/gu, " ")
    .trim();
}

function withoutNumber(inline: Inline, flow: Flow): string {
  switch (inline.kind) {
    case "text":
    case "participant":
    case "item":
      return printInline(inline, flow);
    case "steps":
    case "received":
    case "precondition":
    case "note":
    case "figure":
      return `[${inline.kind}]`;
  }
}

/** The same with participants called otherwise: as another version of the flow calls them. */
export function renamed(step: DescribedStep, names: ReadonlyMap<string, string>): DescribedStep {
  const called = (id: string) => names.get(id) ?? `${id} of old`;
  const { from, to, ends } = step;
  return {
    ...step,
    from: from === null ? null : called(from),
    to: to === null ? null : called(to),
    ends: ends === null ? null : [called(ends[0]), called(ends[1])],
  };
}
