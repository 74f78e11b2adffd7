import type { Flow, Note, Participant, Precondition } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import { commonSubsequence } from "../alignment/common-subsequence.ts";
import type { FactChange, FactKind } from "./comparison.ts";
import { neutral } from "./described-steps.ts";

/** Ids of the new version by those of the old. */
export interface Matches {
  readonly participants: ReadonlyMap<string, string>;
  readonly preconditions: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
}

/** By their ids; those whose id is gone, by their names. */
export function matchParticipants(old: Flow, now: Flow): ReadonlyMap<string, string> {
  const matches = new Map<string, string>();
  const byId = new Set(now.participants.map(({ id }) => id));
  for (const { id } of old.participants) if (byId.has(id)) matches.set(id, id);
  const taken = new Set(matches.values());
  for (const { id, name } of old.participants) {
    const same = matches.has(id) ? undefined : now.participants.find((one) => one.name === name && !taken.has(one.id));
    if (same !== undefined) matches.set(id, same.id);
  }
  return matches;
}

export function matchPreconditions(old: Flow, now: Flow): ReadonlyMap<string, string> {
  return matchTexts(textsOf(old.preconditions, old), textsOf(now.preconditions, now));
}

export function matchNotes(old: Flow, now: Flow): ReadonlyMap<string, string> {
  return matchTexts(textsOf(old.notes, old), textsOf(now.notes, now));
}

type Text = readonly [id: string, text: string];

function textsOf(all: readonly (Note | Precondition)[], flow: Flow): readonly Text[] {
  return all.map((one) => [one.id, `${"style" in one ? one.style : ""} ${neutral(one.text, flow)}`] as const);
}

/** Those that say the same, in order; then what stands in the same place. */
function matchTexts(old: readonly Text[], now: readonly Text[]): ReadonlyMap<string, string> {
  const pairs = commonSubsequence(
    old.map(([, text]) => text),
    now.map(([, text]) => text),
  );
  const matches = new Map<string, string>();
  let before = [-1, -1] as readonly [number, number];
  for (const pair of [...pairs, [old.length, now.length] as const]) {
    const [between, others] = [old.slice(before[0] + 1, pair[0]), now.slice(before[1] + 1, pair[1])];
    for (const [at, [id, text]] of between.entries()) {
      const other = others[at];
      if (other !== undefined && isAlike(text, other[1])) matches.set(id, other[0]);
    }
    const [one, same] = [old[pair[0]], now[pair[1]]];
    if (one !== undefined && same !== undefined) matches.set(one[0], same[0]);
    before = pair;
  }
  return matches;
}

/** Whether two texts have half of their words in common. */
function isAlike(a: string, b: string): boolean {
  const [one, other] = [a.split(/\s+/u), b.split(/\s+/u)];
  return 2 * commonSubsequence(one, other).length >= Math.min(one.length, other.length);
}

