import type { Action, Condition, Element, Fragment, Hop, Reference, Timer } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import type { Signal } from "../model/signal.ts";
import { indexOf } from "../model/walk.ts";
import { mediaByName } from "./media-by-name.ts";
import { preludeOf } from "./prelude.ts";

/** A flow as it happens: the prelude first, exchanges opened, loops repeated, one operand of each alternative, media by name. */
export interface Unfolded {
  readonly prelude: readonly Happening[];
  readonly body: readonly Happening[];
  /** Each turn of a loop has messages of its own. */
  readonly messages: ReadonlyMap<string, UnfoldedMessage>;
  /** Loops that ask for more turns than are opened. */
  readonly cut: readonly Fragment[];
}

export interface UnfoldedMessage {
  /** Its own id in each turn of a loop. */
  readonly message: Message;
  /** Id of the message in the flow. */
  readonly original: string;
}

/** An element keeps its id in each turn of a loop. */
export type Happening = Hop | Condition | Action | Reference | Timer | Parallel;

/** Strands whose order among each other is free. */
export interface Parallel {
  readonly kind: "parallel";
  readonly strands: readonly (readonly Happening[])[];
}

/** A turn of a loop after its first. */
interface Turn {
  /** What it adds to the ids of its messages: `m3` becomes `m3#2`. */
  readonly suffix: string;
  /** The turn of the loop around this one; null where that is in its first. */
  readonly outer: Turn | null;
}

/** How many elements loops repeat, all in all: who asks for more has made a slip of the pen. */
export const MOST_REPEATED = 100_000;

export function unfold(flow: Flow): Unfolded {
  const known = indexOf(flow).messages;
  const messages = new Map<string, UnfoldedMessage>();
  const cut = new Set<Fragment>();
  const sign = signOf(known);
  let turns = 1;
  let repeated = 0;

  const openAll = (body: readonly Element[], turn: Turn | null): Happening[] => body.flatMap((element) => open(element, turn));
  const open = (element: Element, turn: Turn | null): readonly Happening[] => {
    if (turn !== null) repeated += 1;
    switch (element.kind) {
      case "hop":
        return [openHop(element, turn)];
      case "action":
        return [turn === null ? element : { ...element, using: element.using.map((id) => inTurn(id, turn)) }];
      case "condition":
      case "reference":
      case "timer":
        return [element];
      case "exchange":
        return openAll(element.body, turn);
      case "fragment":
        return openFragment(element, turn);
    }
  };
  const openFragment = (fragment: Fragment, turn: Turn | null): readonly Happening[] => {
    if (fragment.operator === "par")
      return [{ kind: "parallel", strands: fragment.operands.map((operand) => openAll(operand.body, turn)) }];
    const body = fragment.operands[0]?.body ?? [];
    const times = fragment.operator === "loop" ? fragment.times : 1;
    if (times < 1 || body.length === 0) return [];
    const happenings = openAll(body, turn);
    for (let time = 2; time <= times; time += 1) {
      if (repeated > MOST_REPEATED) {
        cut.add(fragment);
        break;
      }
      turns += 1;
      for (const happening of openAll(body, { suffix: `${sign}${turns}`, outer: turn })) happenings.push(happening);
    }
    return happenings;
  };
  const openHop = (hop: Hop, turn: Turn | null): Hop => {
    const message = known.get(hop.message);
    const id = turn === null ? hop.message : hop.message + turn.suffix;
    if (message !== undefined && !messages.has(id)) {
      const named = mediaByName(message, flow);
      messages.set(id, { message: turn === null ? named : again(named, id, turn), original: message.id });
    }
    return turn === null ? hop : { ...hop, message: id };
  };
  /** A message of a later turn refers to messages of the same one, else of the turn around it. */
  const again = (message: Message, id: string, turn: Turn): Message => ({
    ...message,
    id,
    answers: message.answers === null ? null : inTurn(message.answers, turn),
    using: message.using.map((one) => inTurn(one, turn)),
    signal: signalAgain(message.signal, turn),
  });
  const signalAgain = (signal: Signal, turn: Turn): Signal => {
    if (signal.kind !== "sip-request" || signal.subscription === null) return signal;
    return { ...signal, subscription: { ...signal.subscription, of: inTurn(signal.subscription.of, turn) } };
  };
  const inTurn = (id: string, turn: Turn): string => {
    for (let at: Turn | null = turn; at !== null; at = at.outer) if (messages.has(id + at.suffix)) return id + at.suffix;
    return id;
  };

  const prelude = preludeOf(flow);
  for (const message of prelude.messages) messages.set(message.id, { message: mediaByName(message, flow), original: message.id });
  return { prelude: prelude.body, body: openAll(flow.body, null), messages, cut: [...cut] };
}

/** What marks a turn: a sign that no id of a message has in it. */
function signOf(messages: ReadonlyMap<string, Message>): string {
  let sign = "#";
  for (const id of messages.keys()) while (id.includes(sign)) sign += "#";
  return sign;
}
