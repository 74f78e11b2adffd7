import type { Action, Condition, Element, Hop, Reference, Timer } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import type { Description, MediaLine, Signal } from "../model/signal.ts";
import { indexOf } from "../model/walk.ts";
import { componentsOf, sessionOf } from "./media.ts";
import { preludeOf } from "./prelude.ts";

/** A flow as it happens: the prelude first, exchanges opened, loops repeated, one operand of each alternative, media by name. */
export interface Unfolded {
  readonly prelude: readonly Happening[];
  readonly body: readonly Happening[];
  readonly messages: ReadonlyMap<string, Message>;
}

export type Happening = Hop | Condition | Action | Reference | Timer | Parallel;

/** Strands whose order among each other is free. */
export interface Parallel {
  readonly kind: "parallel";
  readonly strands: readonly (readonly Happening[])[];
}

/** What a repeated loop adds to an id: `m3` becomes `m3#2`. */
const REPEAT = "#";

/** The id of an element as the flow has it. */
export function originalId(id: string): string {
  const at = id.indexOf(REPEAT);
  return at < 0 ? id : id.slice(0, at);
}

export function unfold(flow: Flow): Unfolded {
  const messages = new Map<string, Message>();
  const known = indexOf(flow).messages;
  const prelude = preludeOf(flow);
  for (const message of prelude.messages) messages.set(message.id, named(message, flow));

  const open = (body: readonly Element[], turn: string): Happening[] => body.flatMap((element) => openOne(element, turn));
  const openOne = (element: Element, turn: string): readonly Happening[] => {
    switch (element.kind) {
      case "hop":
        return [hop(element, turn)];
      case "action":
      case "condition":
      case "reference":
      case "timer":
        return [turn === "" ? element : { ...element, id: element.id + turn }];
      case "exchange":
        return open(element.body, turn);
      case "fragment": {
        const strands = element.operands.map((operand) => operand.body);
        if (element.operator === "par") return [{ kind: "parallel", strands: strands.map((strand) => open(strand, turn)) }];
        const [taken = []] = strands;
        return Array.from({ length: element.times }, (_, n) => open(taken, n === 0 ? turn : `${turn}${REPEAT}${n + 1}`)).flat();
      }
    }
  };
  const hop = (element: Hop, turn: string): Hop => {
    const message = known.get(element.message);
    const id = element.message + turn;
    if (message !== undefined && !messages.has(id))
      messages.set(id, turn === "" ? named(message, flow) : again(named(message, flow), turn, messages));
    return turn === "" ? element : { ...element, id: element.id + turn, message: id };
  };

  return { prelude: prelude.body, body: open(flow.body, ""), messages };
}

/** A message of a repeated loop: what it refers to inside the loop is that of the same turn. */
function again(message: Message, turn: string, messages: ReadonlyMap<string, Message>): Message {
  const here = (id: string) => (messages.has(id + turn) ? id + turn : id);
  return {
    ...message,
    id: message.id + turn,
    answers: message.answers === null ? null : here(message.answers),
    using: message.using.map(here),
  };
}

/** The message with its media by name. */
function named(message: Message, flow: Flow): Message {
  const signal = namedSignal(message.signal, flow);
  return signal === message.signal ? message : { ...message, signal };
}

function namedSignal(signal: Signal, flow: Flow): Signal {
  switch (signal.kind) {
    case "sip-request":
    case "sip-response":
      return signal.description === null ? signal : { ...signal, description: namedDescription(signal.description, flow) };
    case "operation": {
      if (signal.connects.length === 0) return signal;
      return { ...signal, connects: signal.connects.map((one) => ({ ...one, media: byName(one.media, flow) })) };
    }
  }
}

function namedDescription(description: Description, flow: Flow): Description {
  const lines = description.lines.map((line) => ({ ...line, media: byName(line.media, flow) }));
  return { ...description, lines: lines.filter((line) => line.media.names.length > 0) };
}

function byName(media: MediaLine["media"], flow: Flow) {
  return { kind: "components", session: sessionOf(media, flow) ?? "", names: componentsOf(media, flow) } as const;
}
