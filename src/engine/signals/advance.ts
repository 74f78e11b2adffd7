import type { LocalEvent, Unlearnt } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import type { Output, Reaction, TimerOrder } from "../behaviour.ts";
import { hasBit } from "./bits.ts";
import { send } from "./send.ts";
import type { SignalState } from "./state.ts";
import { finish } from "./turns.ts";
import { mapped } from "./values.ts";
import { who } from "./wording.ts";

/** Does everything whose turn it is, until the end has to wait. Who cannot do what its view says does nothing that follows from it. */
export function advance(begin: SignalState): Reaction<SignalState> {
  let state = begin;
  const outputs: Output[] = [];
  const timers: TimerOrder[] = [];
  for (let at = 0; at < state.front.length; ) {
    const event = state.view.events[state.front[at] ?? -1];
    if (event === undefined || !isReady(event, state)) {
      at += 1;
      continue;
    }
    const done = perform(event, state);
    outputs.push(...done.outputs);
    timers.push(...done.timers);
    const isOver = done.waits !== true && !done.outputs.some((output) => output.kind === "fail");
    state = !isOver ? { ...done.state, front: done.state.front.filter((index) => index !== event.index) } : finish(done.state, event.index);
    at = 0;
  }
  return { state, outputs, timers };
}

function isReady(event: LocalEvent, state: SignalState): boolean {
  switch (event.kind) {
    case "receive":
      return hasBit(state.arrived, event.index);
    case "expiry":
      return state.expired.includes(event.timer?.name ?? "");
    case "send":
    case "act":
    case "condition":
    case "start-timer":
    case "stop-timer":
      return true;
  }
}

/** @returns with `waits` where it is done, but not yet over */
function perform(event: LocalEvent, state: SignalState): Reaction<SignalState> & { readonly waits?: boolean } {
  const [missing] = event.unlearnt;
  if (missing !== undefined) return failed(event, state, withoutIt(event, missing, state), missing.what);
  const acted: Reaction<SignalState> = { state, outputs: [{ kind: "act", event: event.index }], timers: [] };
  const name = event.timer?.name ?? "";
  switch (event.kind) {
    case "receive":
      return { state, outputs: [], timers: [] };
    case "act": {
      const { state: knows, wrong } = event.makes.length === 0 ? { state, wrong: null } : mapped(event, state);
      return wrong === null ? { ...acted, state: knows } : failed(event, state, wrong);
    }
    case "condition":
      return acted;
    case "expiry":
      return { ...acted, state: { ...state, expired: state.expired.filter((one) => one !== name) } };
    case "start-timer":
      return { ...acted, timers: [{ name, after: event.timer?.duration ?? 0, event: event.index }] };
    case "stop-timer":
      return {
        ...acted,
        state: { ...state, expired: state.expired.filter((one) => one !== name) },
        timers: [{ name, after: null, event: event.index }],
      };
    case "send": {
      if (event.message === null) return failed(event, state, "is to send a message that the flow does not define");
      const sending = send(event, event.message, state);
      if (sending.kind === "queued") return { state: sending.state, outputs: sending.outputs, timers: sending.timers, waits: true };
      if (sending.kind === "refused") return failed(event, state, sending.reason);
      return { state: sending.state, outputs: [sending.output, ...sending.more], timers: sending.timers };
    }
  }
}

function failed(event: LocalEvent, state: SignalState, predicate: string, lacks: string | null = null): Reaction<SignalState> {
  const reason = `${who(state, state.view.participant)} ${predicate}`;
  return { state, outputs: [{ kind: "fail", event: event.index, reason, lacks }], timers: [] };
}

/** A predicate that says upon what an event acts that has not been learnt. */
function withoutIt({ message }: LocalEvent, { what: id, kind, name, later }: Unlearnt, { view }: SignalState): string {
  const does = message === null ? "is to act" : `is to send ${quotedMessage(message.name)}`;
  switch (kind) {
    case "unknown":
      return `${does} upon "${name}", which the flow does not have`;
    case "item": {
      const isCarried = message?.carries.some(({ item, made }) => item === id && !made) ?? false;
      return `${does} ${isCarried ? "with" : "upon"} ${name}, which it ${later === null ? "never learns" : "learns only later"}`;
    }
    case "message":
    case "action":
      return `${does} upon ${name}, ${later === null ? "of which it never learns" : `which it ${verbOf(view.events[later])} only later`}`;
  }
}

function verbOf(event: LocalEvent | undefined): string {
  return event?.kind === "send" ? "sends" : event?.kind === "receive" ? "receives" : "does";
}
