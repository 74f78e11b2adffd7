import type { Expectation, Parameter as ParameterData } from "../model/flow.ts";
import { type Draft, newAddition, type VariantDraft, within } from "./draft.ts";
import type { FlowBuilder, VariantBuilder } from "./flow-builder.ts";
import { type MediaSet, mediaSet, type Parameter } from "./media.ts";
import { idsOf } from "./refs.ts";
import { expectBuilder } from "./write-expectations.ts";

/** The part of the builder that makes variants, and the parameters they set. */
export function variantBuilder(draft: Draft): Pick<FlowBuilder, "variant" | "parameter"> {
  const parameter = (media: MediaSet): Parameter => {
    const id = draft.id("p");
    draft.parameters.push({ kind: "parameter", id, media: media.ref });
    return { ...mediaSet({ kind: "parameter", parameter: id }), parameter: id };
  };
  const variant = (id: string, guard: string, body: (builder: VariantBuilder) => void) => {
    const place = draft.placeOf(variant);
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
      draft.placeOf(after);
      const [follows = ""] = idsOf(thing).slice(-1);
      const before = addition.steps.length;
      const added = within(draft, { addition, collapsed: null, lettered: true }, add);
      inserts.push({ kind: "insertion", after: follows, body: added, stepCount: addition.steps.length - before });
    };
    body({
      expect: expectBuilder(draft, expectations),
      set: (of, media) => void sets.push({ kind: "parameter", id: of.parameter, media: media.ref }),
      omit,
      after,
      choose: ({ fragment }, operand) => void choices.push({ fragment, operand }),
    });
    draft.variants.push({ kind: "variant", id, guard, omits, sets, choices, expectations, place, addition, inserts });
  };
  return { parameter, variant };
}
