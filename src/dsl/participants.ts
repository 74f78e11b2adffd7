import type { ParticipantType } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import type { Branded } from "./known.ts";
import { callerOf } from "./place.ts";

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

function declare(type: ParticipantType) {
  const declaration = (name: string, options: ParticipantOptions = {}): ParticipantDeclaration => {
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
  return { declares: "group", name, members };
}
