import type { Element } from "../../src/model/element.ts";
import type { Flow, Paragraph, Step } from "../../src/model/flow.ts";
import type { Message } from "../../src/model/message.ts";
import type { Inline, Prose } from "../../src/model/prose.ts";
import { rangeOf, stepNumber } from "../../src/model/step-label.ts";
import { elementsOf } from "../../src/model/walk.ts";

export const place = { file: "hand.ts", line: 1, column: 1 };

/** Words and handles as prose. */
export function say(...parts: readonly (string | Inline)[]): Prose {
  return parts.map((part) => (typeof part === "string" ? { kind: "text", value: part } : part));
}

export const who = (participant: string): Inline => ({ kind: "participant", participant });
export const cite = (...of: readonly string[]): Inline => ({ kind: "steps", of });

/** A message over a path written as ids with spaces: `"a p b"`. */
export function message(id: string, role: Message["role"], name: string, path: string, more: Partial<Message> = {}): Message {
  const points = path.split(" ").map((participant) => ({ participant, hidden: false }));
  const signal = { kind: "operation", connects: [] } as const;
  return {
    kind: "message",
    id,
    role,
    name,
    signal,
    answers: null,
    path: points,
    carries: [],
    using: [],
    show: "hops",
    text: null,
    place,
    ...more,
  };
}

/** All hops of a message: `m.1`, `m.2`. */
export function hopsOf({ id, path }: Message): readonly Element[] {
  return path.slice(1).map((point, at) => ({
    kind: "hop",
    id: `${id}.${at + 1}`,
    message: id,
    from: path[at]?.participant ?? "",
    to: point.participant,
    place,
  }));
}

export function condition(id: string, participants: string, text: Prose): Element {
  return { kind: "condition", id, participants: participants.split(" "), text, holds: null, media: null, place };
}

export function action(id: string, participant: string, text: Prose, makes: readonly string[] = []): Element {
  return { kind: "action", id, participant, text, using: [], makes, place };
}

interface Draft extends Partial<Omit<Flow, "participants" | "paragraphs" | "steps">> {
  /** Names by id. */
  readonly participants: Readonly<Record<string, string>>;
  /** Ids of elements or messages for each; without it, one for each element or message. */
  readonly paragraphs?: readonly (readonly string[])[];
}

/** A flow by hand: its hops and steps numbered in order, elements of exchanges and messages with `show: "hidden"` without a number. */
export function flowOf({ participants, paragraphs, ...more }: Draft): Flow {
  const messages = more.messages ?? [];
  const body = more.body ?? messages.flatMap(hopsOf);
  const steps = numbered(body, messages);
  const units = paragraphs ?? [...new Set(steps.map((step) => messageId(step.id, body)))].map((id) => [id]);
  return {
    kind: "flow",
    id: "by-hand",
    title: "A flow",
    figure: { kind: "figure", label: "1", caption: "A flow" },
    source: { kind: "source", document: "3GPP TS 1.2", clause: "4.5" },
    numbering: { kind: "numbering", sign: "-", prefix: "", end: "." },
    introduction: [],
    participants: Object.entries(participants).map(([id, name]) => ({
      kind: "participant",
      id,
      name,
      head: name,
      type: "ue",
      group: null,
      place,
    })),
    groups: [],
    items: [],
    parameters: [],
    modes: [],
    preconditions: [],
    givens: [],
    sessions: [],
    notes: [],
    variants: [],
    expectations: [],
    departures: [],
    errata: [],
    place,
    ...more,
    messages,
    body,
    steps,
    paragraphs: units.flatMap((ids) => paragraphOf(ids, steps, body)),
  };
}

function numbered(body: readonly Element[], messages: readonly Message[]): readonly Step[] {
  const steps: Step[] = [];
  const inside = new Set(body.flatMap((element) => (element.kind === "exchange" ? element.body.map((inner) => inner.id) : [])));
  for (const element of elementsOf(body)) {
    if (element.kind === "fragment" || element.kind === "timer" || inside.has(element.id)) continue;
    if (element.kind === "hop" && messages.find((one) => one.id === element.message)?.show === "hidden") continue;
    const number = stepNumber(steps.length + 1);
    const ends =
      element.kind === "action"
        ? { from: element.participant, to: element.participant }
        : "from" in element
          ? { from: element.from, to: element.to }
          : { from: null, to: null };
    steps.push({ id: element.id, kind: element.kind === "hop" ? "message" : element.kind, number, covers: [element.id], ...ends, place });
  }
  return steps;
}

function messageId(id: string, body: readonly Element[]): string {
  const element = [...elementsOf(body)].find((one) => one.id === id);
  return element?.kind === "hop" ? element.message : id;
}

function paragraphOf(ids: readonly string[], steps: readonly Step[], body: readonly Element[]): readonly Paragraph[] {
  const within = steps.filter((step) => ids.includes(step.id) || ids.includes(messageId(step.id, body)));
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ kind: "paragraph", label: rangeOf(first.number, last.number), steps: within.map((step) => step.id), text: null, place }];
}
