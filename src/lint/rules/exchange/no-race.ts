import type { CausalEvent } from "../../../analysis/causal-order.ts";
import { type Race, racesOf } from "../../../analysis/races.ts";
import type { Flow } from "../../../model/flow.ts";
import { elementsOf, indexOf, nameOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { labelOf } from "../../label-of.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const noRace = flowRule({
  meta: {
    id: "exchange/no-race",
    summary: "Messages reach a participant in the order in which they are drawn",
    severity: "info",
    source: "RFC 5407",
    whatIf: true,
    rationale:
      "Whoever receives has no say in what comes first. Where nothing makes the sender of the second message wait until the first one has arrived, both orders occur, and an implementation that knows only the drawn one fails now and then. Slack is by how many hops the first has to be late; the smaller, the likelier. What comes of it is seen by letting it happen. Between messages of strands of par no order is drawn.",
    options: {
      slack: { type: "integer", minimum: 0, maximum: 1000, default: 20, summary: "Most hops of slack of a race that is told." },
    },
  },
  *check(flow, { slack: most }, tryOut) {
    const races = racesOf(flow).filter(({ slack }) => slack <= most);
    if (races.length === 0) return;
    const outcome = tryOut(flow);
    for (const race of races) yield findingOf(race, flow, outcome(race));
  },
});

function findingOf(race: Race, flow: Flow, outcome: string | null): Finding {
  const { participant, first, second, slack } = race;
  const { stepOf, elements } = indexOf(flow);
  const steps = [first, second].flatMap(({ local }) => stepOf.get(local.element) ?? []);
  const place = elements.get(first.local.element)?.place ?? flow.place;
  const other = elements.get(second.local.element)?.place ?? flow.place;
  const sender = second.local.message?.origin ?? second.local.peer;
  const [early, late] = [printed(flow, second), printed(flow, first)];
  const detail = [lateness(messageOf(first), slack), ...(outcome === null ? [] : [outcome])].join("; ");
  return {
    place,
    steps,
    reason: `Unexpected ${early} at ${nameOf(flow, participant)} before ${late} (${detail}), expected ${nameOf(flow, participant)} to take either order, or ${nameOf(flow, sender)} to wait before it sends ${messageOf(second)}`,
    related: [{ message: `${messageOf(second)} stands here`, place: other }],
  };
}

/** What it takes. */
function lateness(first: string, slack: number): string {
  if (slack === 0) return `any delay of ${first} is enough`;
  const hops = (count: number) => (count === 1 ? "one hop" : `${count} hops`);
  return slack > 0 ? `if ${first} is more than ${hops(slack)} late` : `unless ${first} is ${hops(-slack)} early`;
}

/** "202 Accepted of step 8"; what is not printed stands after a step. */
function printed(flow: Flow, event: CausalEvent): string {
  const step = indexOf(flow).stepOf.get(event.local.element);
  if (step !== undefined) return `${messageOf(event)}${labelOf(flow, [step], " of ")}`;
  return `${messageOf(event)} (not printed${labelOf(flow, stepBefore(flow, event.local.element), ", after ")})`;
}

function stepBefore(flow: Flow, element: string) {
  const { stepOf } = indexOf(flow);
  let last = null;
  for (const { id } of elementsOf(flow.body)) {
    if (id === element) break;
    last = stepOf.get(id) ?? last;
  }
  return last === null ? [] : [last];
}

function messageOf({ local }: CausalEvent): string {
  return local.message === null ? "a message" : called(local.message);
}
