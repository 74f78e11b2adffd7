import { namedInSentence } from "../model/authors-articles.ts";
import type { Flow } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import { indexOf } from "../model/walk.ts";
import { arrivalKeyOf, type LocalEvent, type LocalMessage, type LocalView, type Phase } from "./local-view.ts";
import type { UnfoldedMessage } from "./unfold.ts";
import { unlearntIn } from "./unlearnt.ts";
import { valuesIn } from "./values.ts";
import type { EventSketch, ViewSketch } from "./view-draft.ts";

/** Makes local views of what has been sketched; a message is the same object in all of them. */
export function viewFinisher(flow: Flow, messages: ReadonlyMap<string, UnfoldedMessage>): (sketch: ViewSketch) => LocalView {
  const { messages: defined, participants } = indexOf(flow);
  const valuesOf = valuesIn(flow);
  const names = new Map<string, string>();
  const locals = new Map<string, LocalMessage>();

  const named = (participant: string): string => {
    const known = names.get(participant) ?? namedInSentence(flow, participant);
    names.set(participant, known);
    return known;
  };
  const local = (message: Message): LocalMessage => {
    const known = locals.get(message.id) ?? seenOf(message);
    locals.set(message.id, known);
    return known;
  };
  const seenOf = ({ id, role, name, signal, carries, path, answers }: Message): LocalMessage => {
    const request = answers === null ? undefined : (messages.get(answers)?.message ?? defined.get(answers));
    return {
      id,
      role,
      name,
      signal,
      carries,
      origin: path[0]?.participant ?? null,
      target: path.at(-1)?.participant ?? null,
      answers: answers === null ? null : { id: answers, name: request?.name ?? answers },
    };
  };

  return ({ participant, configured, events: sketches, learnt }) => {
    const followers: number[][] = sketches.map(() => []);
    const roots: Record<Phase, number[]> = { prelude: [], flow: [] };
    const arrivals = new Map<string, number[]>();
    const peers = new Map([[participant, named(participant)]]);
    const events = sketches.map((sketch): LocalEvent => {
      const { index, phase, kind, role, element, peer, message, next, pair, timer, makes } = sketch;
      const after = afterOf(sketch, sketches, learnt);
      const unlearnt = unlearntIn(participant, sketch, learnt, messages, flow);
      const seen = message === null ? null : local(message);
      const event = { index, phase, kind, role, element, peer, message: seen, next, after, pair, unlearnt, timer, makes };
      for (const at of after) followers[at]?.push(index);
      if (after.length === 0 && role === "end") roots[phase].push(index);
      if (kind === "receive" && seen !== null) {
        const key = arrivalKeyOf(peer, seen);
        const known = arrivals.get(key);
        if (known === undefined) arrivals.set(key, [index]);
        else known.push(index);
      }
      for (const one of [peer, next, seen?.origin, seen?.target]) if (one != null && !peers.has(one)) peers.set(one, named(one));
      return event;
    });
    const type = participants.get(participant)?.type ?? null;
    const relays = events.some(({ role }) => role === "relay");
    const { configuration, items } = valuesOf(configured, learnt);
    return { participant, type, names: peers, events, relays, configured, configuration, items, roots, followers, arrivals };
  };
}

/** What an event waits for: its own order, and that it has learnt what it needs. What the prelude has brought is there already. */
function afterOf(
  { index, phase, after, using, needs }: EventSketch,
  sketches: readonly EventSketch[],
  learnt: ReadonlyMap<string, number>,
): readonly number[] {
  if (using.length === 0 && needs.length === 0) return after;
  const waits = new Set(after);
  for (const what of [...using, ...needs]) {
    const at = learnt.get(what) ?? -1;
    if (at < index && sketches[at]?.phase === phase) waits.add(at);
  }
  return [...waits];
}
