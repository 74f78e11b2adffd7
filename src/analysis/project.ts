import type { Fragment } from "../model/element.ts";
import type { Flow } from "../model/flow.ts";
import { viewFinisher } from "./finish-view.ts";
import type { LocalView, Phase } from "./local-view.ts";
import { type Happening, unfold } from "./unfold.ts";
import { newViewDraft, type ViewDraft } from "./view-draft.ts";

export interface Projection {
  /** By participant: those that the flow declares, and those it only uses. */
  readonly views: ReadonlyMap<string, LocalView>;
  /** Loops of which the views do not have all turns. */
  readonly cut: readonly Fragment[];
}

type DraftOf = (participant: string) => ViewDraft;

const projections = new WeakMap<Flow, Projection>();

/** Projects a flow onto its participants: one local view for each. Linear in the length of the flow, and done once. */
export function project(flow: Flow): Projection {
  const known = projections.get(flow);
  if (known !== undefined) return known;
  const made = newProjection(flow);
  projections.set(flow, made);
  return made;
}

function newProjection(flow: Flow): Projection {
  const unfolded = unfold(flow);
  const configured = configuredIn(flow);
  const drafts = new Map<string, ViewDraft>();
  const walk = (phase: Phase, happenings: readonly Happening[]) => {
    const draftOf: DraftOf = (participant) => {
      const known = drafts.get(participant);
      if (known !== undefined) return known;
      const made = newViewDraft(participant, configured.get(participant) ?? []);
      made.begin(phase);
      drafts.set(participant, made);
      return made;
    };
    for (const { id } of flow.participants) draftOf(id);
    for (const draft of drafts.values()) draft.begin(phase);
    for (const happening of happenings) place(happening);

    function place(happening: Happening): void {
      switch (happening.kind) {
        case "hop": {
          const message = unfolded.messages.get(happening.message)?.message ?? null;
          draftOf(happening.from).send(happening, message);
          if (happening.lost !== true) draftOf(happening.to).receive(happening, message);
          return;
        }
        case "action":
          draftOf(happening.participant).act(happening);
          return;
        case "condition":
        case "reference":
          for (const participant of happening.participants) draftOf(participant).hold(happening.id);
          return;
        case "timer":
          draftOf(happening.participant).timer(happening);
          return;
        case "parallel": {
          const touched = participantsOf(happening);
          for (const participant of touched) draftOf(participant).fork();
          for (const strand of happening.strands) {
            for (const participant of touched) draftOf(participant).strand();
            for (const inner of strand) place(inner);
          }
          for (const participant of touched) draftOf(participant).join();
        }
      }
    }
  };
  walk("prelude", unfolded.prelude);
  walk("flow", unfolded.body);
  const finish = viewFinisher(flow, unfolded.messages);
  return { views: new Map([...drafts].map(([id, draft]) => [id, finish(draft.sketch)])), cut: unfolded.cut };
}

/** What each participant knows from configuration. */
function configuredIn(flow: Flow): ReadonlyMap<string, readonly string[]> {
  const configured = new Map<string, string[]>();
  for (const given of flow.givens) {
    if (given.kind !== "knowledge") continue;
    const items = configured.get(given.participant);
    if (items === undefined) configured.set(given.participant, [given.item]);
    else items.push(given.item);
  }
  return configured;
}

function participantsOf(happening: Happening): ReadonlySet<string> {
  switch (happening.kind) {
    case "hop":
      return new Set([happening.from, happening.to]);
    case "condition":
    case "reference":
      return new Set(happening.participants);
    case "action":
    case "timer":
      return new Set([happening.participant]);
    case "parallel":
      return new Set(happening.strands.flat().flatMap((inner) => [...participantsOf(inner)]));
  }
}
