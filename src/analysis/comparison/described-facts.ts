import type { Flow, Group, Note, Participant, Precondition, Variant } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import type { Departure, Erratum } from "../../model/record.ts";
import type { FactKind } from "./comparison.ts";
import { neutral } from "./described-steps.ts";

/** A kind of things of which a flow has several, and how one of them is told from another. */
export interface Described<T> {
  readonly about: FactKind;
  of(flow: Flow): readonly T[];
  /** By which it is known again in another version, unless it is matched otherwise. */
  id(one: T): string;
  /** As people call it. */
  name(one: T): string;
  /** What a person is shown of it. @param flow that it is in */
  shows(one: T, flow: Flow): string;
  /** What is compared, in which numbers do not count. */
  says(one: T, flow: Flow): string;
}

export const participantFacts: Described<Participant> = {
  about: "participant",
  of: ({ participants }) => participants,
  id: ({ id }) => id,
  name: ({ name }) => name,
  shows: describe,
  says: describe,
};

export const groupFacts: Described<Group> = {
  about: "group",
  of: ({ groups }) => groups,
  id: ({ id }) => id,
  name: ({ name }) => name,
  shows: ({ name }) => name,
  says: ({ name }) => name,
};

export const preconditionFacts: Described<Precondition> = {
  about: "precondition",
  of: ({ preconditions }) => preconditions,
  id: ({ id }) => id,
  name: ({ letter }) => `precondition ${letter}`,
  shows: ({ text }, flow) => onOneLine(text, flow),
  says: ({ text }, flow) => neutral(text, flow),
};

export const noteFacts: Described<Note> = {
  about: "note",
  of: ({ notes }) => notes,
  id: ({ id }) => id,
  name: ({ style, number }) => (style === "editor" ? "Editor's note" : number === null ? "NOTE" : `NOTE ${number}`),
  shows: ({ text }, flow) => onOneLine(text, flow),
  says: ({ style, text }, flow) => `${style} ${neutral(text, flow)}`,
};

export const variantFacts: Described<Variant> = {
  about: "variant",
  of: ({ variants }) => variants,
  id: ({ id }) => id,
  name: ({ id }) => id,
  shows: ({ guard }) => `if ${guard}`,
  says: ({ guard }) => guard,
};

export const departureFacts: Described<Departure> = {
  about: "departure",
  of: ({ departures }) => departures,
  id: ({ source, reason }) => `${source} ${reason}`,
  name: ({ source }) => source,
  shows: ({ reason }) => reason,
  says: ({ reason }) => reason,
};

export const erratumFacts: Described<Erratum> = {
  about: "erratum",
  of: ({ errata }) => errata,
  id: ({ where, was }) => `${where} ${was}`,
  name: ({ where }) => where,
  shows: ({ was, now }) => `${was} → ${now}`,
  says: ({ was, now, why }) => `${was} ${now} ${why}`,
};

function describe({ name, head, type }: Participant): string {
  return `${name} (${type}${head === name ? "" : `, "${head}"`})`;
}

function onOneLine(text: Prose, flow: Flow): string {
  return printProse(text, flow).replace(/\s+/gu, " ").trim();
}
