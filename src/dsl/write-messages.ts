import type { Hop } from "../model/element.ts";
import type { Carried, Message, PathPoint } from "../model/message.ts";
import type { Place } from "../model/place.ts";
import type { Signal } from "../model/signal.ts";
import { BadInput } from "../model/wrong.ts";
import { refuse, said } from "./check-keys.ts";
import { type Draft, emit } from "./draft.ts";
import type { MessageOptions, NewItem } from "./handles.ts";
import type { Item } from "./known.ts";
import { idOf } from "./participants.ts";
import { learntIdsOf, refOf, withRef } from "./refs.ts";
import type { Text } from "./text.ts";
import { toProse } from "./to-prose.ts";

/** Any options, as they arrive after the types have done their work. */
export type AnyOptions = Omit<MessageOptions<string, string, Record<string, unknown>>, "text"> & { readonly text?: string | Text };

export interface MessageDraft {
  readonly role: Message["role"];
  readonly name: string;
  readonly signal: Signal;
  readonly answers: string | null;
  readonly points: readonly PathPoint[];
  readonly options: AnyOptions;
  /** Whether its last hop loses it; default: false. */
  readonly isLost?: boolean;
  readonly place: Place;
}

/** A message that has begun to pass its hops. */
export interface Passing {
  readonly message: Message;
  readonly items: Record<string, object>;
  /** Whether it never arrives at the end of its path. */
  readonly isLost: boolean;
  /** Hops passed so far. */
  passed: number;
}

/** Makes the message and passes it on, to its end or as far as `until`. */
export function startMessage(draft: Draft, { role, name, signal, answers, points, options, isLost = false, place }: MessageDraft): Passing {
  const id = draft.id("m");
  const speaker = points[0]?.participant ?? "";
  const { carries, items } = carry(draft, options.carries ?? {}, id, place);
  const message: Message = {
    kind: "message",
    id,
    role,
    name,
    signal,
    answers,
    path: points,
    carries,
    using: (options.using ?? []).flatMap(learntIdsOf),
    show: draft.scope.collapsed === null ? (options.show ?? "hops") : "hidden",
    text: options.text === undefined ? null : toProse(options.text, speaker),
    place,
  };
  draft.scope.addition.messages.push(message);
  const passing = { message, items, isLost, passed: 0 };
  passOn(draft, passing, options.until === undefined ? null : idOf(options.until), place);
  return passing;
}

/** The items of a message: new ones are made, known ones passed on. */
function carry(draft: Draft, asked: Readonly<Record<string, unknown>>, message: string, place: Place) {
  const carries: Carried[] = [];
  const items: Record<string, object> = {};
  for (const [key, value] of Object.entries(asked)) {
    const item = itemOf(draft, value as NewItem | Item, place);
    carries.push({ item, made: refOf(value) === null });
    items[key] = withRef({}, { kind: "item", item, message });
  }
  return { carries, items };
}

/** The id of an item that is known, or made here. */
export function itemOf(draft: Draft, item: NewItem | Item, place: Place): string {
  const ref = refOf(item);
  if (ref === null && !(typeof item === "object" && item !== null && "makes" in item)) {
    refuse(`an item should stand here, not ${said(item)}`, 'As item("the vectors"), or reply.items.vectors', place);
  }
  return ref?.kind === "item" ? ref.item : makeItem(draft, item as NewItem, place);
}

export function makeItem(draft: Draft, { makes, value }: Pick<NewItem, "makes" | "value">, place: Place): string {
  const id = draft.id("i");
  draft.items.push({ kind: "item", id, name: makes, ...(value === null ? {} : { value }), place });
  return id;
}

/** Passes a message on from where it is. @param until a participant ahead on the path; null for its end */
function passOn(draft: Draft, passing: Passing, until: string | null, place: Place): void {
  const { message } = passing;
  const end =
    until === null ? message.path.length - 1 : message.path.findIndex((point, at) => at > passing.passed && point.participant === until);
  if (message.path.length < 2) throw new BadInput(`${message.name} has no way to go`, { place, remedy: "A path has two ends at least" });
  if (end <= passing.passed) {
    throw new BadInput(until === null ? `${message.name} has passed its whole path` : `${message.name} has no ${until} ahead on its path`, {
      place,
      remedy: "Name a participant that the message has not reached yet",
    });
  }
  for (let at = passing.passed; at < end; at += 1) emitHop(draft, message, at, place, passing.isLost && at === message.path.length - 2);
  passing.passed = end;
}

function emitHop(draft: Draft, message: Message, at: number, place: Place, isLost: boolean): void {
  const from = message.path[at];
  const to = message.path[at + 1];
  if (from === undefined || to === undefined) return;
  const id = `${message.id}.${at + 1}`;
  const lost = isLost ? ({ lost: true } as const) : {};
  const hop: Hop = { kind: "hop", id, message: message.id, from: from.participant, to: to.participant, ...lost, place };
  const { steps } = draft.scope.addition;
  const open = steps.at(-1);
  const joins = at > 0 && (from.hidden || message.show === "ends") && open?.covers.at(-1)?.startsWith(`${message.id}.`) === true;
  if (message.show !== "hidden" && joins && open !== undefined) {
    open.covers.push(hop.id);
    steps[steps.length - 1] = { ...open, to: to.participant };
    emit(draft, hop, null);
    return;
  }
  emit(draft, hop, message.show === "hidden" ? null : { kind: "message", from: from.participant, to: to.participant });
}

const wordFor = { request: "a request", reply: "an answer", ack: "an ACK", "one-way": "a message that nobody answers" } as const;

/** What every sent message offers: itself and its hops to cite, and the way on. */
export function sentHandle(draft: Draft, passing: Passing): object {
  const { message } = passing;
  const part = (from: number, to: number, place: Place): object => {
    const count = message.path.length - 1;
    if (!(from >= 1 && from <= to && to <= count)) {
      const asked = from === to ? `hop ${from}` : `hops ${from} to ${to}`;
      throw new BadInput(`${message.name} has no ${asked}`, { place, remedy: `Its hops are counted from 1 to ${count}` });
    }
    const ids = Array.from({ length: to - from + 1 }, (_, at) => `${message.id}.${from + at}`);
    return withRef({ citable: true }, { kind: "things", ids });
  };
  const hop = (n: number) => part(n, n, draft.placeOf(hop));
  const hops = (from: number, to: number) => part(from, to, draft.placeOf(hops));
  const onward = (to?: { readonly id: string }) => {
    const place = draft.placeOf(onward);
    passOn(draft, passing, to === undefined ? null : idOf(to), place);
  };
  // A request and a final answer to INVITE have these, and overwrite them.
  const reply = () =>
    refuse(
      `${message.name} is ${wordFor[message.role]}: only a request is answered`,
      "Answer what flow.request() returned",
      draft.placeOf(reply),
    );
  const ack = () =>
    refuse(`${message.name} is not acknowledged: only a final answer to an INVITE is`, "Leave the ack() out", draft.placeOf(ack));
  const handle = { citable: true, items: passing.items, hop, hops, onward, reply, ack };
  return withRef(handle, { kind: "things", ids: [message.id] });
}
