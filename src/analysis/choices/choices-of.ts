import type { Element, Fragment } from "../../model/element.ts";
import type { Flow, Variant } from "../../model/flow.ts";
import type { Place } from "../../model/place.ts";
import { resolveVariant } from "../resolve-variant.ts";
import { type ChoiceParty, partiesOf } from "./parties.ts";

/** Where a flow goes one way or another. */
export interface Choice {
  readonly kind: "variant" | "alt" | "opt";
  /** Of the variant, or of the fragment. */
  readonly id: string;
  /** When it goes the other way. */
  readonly guard: string;
  /** When it goes the usual way; null for a variant and an option, where nobody has said. */
  readonly otherwise: string | null;
  /** The flow as it goes either way: the usual one, the other one. */
  readonly ways: readonly [Flow, Flow];
  /** Those for whom it makes a difference, in the order in which the flow declares them. */
  readonly parties: readonly ChoiceParty[];
  readonly place: Place;
}

type Way = Pick<Variant, "choices" | "omits">;

/** A way to go that takes the first operand everywhere. */
const usual: Way = { choices: [], omits: [] };

/** Every choice of a flow: its variants, then its alternatives and options, each of their operands against the first one. */
export function choicesOf(flow: Flow): readonly Choice[] {
  const variants = flow.variants.map(({ id, guard, place }) =>
    choice({ kind: "variant", id, guard, otherwise: null, ways: [flow, resolveVariant(flow, id)], place }),
  );
  return [...variants, ...fragmentChoices(flow, flow.body, usual)];
}

/** @param within the way to the elements */
function fragmentChoices(flow: Flow, body: readonly Element[], within: Way): readonly Choice[] {
  return body.flatMap((element) => {
    if (element.kind === "exchange") return fragmentChoices(flow, element.body, within);
    if (element.kind !== "fragment") return [];
    const { operator, operands } = element;
    const taking = (operand: number): Way =>
      operator === "alt" && operand > 0 ? { ...within, choices: [...within.choices, { fragment: element.id, operand }] } : within;
    const inner = operands.flatMap((operand, at) => fragmentChoices(flow, operand.body, taking(at)));
    return [...choicesAt(flow, element, within, taking), ...inner];
  });
}

function choicesAt(
  flow: Flow,
  { id, operator, operands, place }: Fragment,
  within: Way,
  taking: (operand: number) => Way,
): readonly Choice[] {
  const main = flowAlong(flow, within);
  const [first] = operands;
  if (first === undefined) return [];
  if (operator === "opt") {
    // The usual way is the one without it: who takes it has to tell.
    const without = flowAlong(flow, { ...within, omits: [...within.omits, id] });
    return [choice({ kind: "opt", id, guard: first.guard, otherwise: null, ways: [without, main], place })];
  }
  if (operator !== "alt") return [];
  return operands
    .slice(1)
    .map(({ guard }, at) =>
      choice({ kind: "alt", id, guard, otherwise: first.guard, ways: [main, flowAlong(flow, taking(at + 1))], place }),
    );
}

function choice(made: Omit<Choice, "parties">): Choice {
  return { ...made, parties: partiesOf(...made.ways) };
}

function flowAlong(flow: Flow, { choices, omits }: Way): Flow {
  if (choices.length === 0 && omits.length === 0) return flow;
  const way: Variant = {
    kind: "variant",
    id: "",
    guard: "",
    choices,
    omits,
    sets: [],
    inserts: [],
    messages: [],
    steps: [],
    paragraphs: [],
    expectations: [],
    place: flow.place,
  };
  return resolveVariant({ ...flow, variants: [way] }, way.id);
}
