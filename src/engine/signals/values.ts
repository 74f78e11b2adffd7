import type { Identities, LocalEvent, LocalMessage, LocalView } from "../../analysis/local-view.ts";
import { quotedMessage } from "../../model/nouns.ts";
import { type ConferencePayload, type IdentitiesPayload, type Payload, printPayload, type ValuePayload } from "../../model/payload.ts";
import { carriedVectors, knowing } from "../sip/vectors.ts";
import { allocated } from "./conference.ts";
import type { SignalState, Transaction } from "./state.ts";

/** What a participant knows of the items that are more than names. */
export interface KnownValues {
  readonly byItem: ReadonlyMap<string, ValuePayload>;
  readonly mappings: readonly (readonly [IdentitiesPayload, IdentitiesPayload])[];
}

/** What somebody is called; by item, where a configuration has others than it ought to have. */
export type OtherIdentities = { readonly [item: string]: Pick<IdentitiesPayload, "private" | "public"> };

const none: KnownValues = { byItem: new Map(), mappings: [] };

/** What a participant is configured with. @param nameOf who is called what in whose domain */
export function configuredValues(
  { configuration }: LocalView,
  nameOf: (of: string, at: string) => Pick<IdentitiesPayload, "private" | "public">,
  others: OtherIdentities = {},
): KnownValues {
  if (configuration.length === 0) return none;
  const configured = ({ item, of, at }: Identities): IdentitiesPayload => ({
    kind: "sip-identities",
    item,
    ...(others[item] ?? nameOf(of, at)),
  });
  return {
    byItem: new Map(configuration.flatMap((one) => (one.kind === "identities" ? [[one.identities.item, configured(one.identities)]] : []))),
    mappings: configuration.flatMap((one) =>
      one.kind === "mapping" ? [[configured(one.between[0]), configured(one.between[1])] as const] : [],
    ),
  };
}

/** What goes out in a message besides names, and who knows it then; or a predicate that says what its sender lacks. */
export type Contents = { readonly state: SignalState; readonly payloads: readonly Payload[] } | { readonly lacking: string };

/** @param transaction the request that it answers */
export function contentsOf(message: LocalMessage, state: SignalState, transaction: Transaction | null = null): Contents {
  let known = knowing(message, state);
  const payloads: Payload[] = [];
  for (const { item, made } of message.carries) {
    const valued = state.view.items.get(item);
    if (valued === undefined || valued.kind === "mapping") continue;
    if (made && valued.kind === "conference") {
      const conference = allocated(item, transaction, state);
      if (conference === null) return { lacking: `has not been asked to set anything aside as ${valued.name}` };
      known = withValue(known, conference);
    }
    const value = known.values.byItem.get(item);
    if (value === undefined) return { lacking: `has only heard of ${valued.name}, not what it is` };
    payloads.push(value);
  }
  return { state: known, payloads: [...payloads, ...carriedVectors(message, known)] };
}

/** What an end learns from the payloads of a message, or a predicate: it knows otherwise. */
export function learntFrom(
  { name, payloads }: { readonly name: string; readonly payloads: readonly Payload[] },
  begin: SignalState,
): { readonly state: SignalState; readonly wrong: string | null } {
  let state = begin;
  for (const payload of payloads) {
    if (payload.kind === "authentication-vector" || payload.kind === "resynchronisation") continue;
    const known = state.values.byItem.get(payload.item);
    if (known !== undefined && printPayload(known) !== printPayload(payload)) {
      const item = nameIn(state, payload.item);
      const wrong = `receives ${quotedMessage(name)} with ${item} as "${printPayload(payload)}", but knows them as "${printPayload(known)}"`;
      return { state: begin, wrong };
    }
    state = withValue(state, payload);
  }
  return { state, wrong: null };
}

/** An action that makes identities of others maps them, as the participant is configured. */
export function mapped({ makes }: LocalEvent, begin: SignalState): { readonly state: SignalState; readonly wrong: string | null } {
  let state = begin;
  for (const item of makes) {
    if (state.view.items.get(item)?.kind !== "identities") continue;
    const target = nameIn(state, item);
    const [[one, other] = []] = state.values.mappings.filter((pair) => pair.some((side) => side.item === item));
    const [to, from] = one?.item === item ? [one, other] : [other, one];
    if (to === undefined || from === undefined) {
      if (state.values.byItem.has(item)) continue;
      return { state: begin, wrong: `is to find ${target}, but is configured with no mapping to them` };
    }
    const known = state.values.byItem.get(from.item);
    const source = nameIn(state, from.item);
    if (known === undefined) return { state: begin, wrong: `is to map ${source}, of which it has only heard the name` };
    if (printPayload(known) !== printPayload(from))
      return { state: begin, wrong: `is to map ${source} "${printPayload(known)}", which its mapping does not have` };
    const before = state.values.byItem.get(item);
    if (before !== undefined && printPayload(before) !== printPayload(to))
      return { state: begin, wrong: `maps ${source} to "${printPayload(to)}", but knows ${target} as "${printPayload(before)}"` };
    state = withValue(state, to);
  }
  return { state, wrong: null };
}

/** The conference whose address and ports a description names, because its message carries it. */
export function conferenceIn(
  { carries }: LocalMessage,
  { view, values }: SignalState,
): ConferencePayload | { readonly lacking: string } | null {
  for (const { item } of carries) {
    const valued = view.items.get(item);
    if (valued?.kind !== "conference") continue;
    const value = values.byItem.get(item);
    return value?.kind === "conference" ? value : { lacking: `has only heard of ${valued.name}, not what it is` };
  }
  return null;
}

export function withValue(state: SignalState, value: ValuePayload): SignalState {
  if (state.values.byItem.get(value.item) === value) return state;
  return { ...state, values: { ...state.values, byItem: new Map([...state.values.byItem, [value.item, value]]) } };
}

function nameIn({ view }: SignalState, item: string): string {
  return view.items.get(item)?.name ?? `"${item}"`;
}
