import type { Flow } from "../model/flow.ts";
import type { LocalView, Phase } from "./local-view.ts";
import type { Happening, Unfolded } from "./unfold.ts";
import { unfold } from "./unfold.ts";
import { newViewDraft, type ViewDraft } from "./view-draft.ts";

export interface Projection {
  readonly views: ReadonlyMap<string, LocalView>;
  readonly unfolded: Unfolded;
}

/** Projects a flow onto its participants: one local view for each. Linear in the length of the flow. */
export function project(flow: Flow): Projection {
  const unfolded = unfold(flow);
  const names = new Map(flow.participants.map(({ id, name }) => [id, name]));
  const drafts = new Map<string, ViewDraft>();
  const draftOf = (participant: string): ViewDraft => {
    const known = drafts.get(participant);
    if (known !== undefined) return known;
    const made = newViewDraft(participant, flow);
    drafts.set(participant, made);
    return made;
  };
  for (const { id } of flow.participants) draftOf(id);
  const phases: readonly (readonly [Phase, readonly Happening[]])[] = [
    ["prelude", unfolded.prelude],
    ["flow", unfolded.body],
  ];
  for (const [phase, happenings] of phases) {
    for (const draft of drafts.values()) draft.begin(phase);
    for (const happening of happenings) place(happening, unfolded, draftOf);
  }
  return { views: new Map([...drafts].map(([id, draft]) => [id, draft.finish(names)])), unfolded };
}

function place(happening: Happening, unfolded: Unfolded, draftOf: (participant: string) => ViewDraft): void {
  switch (happening.kind) {
    case "hop": {
      const message = unfolded.messages.get(happening.message) ?? null;
      draftOf(happening.from).send(happening, message);
      draftOf(happening.to).receive(happening, message);
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
      const touched = new Set(happening.strands.flat().flatMap(participantsOf));
      for (const participant of touched) draftOf(participant).fork();
      for (const strand of happening.strands) {
        for (const participant of touched) draftOf(participant).strand();
        for (const inner of strand) place(inner, unfolded, draftOf);
      }
      for (const participant of touched) draftOf(participant).join();
    }
  }
}

function participantsOf(happening: Happening): readonly string[] {
  switch (happening.kind) {
    case "hop":
      return [happening.from, happening.to];
    case "condition":
    case "reference":
      return happening.participants;
    case "action":
    case "timer":
      return [happening.participant];
    case "parallel":
      return happening.strands.flat().flatMap(participantsOf);
  }
}
