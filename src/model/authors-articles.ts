import type { Flow } from "./flow.ts";
import { takesArticle } from "./nouns.ts";
import type { Prose } from "./prose.ts";
import { elementsOf, indexOf, nameOf } from "./walk.ts";

/** A participant in a sentence: "UE-1", "the remote end point"; as the author's own text has it, else as its name calls for. */
export function namedInSentence(flow: Flow, participant: string): string {
  const name = nameOf(flow, participant);
  return withArticle(flow, participant) ? `the ${name}` : name;
}

/** Whether a participant takes "the" in the sentences of a flow; one that it does not declare has no name that could. */
export function withArticle(flow: Flow, participant: string): boolean {
  if (!indexOf(flow).participants.has(participant)) return false;
  return authorsArticles(flow).get(participant) ?? takesArticle(nameOf(flow, participant));
}

const known = new WeakMap<Flow, ReadonlyMap<string, boolean>>();

/** Whether the author's own text sets "the" before a participant, so that a generated sentence does the same; nothing where it has no habit. */
function authorsArticles(flow: Flow): ReadonlyMap<string, boolean> {
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
