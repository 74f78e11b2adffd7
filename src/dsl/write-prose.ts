import { letterAfter } from "../model/step-label.ts";
import { checkKeys } from "./check-keys.ts";
import type { Draft } from "./draft.ts";
import { departureKeys, erratumKeys, type FlowBuilder } from "./flow-builder.ts";
import type { Citable } from "./known.ts";
import type { Called } from "./place.ts";
import { idsOf, withRef } from "./refs.ts";
import type { Text } from "./text.ts";
import { toProse } from "./to-prose.ts";

type ProseBuilder = Pick<FlowBuilder, "introduction" | "paragraph" | "precondition" | "note" | "editorsNote" | "departs" | "erratum">;

/** The part of the builder that says how the clause is printed. */
export function proseBuilder(draft: Draft): ProseBuilder {
  const introduction = (what: string | Text) => {
    draft.placeOf(introduction);
    draft.introduction = toProse(what, null);
  };
  const paragraph = (covers: Citable | readonly Citable[], what?: string | Text) => {
    const place = draft.placeOf(paragraph);
    const things = (Array.isArray(covers) ? covers : [covers]).flatMap(idsOf);
    const speaker = speakerOf(draft, things[0] ?? "");
    draft.scope.addition.paragraphs.push({
      covers: things,
      text: what === undefined ? null : toProse(what, speaker),
      place,
    });
    return withRef({ citable: true }, { kind: "things", ids: things }) as Citable;
  };
  const precondition = (what: string | Text) => {
    const place = draft.placeOf(precondition);
    const id = draft.id("pre");
    const letter = letterAfter(draft.preconditions.at(-1)?.letter ?? "");
    draft.preconditions.push({ kind: "precondition", id, letter, text: toProse(what, null), place });
    return withRef({ citable: true }, { kind: "precondition", id }) as Citable;
  };
  const anyNote = (style: "note" | "editor", at: Citable | "flow", what: string | Text, called: Called) => {
    const place = draft.placeOf(called);
    const id = draft.id("n");
    draft.notes.push({ kind: "note", id, style, number: null, at: thingOf(at), text: toProse(what, null), place });
    return withRef({ citable: true }, { kind: "note", id }) as Citable;
  };
  const note = (at: Citable | "flow", what: string | Text) => anyNote("note", at, what, note);
  const editorsNote = (at: Citable | "flow", what: string | Text) => anyNote("editor", at, what, editorsNote);
  const departs: FlowBuilder["departs"] = (at, departure) => {
    const place = draft.placeOf(departs);
    checkKeys(departure, departureKeys, "flow.departs()", place);
    const { from, reason } = departure;
    draft.departures.push({ kind: "departure", at: thingOf(at), source: from, reason, place });
  };
  const erratum: FlowBuilder["erratum"] = (at, erratumWords) => {
    const place = draft.placeOf(erratum);
    checkKeys(erratumWords, erratumKeys, "flow.erratum()", place);
    const { where, was, now, why } = erratumWords;
    draft.errata.push({ kind: "erratum", at: thingOf(at), where, was, now, why, place });
  };
  return { introduction, paragraph, precondition, note, editorsNote, departs, erratum };
}

/** Whoever sends or does the first of the things a paragraph covers: "received in" is said of it. */
function speakerOf(draft: Draft, thing: string): string | null {
  if (/^a\d+$/.test(thing)) {
    const done = draft.scope.body.findLast((element) => element.id === thing);
    return done?.kind === "action" ? done.participant : null;
  }
  const hop = /^(m\d+)\.(\d+)$/.exec(thing);
  const message = draft.scope.addition.messages.findLast((one) => one.id === (hop?.[1] ?? thing));
  return message?.path[hop === null ? 0 : Number(hop[2]) - 1]?.participant ?? null;
}

function thingOf(at: Citable | "flow"): string | null {
  return at === "flow" ? null : (idsOf(at).at(-1) ?? null);
}
