import type { Flow, Step } from "../../../model/flow.ts";
import type { Place } from "../../../model/place.ts";
import { elementsOf, indexOf, nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import type { Spot } from "../../course.ts";
import { courseOf } from "../../course.ts";
import { startOf } from "../../exchanges.ts";
import { labelOf } from "../../label-of.ts";
import { inlinesOf, type Passage } from "../../passages.ts";
import { hasLearnt, lessonsOf } from "../../provenance.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const requireProvenance = flowRule({
  meta: {
    id: "participant/require-provenance",
    summary: "Who uses, carries or quotes something has received, forwarded or made it before",
    severity: "error",
    source: null,
    rationale:
      "A step that rests on information its participant cannot have is where a standard breaks when it is implemented: a message in between is missing, or what is given from the start was not said.",
  },
  *check(flow) {
    const { spots } = courseOf(flow);
    const uses = usesOf(flow);
    for (const { id, path, using, carries, place } of flow.messages) {
      const start = startOf(flow, id);
      const by = path[0]?.participant;
      if (start === null || by === undefined) continue;
      const passedOn = carries.flatMap(({ item, made }) => (made ? [] : [item]));
      for (const thing of [...using, ...passedOn])
        if (thing !== id) yield* uses({ by: [by], thing, when: start, place, steps: () => stepsOf(flow, id) });
    }
    for (const element of elementsOf(flow.body)) {
      const spot = spots.get(element.id);
      if (element.kind !== "action" || spot === undefined) continue;
      const { id, participant, using, place } = element;
      for (const thing of using)
        if (thing !== id) yield* uses({ by: [participant], thing, when: spot, place, steps: () => stepsOf(flow, id) });
    }
    for (const { inline, passage } of inlinesOf(flow, "item")) {
      const quoted = quotedBy(flow, passage);
      if (quoted !== null) yield* uses({ ...quoted, thing: inline.item, place: passage.place, steps: () => passage.steps });
    }
  },
});

interface Use {
  /** Any of these must have learnt it. */
  readonly by: readonly string[];
  readonly thing: string;
  readonly when: Spot;
  readonly place: Place;
  steps(): readonly Step[];
}

/** Tells each use of something its user has not learnt, once for each thing and place. */
function usesOf(flow: Flow): (use: Use) => Generator<Finding> {
  const { items, messages, elements } = indexOf(flow);
  const told = new Set<string>();
  return function* ({ by, thing, when, place, steps }) {
    // What the flow does not have at all is told by reference/no-undefined-….
    if (!items.has(thing) && !messages.has(thing) && !elements.has(thing)) return;
    if (by.some((one) => hasLearnt(flow, one, thing, when))) return;
    const once = `${place.line}:${place.column} ${thing}`;
    if (told.has(once)) return;
    told.add(once);
    const who = by.map((one) => nameOf(flow, one)).join(", ");
    const message = messages.get(thing);
    const what = items.get(thing) ?? (message === undefined ? `the ${elements.get(thing)?.kind}` : called(message));
    const later = by.flatMap((one) => lessonsOf(flow, one, thing)).find(({ spot }) => spot.at >= when.at)?.element ?? null;
    const expected =
      later === null
        ? `${who} to have received or made it`
        : `it after${labelOf(flow, stepsOf(flow, later), " ") || " that"}, where ${who} learns it`;
    const where = elements.get(later ?? "")?.place;
    const related = where === undefined ? [] : [{ message: `${who} learns it here`, place: where }];
    yield { place, steps: steps(), reason: `Unexpected use of ${what} by ${who}, expected ${expected}`, related };
  };
}

/** Who speaks in a passage, and when it has been said: what it does in that very moment it knows by then. */
function quotedBy(flow: Flow, { of, speaker, steps }: Passage): Pick<Use, "by" | "when"> | null {
  const { spots } = courseOf(flow);
  if (of !== null) {
    const start = spots.get(of) ?? startOf(flow, of);
    return start === null || speaker === null ? null : { by: [speaker], when: { ...start, at: start.at + 0.5 } };
  }
  const last = steps.flatMap(({ covers }) => spots.get(covers.at(-1) ?? "") ?? []).at(-1);
  const parties = new Set(steps.flatMap(({ from, to }) => [from, to].filter((one) => one !== null)));
  return last === undefined || parties.size === 0 ? null : { by: [...parties], when: { ...last, at: last.at + 0.5 } };
}
