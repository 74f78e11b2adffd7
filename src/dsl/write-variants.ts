import type { Expectation } from "../model/expectation.ts";
import type { Parameter as ParameterData } from "../model/flow.ts";
import { refuse, said } from "./check-keys.ts";
import { type Draft, newAddition, type VariantDraft, within } from "./draft.ts";
import type { FlowBuilder, VariantBuilder } from "./flow-builder.ts";
import type { FragmentHandle } from "./handles.ts";
import { isMediaSet, type MediaSet, mediaSet, type Parameter } from "./media.ts";
import { idsOf } from "./refs.ts";
import { expectBuilder } from "./write-expectations.ts";

/** The part of the builder that makes variants, and the parameters they set. */
export function variantBuilder(draft: Draft): Pick<FlowBuilder, "variant" | "parameter"> {
  const parameter = (media: MediaSet): Parameter => {
    const at = draft.placeOf(parameter);
    if (!isMediaSet(media)) refuse(`flow.parameter() takes media, not ${said(media)}`, 'As flow.parameter(call.media("video"))', at);
    const id = draft.id("p");
    draft.parameters.push({ kind: "parameter", id, media: media.ref });
    return { ...mediaSet({ kind: "parameter", parameter: id }), parameter: id };
  };
  const variant = (id: string, guard: string, body: (builder: VariantBuilder) => void) => {
    const place = draft.placeOf(variant);
    if (typeof id !== "string" || id === "" || typeof guard !== "string" || typeof body !== "function") {
      refuse(
        "flow.variant() takes an id, when it applies, and what it changes",
        'As flow.variant("all", "all are transferred", (variant) => { … })',
        place,
      );
    }
    const addition = newAddition();
    const omits: string[] = [];
    const sets: ParameterData[] = [];
    const choices: { fragment: string; operand: number }[] = [];
    const expectations: Expectation[] = [];
    const inserts: VariantDraft["inserts"][number][] = [];
    const omit: VariantBuilder["omit"] = (...things) => {
      draft.placeOf(omit);
      omits.push(...things.flatMap(idsOf));
    };
    const after: VariantBuilder["after"] = (thing, add) => {
      const at = draft.placeOf(after);
      if (typeof add !== "function") refuse(`after() takes a function, not ${said(add)}`, "As () => { … }", at);
      const [follows = ""] = idsOf(thing).slice(-1);
      const before = addition.steps.length;
      const added = within(draft, { addition, collapsed: null, lettered: true }, add);
      inserts.push({ kind: "insertion", after: follows, body: added, stepCount: addition.steps.length - before });
    };
    const set: VariantBuilder["set"] = (of, media) => {
      const at = draft.placeOf(set);
      if (!isMediaSet(of) || !("parameter" in of) || !isMediaSet(media))
        refuse("set() takes a parameter and media", "As set(moved, call.media())", at);
      sets.push({ kind: "parameter", id: of.parameter, media: media.ref });
    };
    const choose: VariantBuilder["choose"] = (of, operand) => {
      const at = draft.placeOf(choose);
      if (!isFragment(of) || !Number.isInteger(operand))
        refuse("choose() takes a fragment and the number of an operand, from 0", "As choose(modes, 1)", at);
      choices.push({ fragment: of.fragment, operand });
    };
    body({ expect: expectBuilder(draft, expectations), set, omit, after, choose });
    draft.variants.push({ kind: "variant", id, guard, omits, sets, choices, expectations, place, addition, inserts });
  };
  return { parameter, variant };
}

function isFragment(one: unknown): one is FragmentHandle {
  return typeof one === "object" && one !== null && "fragment" in one;
}
