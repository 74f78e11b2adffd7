import type { Flow } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { elementsOf, indexOf } from "../../model/walk.ts";

/** Where a participant learnt an item: by a message it received, or by an action of its own. */
export interface Learning {
  /** Position of the hop or action among all elements. */
  readonly at: number;
  readonly by: "message" | "action";
  readonly id: string;
}

/** What a sentence about one message has to recall of the others. */
export interface Recall {
  /** Position of each element among all. */
  readonly positions: ReadonlyMap<string, number>;
  /** Replies by the id of their request. */
  readonly replies: ReadonlyMap<string, readonly Message[]>;
  /** What can be cited with a number, in order, by participant and item. */
  readonly learnt: ReadonlyMap<string, readonly Learning[]>;
}

const recalls = new WeakMap<Flow, Recall>();

/** Made once for a flow: all sentences together look at each element once. */
export function recallOf(flow: Flow): Recall {
  const known = recalls.get(flow);
  if (known !== undefined) return known;
  const made = makeRecall(flow);
  recalls.set(flow, made);
  return made;
}

function makeRecall(flow: Flow): Recall {
  const { messages, stepOf } = indexOf(flow);
  const positions = new Map<string, number>();
  const learnt = new Map<string, Learning[]>();
  const learn = (who: string, item: string, learning: Learning) => append(learnt, keyOf(who, item), learning);
  let at = 0;
  for (const element of elementsOf(flow.body)) {
    at += 1;
    positions.set(element.id, at);
    if (!stepOf.has(element.id)) continue;
    if (element.kind === "hop") {
      for (const { item } of messages.get(element.message)?.carries ?? [])
        learn(element.to, item, { at, by: "message", id: element.message });
    } else if (element.kind === "action") {
      for (const item of element.makes) learn(element.participant, item, { at, by: "action", id: element.id });
    }
  }
  const replies = new Map<string, Message[]>();
  for (const message of flow.messages) if (message.role === "reply" && message.answers !== null) append(replies, message.answers, message);
  return { positions, replies, learnt };
}

/** Where `who` last learnt the item before an element; null where no step says. */
export function lastLearnt(flow: Flow, who: string, item: string, before: string): Learning | null {
  const { learnt, positions } = recallOf(flow);
  const end = positions.get(before) ?? 0;
  const learnings = learnt.get(keyOf(who, item)) ?? [];
  // They stand in order: half of them at a time.
  let [low, high] = [0, learnings.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((learnings[middle]?.at ?? end) < end) low = middle + 1;
    else high = middle;
  }
  return learnings[low - 1] ?? null;
}

function keyOf(who: string, item: string): string {
  return JSON.stringify([who, item]);
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
