import type { Flow, Note, Precondition } from "../../model/flow.ts";
import { commonSubsequence } from "../alignment/common-subsequence.ts";
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
