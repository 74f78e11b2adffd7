import type { Draft } from "./draft.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import type { Citable } from "./known.ts";
import { idOf, type Participant } from "./participants.ts";
import { idsOf } from "./refs.ts";

/** The part of the builder that says what befalls lifelines. */
export function lifelineBuilder(draft: Draft): Pick<FlowBuilder, "begins" | "ends" | "active"> {
  const begins = (who: Participant, by: Citable) => {
    const place = draft.placeOf(begins);
    draft.lifelines.push({ kind: "creation", participant: idOf(who), at: idsOf(by)[0] ?? "", place });
  };
  const ends = (who: Participant, after: Citable) => {
    const place = draft.placeOf(ends);
    draft.lifelines.push({ kind: "end", participant: idOf(who), at: idsOf(after).at(-1) ?? "", place });
  };
  const active = (who: Participant, from: Citable, until: Citable) => {
    const place = draft.placeOf(active);
    const [participant, first, last] = [idOf(who), idsOf(from)[0] ?? "", idsOf(until).at(-1) ?? ""];
    draft.lifelines.push({ kind: "activation", participant, from: first, until: last, place });
  };
  return { begins, ends, active };
}
