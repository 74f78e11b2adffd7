import { type Choice, choicesOf } from "../../analysis/choices/choices-of.ts";
import { type ChoiceParty, isOwn } from "../../analysis/choices/parties.ts";
import type { LocalEvent } from "../../analysis/local-view.ts";
import type { Flow } from "../../model/flow.ts";
import { printLabel } from "../../model/step-label.ts";
import { indexOf, nameOf } from "../../model/walk.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";

const standings = { decides: "decides", told: "is told", untold: "is not told", unsure: "may wait" } as const;
const colours = { decides: "bold", told: "green", untold: "yellow", unsure: "yellow" } as const;

/** Who decides each variant, alternative and option, and who learns of it in which step. */
export function printChoices(flow: Flow, session: Session): string {
  const choices = choicesOf(flow);
  if (choices.length === 0) return "  There are no variants and no alternatives.";
  return choices.map((choice) => printChoice(choice, flow, session)).join("\n\n");
}

function printChoice(choice: Choice, flow: Flow, session: Session): string {
  const { paint } = session;
  const rows = choice.parties.map((party) => [
    nameOf(flow, party.participant),
    paint(colours[party.standing], standings[party.standing]),
    howOf(party, choice),
  ]);
  const head = choice.kind === "variant" ? `--variant ${choice.id}` : choice.kind;
  // The way that is drawn first and the other one, each by its own words.
  const otherwise = choice.otherwise === null ? "" : ` (instead of "${choice.otherwise}")`;
  const guard = choice.otherwise === null ? `if ${choice.guard}` : `"${choice.guard}"`;
  return `  ${paint("bold", head)}  ${guard}${otherwise}\n${printTable(rows, { width: widthOf(session), indent: "    " })}`;
}

/** The same as data. */
export function choiceEntries(flow: Flow): readonly object[] {
  return choicesOf(flow).map((choice) => ({
    kind: choice.kind,
    id: choice.id,
    if: choice.guard,
    parties: choice.parties.map((party) => ({
      participant: nameOf(flow, party.participant),
      standing: party.standing,
      how: howOf(party, choice),
    })),
  }));
}

function howOf(party: ChoiceParty, choice: Choice): string {
  const { decision, upon } = party;
  const [usual, other] = party.firsts;
  const stated = (way: 0 | 1, event: LocalEvent) => `${nameIn(event)}${stepIn(choice.ways[way], event.element)}`;
  switch (party.standing) {
    case "decides":
      if (decision !== null) return `in its action${stepIn(stepped(choice, decision), decision)}`;
      return either(usual === null ? null : `by ${stated(0, usual)}`, other === null ? null : `by ${stated(1, other)}`, choice);
    case "told":
      if (upon !== null) return `by ${stated(0, upon)}, upon which it acts`;
      if ((usual === null || isOwn(usual)) && (other === null || isOwn(other))) return "by its configuration";
      return either(usual === null ? null : `by ${stated(0, usual)}`, other === null ? null : `by ${stated(1, other)}`, choice);
    case "untold":
      return `before ${either(usual === null ? null : stated(0, usual), other === null ? null : stated(1, other), choice)}`;
    case "unsure": {
      const [way, awaited] = other !== null && !isOwn(other) ? ([1, other] as const) : ([0, usual] as const);
      return awaited === null ? "" : `for ${stated(way, awaited)}, ${conditionOf(choice, way)}`;
    }
  }
}

/** Both ways in a line; once where they are the same. */
function either(usual: string | null, other: string | null, choice: Choice): string {
  if (usual === other) return usual ?? "";
  if (usual === null) return `${other}, ${conditionOf(choice, 1)}`;
  if (other === null) return `${usual}, ${conditionOf(choice, 0)}`;
  return `${usual}; ${other}, ${conditionOf(choice, 1)}`;
}

function conditionOf({ kind }: Choice, way: 0 | 1): string {
  const one = kind === "variant" ? "in the variant" : kind === "opt" ? "with the option" : "in the other";
  const not = kind === "variant" ? "not in the variant" : kind === "opt" ? "without the option" : "in the first";
  return way === 1 ? one : not;
}

function nameIn({ message, timer, kind }: LocalEvent): string {
  if (message !== null) return message.name;
  return timer === null ? "its action" : `timer ${timer.name}${kind === "expiry" ? ", which expires" : ""}`;
}

/** The way that has the element. */
function stepped({ ways }: Choice, element: string): Flow {
  return indexOf(ways[0]).elements.has(element) ? ways[0] : ways[1];
}

function stepIn(flow: Flow, element: string): string {
  const step = indexOf(flow).stepOf.get(element);
  return step === undefined ? "" : ` of step ${printLabel(step.number)}`;
}
