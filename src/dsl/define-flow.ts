import type { Flow, Group, Participant as ParticipantData } from "../model/flow.ts";
import { BadInput } from "../model/wrong.ts";
import { newDraft } from "./draft.ts";
import { finish } from "./finish.ts";
import type { FlowBuilder, Head } from "./flow-builder.ts";
import { type Session, sessionOf } from "./media.ts";
import type { Declarations, Handles, Participant } from "./participants.ts";
import { callerOf } from "./place.ts";
import { exchangeBuilder } from "./write-exchanges.ts";
import { expectBuilder } from "./write-expectations.ts";
import { givenBuilder } from "./write-given.ts";
import { proseBuilder } from "./write-prose.ts";
import { structureBuilder } from "./write-structure.ts";
import { variantBuilder } from "./write-variants.ts";

/**
 * Defines a flow: who takes part, and what happens in the order of its clause. Every number is computed.
 *
 * @throws BadInput with the place of the call where something cannot be built, as the ninth hop of a path of three
 */
export function defineFlow<const P extends Declarations>(head: Head<P>, body: (participants: Handles<P>, flow: FlowBuilder) => void): Flow {
  const place = callerOf(defineFlow);
  const { participants, groups } = declared(head.participants);
  const draft = newDraft(participants, groups);
  const builder: FlowBuilder = {
    given: givenBuilder(draft),
    expect: expectBuilder(draft, draft.expectations),
    session: (components): Session => sessionOf(draft.id("s"), components),
    ...exchangeBuilder(draft),
    ...structureBuilder(draft),
    ...proseBuilder(draft),
    ...variantBuilder(draft),
  };
  const handles = Object.fromEntries(participants.map(({ id, name }) => [id, { id, name } as Participant]));
  try {
    body(handles as Handles<P>, builder);
  } catch (wrong) {
    if (!(wrong instanceof BadInput) || wrong.place !== null) throw wrong;
    throw new BadInput(wrong.message, { place: draft.lastPlace, remedy: wrong.remedy });
  }
  const { sign = "-", prefix = "", end = "." } = head.numbering ?? {};
  return {
    kind: "flow",
    id: head.id,
    title: head.title,
    figure: { kind: "figure", ...head.figure },
    source: { kind: "source", ...head.source },
    numbering: { kind: "numbering", sign, prefix, end },
    introduction: draft.introduction,
    participants,
    groups,
    items: draft.items,
    parameters: draft.parameters,
    modes: (head.modes ?? []).map(({ name, covered }) => ({ kind: "mode", name, covered })),
    preconditions: draft.preconditions,
    givens: draft.givens,
    messages: draft.main.messages,
    body: draft.body,
    ...finish(draft, prefix),
    expectations: draft.expectations,
    place,
  };
}

/** The declarations, groups opened, in the order in which they stand. */
function declared(declarations: Declarations): { readonly participants: readonly ParticipantData[]; readonly groups: readonly Group[] } {
  const participants: ParticipantData[] = [];
  const groups: Group[] = [];
  const open = (members: Declarations, parent: string | null) => {
    for (const [id, member] of Object.entries(members)) {
      if (member.declares === "participant") {
        participants.push({
          kind: "participant",
          id,
          name: member.name,
          head: member.head,
          type: member.type,
          group: parent,
          place: member.place,
        });
      } else {
        groups.push({ kind: "group", id, name: member.name, parent });
        open(member.members, id);
      }
    }
  };
  open(declarations, null);
  return { participants, groups };
}
