import type { Flow, Group, Participant as ParticipantData } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import { BadInput } from "../model/wrong.ts";
import { checkKeys, refuse, said } from "./check-keys.ts";
import { newDraft } from "./draft.ts";
import { finish } from "./finish.ts";
import { type FlowBuilder, figureKeys, type Head, headKeys, modeKeys, numberingKeys, sourceKeys } from "./flow-builder.ts";
import { componentNames, type Session, sessionOf } from "./media.ts";
import { type Declarations, type Handles, handlesOf } from "./participants.ts";
import { callerOf } from "./place.ts";
import { exchangeBuilder } from "./write-exchanges.ts";
import { expectBuilder } from "./write-expectations.ts";
import { givenBuilder } from "./write-given.ts";
import { lifelineBuilder } from "./write-lifelines.ts";
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
  checkHead(head, body, place);
  const { participants, groups } = declared(head.participants, place);
  const draft = newDraft(participants, groups);
  const session = (components: readonly string[]): Session => {
    const at = draft.placeOf(session);
    const media = componentNames(components, "flow.session()", at);
    const id = draft.id("s");
    draft.sessions.push({ kind: "session", id, media, place: at });
    return sessionOf(id, media);
  };
  const builder: FlowBuilder = {
    given: givenBuilder(draft),
    expect: expectBuilder(draft, draft.expectations),
    session,
    ...exchangeBuilder(draft),
    ...structureBuilder(draft),
    ...proseBuilder(draft),
    ...lifelineBuilder(draft),
    ...variantBuilder(draft),
  };
  try {
    body(handlesOf(participants) as Handles<P>, builder);
  } catch (wrong) {
    if (!(wrong instanceof BadInput) || wrong.place !== null) throw wrong;
    throw new BadInput(wrong.message, { place: draft.lastPlace, remedy: wrong.remedy });
  }
  const { sign = "-", prefix = "", end = "." } = head.numbering ?? {};
  const flow: Flow = {
    kind: "flow",
    id: head.id,
    title: head.title,
    figure: { kind: "figure", ...head.figure },
    source: { kind: "source", ...head.source },
    numbering: { kind: "numbering", sign, prefix, end },
    ...(head.published === undefined ? {} : { published: { version: head.published, voids: [] } }),
    introduction: draft.introduction,
    participants,
    groups,
    items: draft.items,
    parameters: draft.parameters,
    modes: (head.modes ?? []).map(({ name, covered }) => ({ kind: "mode", name, covered })),
    preconditions: draft.preconditions,
    givens: draft.givens,
    sessions: draft.sessions,
    messages: draft.main.messages,
    body: draft.body,
    ...finish(draft, prefix),
    ...(draft.lifelines.length === 0 ? {} : { lifelines: draft.lifelines }),
    expectations: draft.expectations,
    place,
  };
  defined.add(flow);
  return flow;
}

const defined = new WeakSet<object>();

/** Whether a flow is as `defineFlow` made it, so that its shape is beyond doubt. */
export function isAsDefined(flow: object): boolean {
  return defined.has(flow);
}

function checkHead(head: Head<unknown>, body: unknown, place: Place): void {
  checkKeys(head, headKeys, "defineFlow()", place);
  checkKeys(head.figure, figureKeys, "figure", place);
  checkKeys(head.source, sourceKeys, "source", place);
  checkKeys(head.numbering, numberingKeys, "numbering", place);
  for (const mode of head.modes ?? []) checkKeys(mode, modeKeys, "a mode", place);
  if (typeof body !== "function")
    refuse(`defineFlow() takes a function that says what happens, not ${said(body)}`, "As ({ alice, bob }, flow) => { … }", place);
}

/** The declarations, groups opened, in the order in which they stand. */
function declared(
  declarations: Declarations,
  place: Place,
): { readonly participants: readonly ParticipantData[]; readonly groups: readonly Group[] } {
  const participants: ParticipantData[] = [];
  const groups: Group[] = [];
  const open = (members: Declarations, parent: string | null) => {
    for (const [id, member] of Object.entries(members)) {
      if (member?.declares !== "participant" && member?.declares !== "group") {
        throw new BadInput(`participant ${id} is ${said(member)}`, { place, remedy: `Declare it, as ${id}: ue("Alice")` });
      }
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
