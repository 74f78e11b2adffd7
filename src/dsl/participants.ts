import type { ParticipantType } from "../model/flow.ts";
import { namesInstead } from "../model/nearest-name.ts";
import type { Place } from "../model/place.ts";
import { BadInput } from "../model/wrong.ts";
import { checkKeys, type Keys, refuse, said } from "./check-keys.ts";
import type { Branded } from "./known.ts";
import { type Called, callerOf } from "./place.ts";

/** A declared participant, as the body of a flow names it. */
export interface Participant<N extends string = string> extends Branded<"participant"> {
  readonly id: N;
  readonly name: string;
}

export interface ParticipantDeclaration {
  readonly declares: "participant";
  readonly type: ParticipantType;
  readonly name: string;
  readonly head: string;
  readonly place: Place;
}

export interface GroupDeclaration<M extends Declarations = Declarations> {
  readonly declares: "group";
  readonly name: string;
  readonly members: M;
}

export interface Declarations {
  readonly [key: string]: ParticipantDeclaration | GroupDeclaration;
}

/** The keys of all participants, those inside groups included. */
export type KeysOf<P> = {
  [K in keyof P & string]: P[K] extends GroupDeclaration<infer M> ? KeysOf<M> : K;
}[keyof P & string];

/** What the body of a flow receives: one handle for each declared participant, groups opened. */
export type Handles<P> = { readonly [K in KeysOf<P>]: Participant<K> };

export interface ParticipantOptions {
  /** What stands in the head of the lifeline, where the group says the rest; default: the name. */
  readonly head?: string;
}

const participantKeys: Keys<ParticipantOptions> = { head: "words?" };

function declare(type: ParticipantType) {
  const declaration = (name: string, options: ParticipantOptions = {}): ParticipantDeclaration => {
    if (typeof name !== "string" || name === "")
      refuse(`${type}() takes the name of a participant, not ${said(name)}`, `As ${type}("Alice")`, declaration);
    checkKeys(options, participantKeys, `${type}()`, declaration);
    return { declares: "participant", type, name, head: options.head ?? name, place: callerOf(declaration) };
  };
  return declaration;
}

/** A user's device: decides, and ends dialogs. */
export const ue = declare("ue");
/** A SIP proxy such as a CSCF: mostly a relay. */
export const proxy = declare("proxy");
/** An application server: decides, correlates legs. */
export const as = declare("as");
/** A SIP registrar. */
export const registrar = declare("registrar");
/** A database with subscribers' data. */
export const database = declare("database");
/** A media resource: plays, records, mixes. */
export const resource = declare("resource");
/** Any other server. */
export const server = declare("server");
/** A network drawn as one party ("SIP/IP Core A"). */
export const network = declare("network");

/** A box around participants ("Partner MC system"); groups nest. */
export function group<const M extends Declarations>(name: string, members: M): GroupDeclaration<M> {
  if (typeof name !== "string" || typeof members !== "object" || members === null) {
    refuse("group() takes a name and its members", 'As group("Home network", { core: proxy("Core") })', group);
  }
  return { declares: "group", name, members };
}

export function isParticipant(one: unknown): one is Participant {
  return typeof one === "object" && one !== null && "id" in one && typeof one.id === "string";
}

/** The id of a participant that is handed in. @throws BadInput without a place: that of the call is known further out */
export function idOf(one: unknown): string {
  if (isParticipant(one)) return one.id;
  throw new BadInput(`a participant should stand here, not ${said(one)}`, { remedy: "Name one of the participants of the flow" });
}

/** The ids of participants that are handed in as a list. */
export function idsIn(list: unknown): readonly string[] {
  if (Array.isArray(list)) return list.map(idOf);
  throw new BadInput(`a list of participants should stand here, not ${said(list)}`, { remedy: "As [alice, bob]" });
}

/** The participants by their keys; who asks for another one is told so. */
export function handlesOf(participants: readonly { readonly id: string; readonly name: string }[]): object {
  const handles = Object.fromEntries(participants.map(({ id, name }) => [id, { id, name }]));
  const names = Object.keys(handles);
  const get = (_: object, key: string | symbol): unknown => {
    if (typeof key === "symbol" || Object.hasOwn(handles, key)) return Reflect.get(handles, key);
    return refuse(`there is no participant ${key}`, namesInstead(key, names, "participants"), get as Called);
  };
  return new Proxy(handles, { get });
}