/** What has changed besides the steps, in the order of a clause. */
export function compareFacts(old: Flow, now: Flow, matches: Matches): readonly FactChange[] {
  const one = (about: FactKind, of: (flow: Flow) => string): readonly FactChange[] =>
    of(old) === of(now) ? [] : [{ about, name: "", old: of(old), now: of(now) }];
  const many = <T>(about: FactKind, of: (flow: Flow) => readonly T[], is: Described<T>, matched: ReadonlyMap<string, string> | null) =>
    changesIn(about, { old: of(old), now: of(now) }, is, matched);
  const said = (flow: Flow, text: Prose) => printProse(text, flow).replace(/\s+/gu, " ").trim();
  const byText =
    (flow: Flow) =>
    ({ text }: Precondition | Note) =>
      neutral(text, flow);
  return [
    ...one("title", ({ title }) => title),
    ...one("source", ({ source }) => `${source.document}, ${source.clause}`),
    ...one("numbering", ({ numbering: { prefix, sign, end } }) => `${prefix}1${sign === "to" ? " to " : sign}${prefix}2${end}`),
    ...one("introduction", (flow) => neutral(flow.introduction, flow)),
    ...one("caption", ({ figure: { label, caption } }) => `Figure ${label}: ${caption}`),
    ...many(
      "participant",
      ({ participants }) => participants,
      { id: ({ id }) => id, name: ({ name }) => name, says: () => describe, shows: () => describe },
      matches.participants,
    ),
    ...orderOfParticipants(old, now, matches.participants),
    ...many(
      "group",
      ({ groups }) => groups,
      {
        id: ({ id }) => id,
        name: ({ name }) => name,
        says:
          () =>
          ({ name }) =>
            name,
        shows:
          () =>
          ({ name }) =>
            name,
      },
      null,
    ),
    ...many(
      "precondition",
      ({ preconditions }) => preconditions,
      {
        id: ({ id }) => id,
        name: ({ letter }) => `precondition ${letter}`,
        says: (side) => byText(side === "old" ? old : now),
        shows:
          (side) =>
          ({ text }) =>
            said(side === "old" ? old : now, text),
      },
      matches.preconditions,
    ),
    ...many(
      "note",
      ({ notes }) => notes,
      {
        id: ({ id }) => id,
        name: nameOfNote,
        says: (side) => (note) => `${note.style} ${byText(side === "old" ? old : now)(note)}`,
        shows:
          (side) =>
          ({ text }) =>
            said(side === "old" ? old : now, text),
      },
      matches.notes,
    ),
    ...many(
      "variant",
      ({ variants }) => variants,
      {
        id: ({ id }) => id,
        name: ({ id }) => id,
        says:
          () =>
          ({ guard }) =>
            guard,
        shows:
          () =>
          ({ guard }) =>
            `if ${guard}`,
      },
      null,
    ),
    ...many(
      "departure",
      ({ departures }) => departures,
      {
        id: ({ source, reason }) => `${source} ${reason}`,
        name: ({ source }) => source,
        says:
          () =>
          ({ reason }) =>
            reason,
        shows:
          () =>
          ({ reason }) =>
            reason,
      },
      null,
    ),
    ...many(
      "erratum",
      ({ errata }) => errata,
      {
        id: ({ where, was }) => `${where} ${was}`,
        name: ({ where }) => where,
        says:
          () =>
          ({ was, now: is, why }) =>
            `${was} ${is} ${why}`,
        shows:
          () =>
          ({ was, now: is }) =>
            `${was} → ${is}`,
      },
      null,
    ),
  ];
}

interface Described<T> {
  readonly id: (one: T) => string;
  readonly name: (one: T) => string;
  /** What is compared, in which numbers do not count. */
  readonly says: (side: "old" | "now") => (one: T) => string;
  /** What a person is shown. */
  readonly shows: (side: "old" | "now") => (one: T) => string;
}

function changesIn<T>(
  about: FactKind,
  { old, now }: { readonly old: readonly T[]; readonly now: readonly T[] },
  is: Described<T>,
  matched: ReadonlyMap<string, string> | null,
): readonly FactChange[] {
  const byId = new Map(now.map((each) => [is.id(each), each]));
  const partnerOf = (one: T) => byId.get(matched === null ? is.id(one) : (matched.get(is.id(one)) ?? ""));
  const partners = new Map(old.map((each) => [partnerOf(each), each]));
  const gone = old
    .filter((each) => partnerOf(each) === undefined)
    .map((each) => ({ about, name: is.name(each), old: is.shows("old")(each), now: null }));
  const rest = now.flatMap((each): readonly FactChange[] => {
    const before = partners.get(each);
    if (before === undefined) return [{ about, name: is.name(each), old: null, now: is.shows("now")(each) }];
    if (is.says("old")(before) === is.says("now")(each)) return [];
    return [{ about, name: is.name(each), old: is.shows("old")(before), now: is.shows("now")(each) }];
  });
  return [...gone, ...rest];
}

function describe({ name, head, type }: Participant): string {
  return `${name} (${type}${head === name ? "" : `, "${head}"`})`;
}

function nameOfNote({ style, number }: Note): string {
  return style === "editor" ? "Editor's note" : number === null ? "NOTE" : `NOTE ${number}`;
}

function orderOfParticipants(old: Flow, now: Flow, matched: ReadonlyMap<string, string>): readonly FactChange[] {
  const kept = new Set(matched.values());
  const was = old.participants.flatMap(({ id }) => matched.get(id) ?? []);
  const is = now.participants.map(({ id }) => id).filter((id) => kept.has(id));
  if (was.join(" ") === is.join(" ")) return [];
  const named = (ids: readonly string[]) => ids.map((id) => now.participants.find((one) => one.id === id)?.name ?? id).join(", ");
  return [{ about: "order of participants", name: "", old: named(was), now: named(is) }];
}
