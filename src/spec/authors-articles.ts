import type { Flow } from "../model/flow.ts";
import type { Prose } from "../model/prose.ts";
import { elementsOf } from "../model/walk.ts";

const known = new WeakMap<Flow, ReadonlyMap<string, boolean>>();

/** Whether the author's own text sets "the" before a participant, so that a generated sentence does the same; nothing where it has no habit. */
export function authorsArticles(flow: Flow): ReadonlyMap<string, boolean> {
  const before = known.get(flow);
  if (before !== undefined) return before;
  const balance = new Map<string, number>();
  for (const prose of prosesOf(flow)) {
    for (const [at, inline] of prose.entries()) {
      if (inline.kind !== "participant") continue;
      const words = prose[at - 1];
      const article = words?.kind === "text" && /(?:^|\s)the\s$/iu.test(words.value);
      balance.set(inline.participant, (balance.get(inline.participant) ?? 0) + (article ? 1 : -1));
    }
  }
  const habits = new Map([...balance].filter(([, sum]) => sum !== 0).map(([id, sum]) => [id, sum > 0]));
  known.set(flow, habits);
  return habits;
}

function* prosesOf(flow: Flow): Generator<Prose> {
  yield flow.introduction;
  for (const { text } of [...flow.preconditions, ...flow.notes]) yield text;
  for (const { text } of [...flow.messages, ...flow.paragraphs]) if (text !== null) yield text;
  for (const element of elementsOf(flow.body)) if ("text" in element) yield element.text;
}
