import type { Flow } from "../../model/flow.ts";
import type { FactChange, FactKind } from "./comparison.ts";
import {
  type Described,
  departureFacts,
  erratumFacts,
  groupFacts,
  noteFacts,
  participantFacts,
  preconditionFacts,
  variantFacts,
} from "./described-facts.ts";
import { neutral } from "./described-steps.ts";
import type { Matches } from "./match-facts.ts";

/** What has changed besides the steps, in the order of a clause. */
export function compareFacts(old: Flow, now: Flow, matches: Matches): readonly FactChange[] {
  const one = (about: FactKind, of: (flow: Flow) => string): readonly FactChange[] =>
    of(old) === of(now) ? [] : [{ about, name: "", old: of(old), now: of(now) }];
  return [
    ...one("title", ({ title }) => title),
    ...one("source", ({ source }) => `${source.document}, ${source.clause}`),
    ...one("numbering", ({ numbering: { prefix, sign, end } }) => `${prefix}1${sign === "to" ? " to " : sign}${prefix}2${end}`),
    ...one("introduction", (flow) => neutral(flow.introduction, flow)),
    ...one("caption", ({ figure: { label, caption } }) => `Figure ${label}: ${caption}`),
    ...changesIn(participantFacts, old, now, matches.participants),
    ...orderOfParticipants(old, now, matches.participants),
    ...changesIn(groupFacts, old, now),
    ...changesIn(preconditionFacts, old, now, matches.preconditions),
    ...changesIn(noteFacts, old, now, matches.notes),
    ...changesIn(variantFacts, old, now),
    ...changesIn(departureFacts, old, now),
    ...changesIn(erratumFacts, old, now),
  ];
}

/** @param matched ids of the new version by those of the old; where it is not given, ids stay what they are */
function changesIn<T>(is: Described<T>, old: Flow, now: Flow, matched?: ReadonlyMap<string, string>): readonly FactChange[] {
  const { about } = is;
  const byId = new Map(is.of(now).map((each) => [is.id(each), each]));
  const partnerOf = (one: T) => byId.get(matched === undefined ? is.id(one) : (matched.get(is.id(one)) ?? ""));
  const partners = new Map(is.of(old).map((each) => [partnerOf(each), each]));
  const gone = is
    .of(old)
    .filter((each) => partnerOf(each) === undefined)
    .map((each) => ({ about, name: is.name(each), old: is.shows(each, old), now: null }));
  const rest = is.of(now).flatMap((each): readonly FactChange[] => {
    const before = partners.get(each);
    if (before === undefined) return [{ about, name: is.name(each), old: null, now: is.shows(each, now) }];
    if (is.says(before, old) === is.says(each, now)) return [];
    return [{ about, name: is.name(each), old: is.shows(before, old), now: is.shows(each, now) }];
  });
  return [...gone, ...rest];
}

function orderOfParticipants(old: Flow, now: Flow, matched: ReadonlyMap<string, string>): readonly FactChange[] {
  const kept = new Set(matched.values());
  const was = old.participants.flatMap(({ id }) => matched.get(id) ?? []);
  const is = now.participants.map(({ id }) => id).filter((id) => kept.has(id));
  if (was.join(" ") === is.join(" ")) return [];
  const named = (ids: readonly string[]) => ids.map((id) => now.participants.find((one) => one.id === id)?.name ?? id).join(", ");
  return [{ about: "order of participants", name: "", old: named(was), now: named(is) }];
}
