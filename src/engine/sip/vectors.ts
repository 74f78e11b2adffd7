import type { LocalMessage } from "../../analysis/local-view.ts";
import type { Payload, VectorPayload } from "../../model/payload.ts";
import type { SignalState } from "../signals/state.ts";
import { makeVector } from "./registrar.ts";

/** What the authentication centre of the home network answers when it is asked, by the name of the answer. */
const AUTHENTICATION = /authenticat/i;

/** The state of who is about to send this: a database that answers with authentication information makes it now (TS 33.102 §6.3.2). */
export function knowing({ role, name, carries }: LocalMessage, state: SignalState): SignalState {
  const made = carries.findLast((carried) => carried.made);
  if (state.view.type !== "database" || role !== "reply" || made === undefined || !AUTHENTICATION.test(name)) return state;
  const { security, agent } = state.stack;
  const { vector, home } = makeVector(state.view.participant, agent.config.seed, made.item, security);
  return { ...state, stack: { ...state.stack, security: { ...security, home, vectors: [...security.vectors, vector] } } };
}

/** The vector among the items of a message, for those who know it: one at most. */
export function carriedVectors({ carries }: LocalMessage, { stack }: SignalState): readonly VectorPayload[] {
  if (stack.security.vectors.length === 0) return [];
  const vector = stack.security.vectors.findLast(({ item }) => carries.some((carried) => carried.item === item));
  return vector === undefined ? [] : [vector];
}

export function vectorIn(payloads: readonly Payload[]): VectorPayload | null {
  return payloads.find((payload) => payload.kind === "authentication-vector") ?? null;
}

/** What an end learns from a message that brings one. */
export function learning(payloads: readonly Payload[], state: SignalState): SignalState {
  const vector = vectorIn(payloads);
  if (vector === null) return state;
  const { security } = state.stack;
  return { ...state, stack: { ...state.stack, security: { ...security, vectors: [...security.vectors, vector] } } };
}
