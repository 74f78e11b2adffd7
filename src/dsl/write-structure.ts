import type { Element } from "../model/element.ts";
import { elementsOf } from "../model/walk.ts";
import { type Draft, emit, within } from "./draft.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import type { NewItem } from "./handles.ts";
import type { Item } from "./known.ts";
import type { Session } from "./media.ts";
import type { Participant } from "./participants.ts";
import { learntIdsOf, withRef } from "./refs.ts";
import type { Text } from "./text.ts";
import { toProse } from "./to-prose.ts";
import { itemOf } from "./write-messages.ts";

type Structure = Pick<
  FlowBuilder,
  "condition" | "action" | "exchange" | "alt" | "opt" | "loop" | "par" | "reference" | "timer" | "lettered"
>;
type Operands = readonly (readonly [guard: string, body: () => void])[];

/** The part of the builder that says what is no message. */
export function structureBuilder(draft: Draft): Structure {
  const citable = (id: string, more: object = {}) => withRef({ citable: true, ...more }, { kind: "things", ids: [id] });

  const condition = (who: readonly Participant[], what: string | Text, options: { readonly holds?: Session } = {}) => {
    const place = draft.placeOf(condition);
    const id = draft.id("c");
    const participants = who.map((one) => one.id);
    const holds = options.holds?.session ?? null;
    emit(
      draft,
      { kind: "condition", id, participants, text: toProse(what, null), holds, place },
      { kind: "condition", from: null, to: null },
    );
    return citable(id, { kind: "condition" });
  };

  const action = (
    who: Participant,
    what: string | Text,
    options: { readonly using?: readonly object[]; readonly makes?: Readonly<Record<string, NewItem | Item>> } = {},
  ) => {
    const place = draft.placeOf(action);
    const id = draft.id("a");
    const made = Object.entries(options.makes ?? {}).map(([key, item]) => [key, itemOf(draft, item, place)] as const);
    const items = Object.fromEntries(made.map(([key, item]) => [key, withRef({}, { kind: "item", item, message: null })]));
    const using = (options.using ?? []).flatMap(learntIdsOf);
    const makes = made.map(([, item]) => item);
    emit(
      draft,
      { kind: "action", id, participant: who.id, text: toProse(what, who.id), using, makes, place },
      { kind: "action", from: who.id, to: who.id },
    );
    return citable(id, { kind: "action", items });
  };

  const exchange = ([from, to]: readonly [Participant, Participant], what: string | Text, body: () => void) => {
    const place = draft.placeOf(exchange);
    const id = draft.id("x");
    const inner: Element[] = [];
    emit(
      draft,
      { kind: "exchange", id, from: from.id, to: to.id, text: toProse(what, null), body: inner, place },
      { kind: "exchange", from: from.id, to: to.id },
    );
    const collapsed = draft.scope.addition.steps.at(-1) ?? null;
    within(draft, { body: inner, collapsed }, body);
    const last = [...elementsOf(inner)].findLast((element) => element.kind === "hop");
    return withRef({ citable: true, kind: "exchange" }, { kind: "things", ids: [id], learnt: last === undefined ? [] : [last.message] });
  };

  const fragment = (operator: "alt" | "opt" | "loop" | "par", times: number, operands: Operands, called: (...args: never[]) => unknown) => {
    const place = draft.placeOf(called);
    const id = draft.id("f");
    const made = operands.map(([guard, body]) => ({ guard, body: within(draft, {}, body) }));
    emit(draft, { kind: "fragment", id, operator, times, operands: made, place }, null);
    return withRef({ fragment: id }, { kind: "things", ids: [id] });
  };
  const alt = (...operands: Operands) => fragment("alt", 1, operands, alt);
  const opt = (guard: string, body: () => void) => fragment("opt", 1, [[guard, body]], opt);
  const loop = (guard: string, times: number, body: () => void) => fragment("loop", times, [[guard, body]], loop);
  const par = (...bodies: readonly (() => void)[]) =>
    fragment(
      "par",
      1,
      bodies.map((body) => ["", body]),
      par,
    );

  const reference = (who: readonly Participant[], flow: string, what: string | Text) => {
    const place = draft.placeOf(reference);
    const id = draft.id("r");
    const participants = who.map((one) => one.id);
    emit(
      draft,
      { kind: "reference", id, participants, flow, text: toProse(what, null), place },
      { kind: "reference", from: null, to: null },
    );
    return withRef({ citable: true, kind: "reference" }, { kind: "things", ids: [id], learnt: [] });
  };

  const timer = (who: Participant, name: string, duration: number) => {
    const at = (event: "start" | "stop" | "expiry", called: (...args: never[]) => unknown) => {
      const id = draft.id("t");
      emit(
        draft,
        {
          kind: "timer",
          id,
          participant: who.id,
          name,
          event,
          duration: event === "start" ? duration : null,
          place: draft.placeOf(called),
        },
        null,
      );
      return citable(id);
    };
    at("start", timer);
    const expires = () => at("expiry", expires);
    const stops = () => void at("stop", stops);
    return { expires, stops };
  };

  const lettered = (body: () => void) => void within(draft, { body: draft.scope.body, lettered: true }, body);

  // The types of FlowBuilder say more than these functions need to know.
  return { condition, action, exchange, alt, opt, loop, par, reference, timer, lettered } as unknown as Structure;
}
