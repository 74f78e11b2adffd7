import type { Element, Fragment, Timer } from "../../src/model/element.ts";
import type { Flow, Group, Note, Paragraph, Participant, Step } from "../../src/model/flow.ts";
import type { Message } from "../../src/model/message.ts";
import type { Prose } from "../../src/model/prose.ts";
import { rangeOf, stepNumber } from "../../src/model/step-label.ts";

const place = { file: "test.ts", line: 1, column: 1 };

/** What stands in a flow, as short as a test can say it. */
export type Given =
  /** Along a path; a participant in brackets is not drawn. */
  | {
      readonly message: string;
      readonly path: readonly string[];
      readonly role?: Message["role"];
      readonly show?: "hidden" | "ends";
      /** On its last hop. */
      readonly lost?: boolean;
      readonly note?: string;
    }
  | { readonly condition: string; readonly of: readonly string[]; readonly note?: string }
  | { readonly action: string; readonly of: string; readonly note?: string }
  | { readonly exchange: string; readonly between: readonly [string, string]; readonly body?: readonly Given[] }
  | { readonly reference: string; readonly flow: string; readonly of: readonly string[] }
  | { readonly timer: string; readonly of: string; readonly event: Timer["event"]; readonly duration?: number }
  | { readonly fragment: Fragment["operator"]; readonly operands: readonly (readonly [guard: string, body: readonly Given[]])[] }
  /** Messages of one paragraph. */
  | { readonly paragraph: readonly Given[] };

interface Head {
  /** `name` or `name@group`. */
  readonly participants: readonly string[];
  /** `outer > inner`. */
  readonly groups?: readonly string[];
  readonly notes?: readonly string[];
  readonly numbering?: Partial<Flow["numbering"]>;
  readonly title?: string;
}

/** A flow as plain data; ids of participants are their names. */
export function makeFlow({ participants, groups = [], notes = [], numbering = {}, title = "A flow" }: Head, given: readonly Given[]): Flow {
  const made: Made = { messages: [], steps: [], paragraphs: [], notes: [], collapsed: null };
  const body = given.flatMap((one) => elementsOf(one, made));
  const free = notes.map((text, at): Note => note(`g${at}`, null, text));
  return {
    kind: "flow",
    id: "a-flow",
    title,
    figure: { kind: "figure", label: "1", caption: title },
    source: { kind: "source", document: "TS 1", clause: "1" },
    numbering: { kind: "numbering", sign: "~", prefix: "", end: ".", ...numbering },
    introduction: [],
    participants: participants.map(participantOf),
    groups: groups.map(groupOf),
    items: [],
    parameters: [],
    modes: [],
    preconditions: [],
    givens: [],
    sessions: [],
    messages: made.messages,
    body,
    steps: made.steps,
    paragraphs: made.paragraphs,
    notes: [...made.notes, ...free].map((one, at) => ({ ...one, number: at + 1 })),
    variants: [],
    expectations: [],
    departures: [],
    errata: [],
    place,
  };
}

interface Made {
  readonly messages: Message[];
  readonly steps: Step[];
  readonly paragraphs: Paragraph[];
  readonly notes: Note[];
  /** The step that covers everything inside. */
  collapsed: { covers: string[] } | null;
}

function participantOf(text: string): Participant {
  const [name = "", group = null] = text.split("@");
  return { kind: "participant", id: name, name, head: name, type: "server", group, place };
}

function groupOf(path: string): Group {
  const names = path.split(" > ");
  const name = names.at(-1) ?? "";
  return { kind: "group", id: name, name, parent: names.at(-2) ?? null };
}

function note(id: string, at: string | null, text: string): Note {
  return { kind: "note", id, style: "note", number: null, at, text: prose(text), place };
}

function prose(value: string): Prose {
  return [{ kind: "text", value }];
}

