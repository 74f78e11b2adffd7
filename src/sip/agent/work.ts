import { allOf, entryOf, withEntry, withoutEntry } from "../entries.ts";
import { chanceOf, identifierOf } from "../identifiers.ts";
import type { SipRequestMessage } from "../message.ts";
import { type TimerOrder, timerName } from "../timing.ts";
import { MAGIC_COOKIE } from "../transaction/key.ts";
import type { TransactionsCourse } from "../transaction/layer.ts";
import type { Agent, Client, Held, Server, Session } from "./agent.ts";
import type { AgentOutput } from "./io.ts";

/** One reaction while it is being worked out; the agent in it is replaced, never changed. */
export interface Work {
  agent: Agent;
  readonly outputs: AgentOutput[];
  readonly timers: TimerOrder[];
}

export function newIdentifier(work: Work): string {
  const { config, made } = work.agent;
  work.agent = { ...work.agent, made: made + 1 };
  return identifierOf({ seed: config.seed, name: config.name, made });
}

/** From 0 up to, not including, 1. */
export function draw(work: Work): number {
  const { config, made } = work.agent;
  work.agent = { ...work.agent, made: made + 1 };
  return chanceOf({ seed: config.seed, name: config.name, made });
}

export function newVia(work: Work): string {
  return `${work.agent.config.via};branch=${MAGIC_COOKIE}${newIdentifier(work)}`;
}

export function setClient(work: Work, client: Client): void {
  work.agent = { ...work.agent, clients: withEntry(work.agent.clients, client.transaction, client) };
}

export function dropClient(work: Work, transaction: string): void {
  work.agent = { ...work.agent, clients: withoutEntry(work.agent.clients, transaction) };
}

/** @param handle the user's name of it */
export function clientOf(work: Work, handle: string): Client | undefined {
  return allOf(work.agent.clients).find((client) => client.handle === handle);
}

export function setServer(work: Work, server: Server): void {
  work.agent = { ...work.agent, servers: withEntry(work.agent.servers, server.transaction, server) };
}

export function dropServer(work: Work, transaction: string): void {
  work.agent = { ...work.agent, servers: withoutEntry(work.agent.servers, transaction) };
}

export function setHeld(work: Work, held: Held): void {
  work.agent = { ...work.agent, dialogs: withEntry(work.agent.dialogs, held.dialog.id, held) };
}

export function setSession(work: Work, dialog: string, change: Partial<Session>): void {
  const held = entryOf(work.agent.dialogs, dialog);
  if (held === undefined || held.session === null) return;
  setHeld(work, { ...held, session: { ...held.session, ...change } });
}

/** Takes over what a transaction has done for its user. @returns why it could not send; null where it could */
export function takeSent(work: Work, course: TransactionsCourse): string | null {
  work.agent = { ...work.agent, transactions: course.transactions };
  work.timers.push(...course.timers);
  let refusal: string | null = null;
  for (const output of course.outputs) {
    if (output.kind === "send") work.outputs.push({ kind: "send", message: output.message, transaction: output.transaction });
    if (output.kind === "refused") refusal = output.reason;
  }
  return refusal;
}

export function startTimer(work: Work, timer: string, owner: string, after: number | null): void {
  work.timers.push({ name: timerName(timer, owner), after });
}

export function refuse(work: Work, about: string, reason: string): void {
  work.outputs.push({ kind: "refused", about, reason });
}

export function transmit(work: Work, request: SipRequestMessage, transaction: string | null): void {
  work.outputs.push({ kind: "send", message: request, transaction });
}
