import { arrivalKey, type LocalEvent, type LocalMessage } from "../../analysis/local-view.ts";
import type { Payload, ResynchronisationPayload } from "../../model/payload.ts";
import type { NamedSignal } from "../../model/trace.ts";
import { resynchronise } from "../../sip/aka/authentication.ts";
import type { Output, Reaction } from "../behaviour.ts";
import { makeVector } from "../sip/registrar.ts";
import { challengeAgain } from "../sip/resynchronise.ts";
import { vectorIn } from "../sip/vectors.ts";
import { askAgain, requestFor } from "./ask-again.ts";
import { onWire } from "./on-wire.ts";
import type { Again, SignalState } from "./state.ts";

/** What the view knows only from the first time: it goes the same way, and comes to the same ends. @returns null for anything else */
export function arriveAgain(state: SignalState, from: string, message: NamedSignal): Reaction<SignalState> | null {
  const proof = message.payloads.find(({ kind }) => kind === "resynchronisation");
  if (message.role === "request" && proof?.kind === "resynchronisation") return request(state, from, message, proof);
  const known = state.again.find((one) => one.kind !== "challenged" && one.transaction === message.transaction);
  return message.role === "reply" && known !== undefined ? reply(state, message, known) : null;
}

function request(state: SignalState, from: string, message: NamedSignal, payload: ResynchronisationPayload): Reaction<SignalState> | null {
  const { view } = state;
  const [first] = view.arrivals.get(arrivalKey(from, message, message.via.at(-1) ?? null)) ?? [];
  const before = view.events[first ?? -1];
  if (before?.role === "relay" && before.next !== null) {
    const known = noted(state, { kind: "passed", transaction: message.transaction });
    return { state: known, outputs: [sent(before.next, { ...message, via: [view.participant, ...message.via] })], timers: [] };
  }
  const answer = view.events.find(
    ({ kind, message: planned }) => kind === "send" && planned?.role === "reply" && planned.answers?.id === before?.message?.id,
  );
  if (answer === undefined || answer.message === null) return null;
  if (view.type === "database") return anotherVector(state, message, payload, answer.message);
  const source = answer.message.carries.flatMap(({ item }) => requestFor(item, state) ?? []).at(-1);
  if (source === undefined) return null;
  const asked = askAgain(state, source, payload, {
    kind: "asked",
    event: answer.index,
    of: { transaction: message.transaction, via: message.via },
  });
  return { ...asked, timers: [] };
}

/** TS 33.102 §6.3.5, in the authentication centre: the proof is verified, and the next vector made. Without it there is none. */
function anotherVector(
  state: SignalState,
  { transaction, via }: NamedSignal,
  { rand, auts }: ResynchronisationPayload,
  answer: LocalMessage,
): Reaction<SignalState> {
  const { security, agent } = state.stack;
  const home = resynchronise(security.home, rand, auts);
  const item = answer.carries.findLast(({ made }) => made)?.item ?? "";
  const made = home === null ? null : makeVector(state.view.participant, agent.config.seed, item, { ...security, home });
  const vectors = made === null ? security.vectors : [...security.vectors, made.vector];
  const known = { ...state, stack: { ...state.stack, security: { ...security, vectors, home: made?.home ?? security.home } } };
  const [to = ""] = via;
  return {
    state: known,
    outputs: [sent(to, onWire(answer, transaction, via, [...valuesIn(answer, known), ...(made === null ? [] : [made.vector])]))],
    timers: [],
  };
}

function reply(state: SignalState, message: NamedSignal, known: Again): Reaction<SignalState> {
  const left: SignalState = { ...state, again: state.again.filter((one) => one !== known) };
  switch (known.kind) {
    case "passed": {
      const [, back] = message.via;
      return { state: left, outputs: back === undefined ? [] : [sent(back, { ...message, via: message.via.slice(1) })], timers: [] };
    }
    case "asked": {
      const answer = messageOf(state.view.events[known.event]);
      const [to = ""] = known.of.via;
      const { transaction, via } = known.of;
      return {
        state: left,
        outputs: answer === null ? [] : [sent(to, onWire(answer, transaction, via, [...valuesIn(answer, left), ...vectorsIn(message)]))],
        timers: [],
      };
    }
    case "resynchronised":
      return challengeAgain(left, known, vectorIn(message.payloads));
    case "challenged":
      return { state, outputs: [], timers: [] };
  }
}

/** What the answer brings besides the vector, as it did before. */
function valuesIn({ carries }: LocalMessage, { values }: SignalState): readonly Payload[] {
  return carries.flatMap(({ item }) => values.byItem.get(item) ?? []);
}

function vectorsIn({ payloads }: NamedSignal): readonly Payload[] {
  const vector = vectorIn(payloads);
  return vector === null ? [] : [vector];
}

function messageOf(event: LocalEvent | undefined): LocalMessage | null {
  return event?.message ?? null;
}

function noted(state: SignalState, again: Again): SignalState {
  return { ...state, again: [...state.again, again] };
}

function sent(to: string, message: NamedSignal): Output {
  return { kind: "send", event: null, to, message };
}
