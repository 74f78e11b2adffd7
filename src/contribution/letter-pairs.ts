import type { Act, MessageName } from "./contribution.ts";

/** `ULR`, `CCA`: a command of three letters or four, the last of which says whether it asks or answers. */
const LETTERS = /^([A-Z]{2,3})([RA])(?![A-Za-z-])/u;

/**
 * With the roles of commands that are told by their letters (RFC 6733 §3.2: each request and its answer differ in the last one), where a flow
 * has both of a pair; for other acts nothing is made.
 */
export function withLetterPairs<Step extends { readonly acts: readonly Act[] }>(steps: readonly Step[]): readonly Step[] {
  const ends = new Map<string, Set<string>>();
  for (const { acts } of steps) {
    for (const { message } of acts) {
      const [, stem = "", end = ""] = LETTERS.exec(message?.text ?? "") ?? [];
      if (stem !== "") ends.set(stem, (ends.get(stem) ?? new Set()).add(end));
    }
  }
  const pairs = new Set([...ends].flatMap(([stem, both]) => (both.size > 1 ? [stem] : [])));
  if (pairs.size === 0) return steps;
  return steps.map((step) => {
    const acts = step.acts.map((act) => {
      const message = act.message === null ? null : paired(act.message, pairs);
      return message === act.message ? act : { ...act, message };
    });
    return acts.every((act, at) => act === step.acts[at]) ? step : { ...step, acts };
  });
}

function paired(message: MessageName, pairs: ReadonlySet<string>): MessageName {
  const [, stem = "", end = ""] = LETTERS.exec(message.text) ?? [];
  return pairs.has(stem) ? { ...message, base: stem.toLowerCase(), role: end === "R" ? "request" : "response" } : message;
}