function elementsOf(given: Given, made: Made): readonly Element[] {
  const count = made.messages.length + made.steps.length + made.notes.length;
  if ("paragraph" in given) {
    const begin = made.paragraphs.length;
    const elements = given.paragraph.flatMap((one) => elementsOf(one, made));
    const steps = made.paragraphs.splice(begin).flatMap((one) => one.steps);
    addParagraph(made, steps);
    return elements;
  }
  if ("message" in given) return hopsOf(given, `m${count}`, made);
  if ("fragment" in given) {
    const operands = given.operands.map(([guard, body]) => ({ guard, body: body.flatMap((one) => elementsOf(one, made)) }));
    return [{ kind: "fragment", id: `f${count}`, operator: given.fragment, times: 1, operands, place }];
  }
  if ("timer" in given) {
    return [
      {
        kind: "timer",
        id: `t${count}`,
        participant: given.of,
        name: given.timer,
        event: given.event,
        duration: given.duration ?? null,
        place,
      },
    ];
  }
  const id = `e${count}`;
  const from = "action" in given ? given.of : "exchange" in given ? given.between[0] : null;
  const to = "action" in given ? given.of : "exchange" in given ? given.between[1] : null;
  const kind = "condition" in given ? "condition" : "action" in given ? "action" : "exchange" in given ? "exchange" : "reference";
  const step = addStep(made, id, kind, from, to);
  if (step !== null) addParagraph(made, [id]);
  if ("note" in given && given.note !== undefined) made.notes.push(note(`n${count}`, id, given.note));
  if ("condition" in given)
    return [{ kind: "condition", id, participants: given.of, text: prose(given.condition), holds: null, media: null, place }];
  if ("action" in given) return [{ kind: "action", id, participant: given.of, text: prose(given.action), using: [], makes: [], place }];
  if ("reference" in given)
    return [{ kind: "reference", id, participants: given.of, flow: given.flow, text: prose(given.reference), place }];
  const outer = made.collapsed;
  made.collapsed = outer ?? step;
  const body = (given.body ?? []).flatMap((one) => elementsOf(one, made));
  made.collapsed = outer;
  return [{ kind: "exchange", id, from: given.between[0], to: given.between[1], text: prose(given.exchange), body, place }];
}

function hopsOf(given: Extract<Given, { message: string }>, id: string, made: Made): readonly Element[] {
  const path = given.path.map((name) => ({ participant: name.replace(/^\((.*)\)$/su, "$1"), hidden: /^\(.*\)$/su.test(name) }));
  const { role = "request", show = "hops" } = given;
  const signal = { kind: "operation", connects: [] } as const;
  made.messages.push({
    kind: "message",
    id,
    role,
    name: given.message,
    signal,
    answers: null,
    path,
    carries: [],
    using: [],
    show,
    text: null,
    place,
  });
  const hops: Element[] = [];
  const steps: string[] = [];
  let open: (Step & { covers: string[] }) | null = null;
  for (const [at, to] of path.slice(1).entries()) {
    const from = path[at];
    if (from === undefined) continue;
    const hop = `${id}.${at + 1}`;
    const lost = given.lost === true && at === path.length - 2 ? ({ lost: true } as const) : {};
    hops.push({ kind: "hop", id: hop, message: id, from: from.participant, to: to.participant, ...lost, place });
    if (show === "hidden") continue;
    if (open !== null && (from.hidden || show === "ends")) {
      open.covers.push(hop);
      Object.assign(open, { to: to.participant });
      continue;
    }
    open = addStep(made, hop, "message", from.participant, to.participant);
    if (open !== null) steps.push(hop);
  }
  if (steps.length > 0) addParagraph(made, steps);
  if (given.note !== undefined) made.notes.push(note(`n${id}`, hops.at(-1)?.id ?? null, given.note));
  return hops;
}

function addStep(made: Made, id: string, kind: Step["kind"], from: string | null, to: string | null): (Step & { covers: string[] }) | null {
  if (made.collapsed !== null) {
    made.collapsed.covers.push(id);
    return null;
  }
  const step = { id, kind, number: stepNumber(made.steps.length + 1), covers: [id], from, to, place };
  made.steps.push(step);
  return step;
}

function addParagraph(made: Made, ids: readonly string[]): void {
  const steps = ids.flatMap((id) => made.steps.filter((step) => step.id === id));
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return;
  made.paragraphs.push({ kind: "paragraph", label: rangeOf(first.number, last.number), steps: ids, text: null, place });
}
