import type { Element } from "../model/element.ts";
import type { Place } from "../model/place.ts";
import { elementsOf } from "../model/walk.ts";
import { checkKeys, refuse, said } from "./check-keys.ts";
import { type Draft, emit, within } from "./draft.ts";
import type { FlowBuilder } from "./flow-builder.ts";
import {
  type ActionOptions,
  actionKeys,
  type ConditionOptions,
  conditionKeys,
  type NewItem,
  type Numbered,
  numberedKeys,
} from "./handles.ts";
import type { Item } from "./known.ts";
import { isMediaSet } from "./media.ts";
import { idOf, idsIn, type Participant } from "./participants.ts";
import type { Called } from "./place.ts";
import { learntIdsOf, withRef } from "./refs.ts";
import type { Text } from "./text.ts";
import { toProse } from "./to-prose.ts";
import { itemOf } from "./write-messages.ts";

type Structure = Pick<
  FlowBuilder,
  "condition" | "action" | "exchange" | "alt" | "opt" | "loop" | "par" | "reference" | "timer" | "lettered"
>;
type Operands = readonly (readonly [guard: string, body: () => void])[];

/** The step that prints an element, unless it is to have no number. */
function unless<S>({ number = true }: Numbered, step: S): S | null {
  return number ? step : null;
}

function checkBody(body: unknown, of: string, place: Place): void {
  if (typeof body !== "function")
    refuse(`${of} takes a function that says what happens inside, not ${said(body)}`, "As () => { … }", place);
}

/** The part of the builder that says what is no message. */
export function structureBuilder(draft: Draft): Structure {
  const citable = (id: string, more: object = {}) => withRef({ citable: true, ...more }, { kind: "things", ids: [id] });

  const condition = (who: readonly Participant[], what: string | Text, options: ConditionOptions = {}) => {
    const place = draft.placeOf(condition);
    const id = draft.id("c");
    checkKeys(options, conditionKeys, "flow.condition()", place);
    const participants = idsIn(who);
    const { holds: held } = options;
    if (held !== undefined && !isMediaSet(held) && typeof held.session !== "string")
      refuse("holds of flow.condition() is no session and no media", "As call, or call.media()", place);
    const media = isMediaSet(held) ? held.ref : null;
    if (media !== null && participants.length < 2) refuse("media is held between two participants at least", "As [alice, bob]", place);
    const holds = held === undefined || isMediaSet(held) ? null : held.session;
    emit(
      draft,
      { kind: "condition", id, participants, text: toProse(what, null), holds, media, place },
      unless(options, { kind: "condition", from: null, to: null }),
    );
    return citable(id, { kind: "condition" });
  };

  const action = (
    who: Participant,
    what: string | Text,
    options: ActionOptions<readonly object[], Readonly<Record<string, NewItem | Item>>> = {},
  ) => {
    const place = draft.placeOf(action);
    checkKeys(options, actionKeys, "flow.action()", place);
    const participant = idOf(who);
    const id = draft.id("a");
    const made = Object.entries(options.makes ?? {}).map(([key, item]) => [key, itemOf(draft, item, place)] as const);
    const items = Object.fromEntries(made.map(([key, item]) => [key, withRef({}, { kind: "item", item, message: null })]));
    const using = (options.using ?? []).flatMap(learntIdsOf);
    const makes = made.map(([, item]) => item);
    emit(
      draft,
      { kind: "action", id, participant, text: toProse(what, participant), using, makes, place },
      unless(options, { kind: "action", from: participant, to: participant }),
    );
    return citable(id, { kind: "action", items });
  };

  const exchange = (between: readonly [Participant, Participant], what: string | Text, body: () => void) => {
    const place = draft.placeOf(exchange);
    const [from, to] = idsIn(between);
    if (from === undefined || to === undefined) refuse("flow.exchange() stands between two participants", "As [a, b]", place);
    checkBody(body, "flow.exchange()", place);
    const id = draft.id("x");
    const inner: Element[] = [];
    emit(draft, { kind: "exchange", id, from, to, text: toProse(what, null), body: inner, place }, { kind: "exchange", from, to });
    const collapsed = draft.scope.addition.steps.at(-1) ?? null;
    within(draft, { body: inner, collapsed }, body);
    const last = [...elementsOf(inner)].findLast((element) => element.kind === "hop");
    return withRef({ citable: true, kind: "exchange" }, { kind: "things", ids: [id], learnt: last === undefined ? [] : [last.message] });
  };

  const fragment = (operator: "alt" | "opt" | "loop" | "par", times: number, operands: Operands, called: Called) => {
    const place = draft.placeOf(called);
    if (!Number.isInteger(times) || times < 0)
      refuse(`a loop has a number of turns, not ${said(times)}`, 'As flow.loop("for each", 2, () => { … })', place);
    for (const operand of operands) {
      if (!Array.isArray(operand)) refuse(`flow.${operator}() takes operands, not ${said(operand)}`, 'As ["guard", () => { … }]', place);
      if (typeof operand[0] !== "string") refuse(`the guard of flow.${operator}() is ${said(operand[0])}`, "Put words there", place);
      checkBody(operand[1], `flow.${operator}()`, place);
    }
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

  const reference = (who: readonly Participant[], flow: string, what: string | Text, options: Numbered = {}) => {
    const place = draft.placeOf(reference);
    checkKeys(options, numberedKeys, "flow.reference()", place);
    if (typeof flow !== "string")
      refuse(`flow.reference() names a flow or a clause, not ${said(flow)}`, 'As flow.reference([a, b], "clause 5.2", "…")', place);
    const id = draft.id("r");
    const participants = idsIn(who);
    emit(
      draft,
      { kind: "reference", id, participants, flow, text: toProse(what, null), place },
      unless(options, { kind: "reference", from: null, to: null }),
    );
    return withRef({ citable: true, kind: "reference" }, { kind: "things", ids: [id], learnt: [] });
  };

  const timer = (who: Participant, name: string, duration: number) => {
    const at = (event: "start" | "stop" | "expiry", called: Called) => {
      const place = draft.placeOf(called);
      if (typeof name !== "string" || !(duration >= 0))
        refuse("flow.timer() takes a name and a duration in ms", 'As flow.timer(alice, "T1", 500)', place);
      const id = draft.id("t");
      emit(
        draft,
        {
          kind: "timer",
          id,
          participant: idOf(who),
          name,
          event,
          duration: event === "start" ? duration : null,
          place,
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

  const lettered = (body: () => void) => {
    checkBody(body, "flow.lettered()", draft.placeOf(lettered));
    within(draft, { body: draft.scope.body, lettered: true }, body);
  };

  // The types of FlowBuilder say more than these functions need to know.
  return { condition, action, exchange, alt, opt, loop, par, reference, timer, lettered } as unknown as Structure;
}
