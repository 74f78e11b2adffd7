import type { LocalEvent, LocalMessage, LocalView } from "../../src/analysis/local-view.ts";
import { project } from "../../src/analysis/project.ts";
import { type Drive, drive } from "../../src/engine/drive.ts";
import { failuresOf } from "../../src/engine/failures.ts";
import { type Network, reliableNetwork } from "../../src/engine/network.ts";
import { participantBehaviour } from "../../src/engine/participant-behaviour.ts";
import { newParty } from "../../src/engine/party.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import type { Failure } from "../../src/model/trace.ts";
import { indexOf } from "../../src/model/walk.ts";

export interface Ran extends Drive {
  readonly told: readonly Failure[];
}

/** Runs a flow whose participants may believe otherwise. @param change what one of them believes, in the place of its view */
export function runViews(flow: Flow, change: (view: LocalView) => LocalView = (view) => view, network: Network = reliableNetwork(1)): Ran {
  const views = new Map([...project(flow).views].map(([id, view]) => [id, change(view)]));
  const { stepOf } = indexOf(flow);
  const labelOf = (id: string) => {
    const step = stepOf.get(id);
    return step === undefined ? null : printLabel(step.number);
  };
  const behaviour = participantBehaviour();
  const run = drive(views, { partyOf: (view) => newParty(behaviour, view, 1), network, labelOf });
  return { ...run, told: failuresOf(flow, run) };
}

/** A view in which one event is another. @param which by the printed label of its step and what happens in it */
export function believing(
  flow: Flow,
  participant: string,
  { step, kind }: { readonly step: string; readonly kind: LocalEvent["kind"] },
  change: (event: LocalEvent) => LocalEvent,
): (view: LocalView) => LocalView {
  const { stepOf } = indexOf(flow);
  return (view) => {
    if (view.participant !== participant) return view;
    const at = view.events.findIndex((event) => {
      const label = stepOf.get(event.element);
      return event.kind === kind && label !== undefined && printLabel(label.number) === step;
    });
    const event = view.events[at];
    if (event === undefined) throw new Error(`${participant} has no ${kind} in step ${step}`);
    return { ...view, events: view.events.with(at, change(event)) };
  };
}

/** The event with another message. */
export function saying(change: (message: LocalMessage) => LocalMessage): (event: LocalEvent) => LocalEvent {
  return (event) => ({ ...event, message: event.message === null ? null : change(event.message) });
}
