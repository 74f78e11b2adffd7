import { type Choice, choicesOf } from "../../../analysis/choices/choices-of.ts";
import { type ChoiceParty, isOwn } from "../../../analysis/choices/parties.ts";
import type { LocalEvent } from "../../../analysis/local-view.ts";
import type { Flow } from "../../../model/flow.ts";
import { indexOf, nameOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { labelOf } from "../../label-of.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const requireLocalChoice = flowRule({
  meta: {
    id: "flow/require-local-choice",
    summary: "Where a flow goes one way or another, one participant decides and tells the others before they act on it",
    severity: "warning",
    source: "ITU-T Z.120 §7.2",
    rationale:
      "In a figure everybody seems to know which variant or alternative it is. In the world each participant knows what it has received: who acts one way or the other without having been told has to guess, and two may guess differently. Where nothing but the order is open, because somebody does not know whether to wait for a message that comes only one way, the finding is an information.",
  },
  variants: false,
  *check(flow) {
    for (const choice of choicesOf(flow)) {
      const decider = choice.parties.find(({ standing }) => standing === "decides");
      for (const party of choice.parties) {
        if (party.standing === "untold") yield untold(flow, choice, party, decider);
        if (party.standing === "unsure") yield unsure(flow, choice, party);
      }
    }
  },
});

function untold(flow: Flow, choice: Choice, party: ChoiceParty, decider: ChoiceParty | undefined): Finding {
  const way = party.firsts[1] !== null && isOwn(party.firsts[1]) ? 1 : 0;
  const event = party.firsts[way];
  const name = nameOf(flow, party.participant);
  const after = party.last === null ? "" : stepLabel(choice.ways[0], party.last, " after ");
  const what = event === null ? "part" : described(choice.ways[way], event);
  return {
    ...about(choice, way, event),
    reason: `Unexpected ${what} of ${name} ${condition(choice, way)}, expected something that tells it so${after}${decidedBy(flow, choice, decider)}`,
  };
}

function decidedBy(flow: Flow, { ways }: Choice, decider: ChoiceParty | undefined): string {
  if (decider === undefined) return "";
  const { participant, decision, firsts } = decider;
  const way = firsts[1] === null ? 0 : 1;
  const element = decision ?? firsts[way]?.element ?? "";
  const step = indexOf(ways[way]).stepOf.get(element);
  return `, as ${nameOf(flow, participant)} decides that${step === undefined ? "" : labelOf(flow, [step], " in ")}`;
}

function unsure(flow: Flow, choice: Choice, { participant, firsts }: ChoiceParty): Finding {
  const way = firsts[1] !== null && !isOwn(firsts[1]) ? 1 : 0;
  const [awaited, next] = [firsts[way], firsts[1 - way]];
  const name = nameOf(flow, participant);
  const before = next == null ? "" : ` before ${described(choice.ways[way === 1 ? 0 : 1], next)}`;
  return {
    ...about(choice, way, awaited),
    severity: "info",
    reason: `Unexpected wait of ${name} for ${awaited === null ? "something" : described(choice.ways[way], awaited)}${before}, expected something that tells it whether that comes: it does only ${condition(choice, way)}`,
  };
}

function about(choice: Choice, way: 0 | 1, event: LocalEvent | null): Pick<Finding, "place" | "steps" | "related"> {
  const { elements, stepOf } = indexOf(choice.ways[way]);
  const step = event === null ? undefined : stepOf.get(event.element);
  return {
    place: elements.get(event?.element ?? "")?.place ?? choice.place,
    steps: step === undefined ? [] : [step],
    related: [{ message: `${choice.kind === "variant" ? `Variant ${choice.id}` : "The choice"} stands here`, place: choice.place }],
  };
}

function condition({ kind, guard, otherwise }: Choice, way: 0 | 1): string {
  if (way === 1) return `if ${guard}`;
  return kind === "alt" && otherwise !== null ? `if ${otherwise}` : `unless ${guard}`;
}

/** "BYE of step 5", "the action of step 3". */
function described(flow: Flow, event: LocalEvent): string {
  const what = event.message === null ? (event.timer === null ? "action" : `timer ${event.timer.name}`) : called(event.message);
  return `${what}${stepLabel(flow, event, " of ")}`;
}

function stepLabel(flow: Flow, event: LocalEvent, before: string): string {
  const step = indexOf(flow).stepOf.get(event.element);
  return step === undefined ? "" : labelOf(flow, [step], before);
}
