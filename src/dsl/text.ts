import type { Branded, CarriedItem, Citable, Item, Known } from "./known.ts";
import type { Participant } from "./participants.ts";

/** A piece of prose; `V` is what it quotes or cites, so that the speaker's knowledge can be checked. */
export interface Text<V = unknown> extends Branded<"text"> {
  readonly says: V;
  readonly strings: readonly string[];
  readonly values: readonly V[];
}

/** "received in step 4": prints where the speaker received the message that carried the item. */
export interface Received<By extends string> extends Branded<"received">, Known<By> {
  readonly received: CarriedItem;
}

/** Cites several things at once. */
export interface Steps extends Citable {
  readonly steps: readonly Citable[];
}

/** The figure of this flow, for prose: "figure 10.1.6.2-1". */
export interface ThisFigure extends Branded<"figure"> {
  readonly figure: true;
}

/** What a speaker may put into prose: plain words, participants, anything with a number, and what it knows. */
export type Sayable<Speaker extends string> = string | Participant | Citable | ThisFigure | (Item & Known<Speaker>) | Received<Speaker>;

/** Prose with handles in it, right after any change: text`the ${mmsc} invites ${ue2}, see ${refer}`. */
export function text<const V extends readonly unknown[]>(strings: TemplateStringsArray, ...values: V): Text<V[number]> {
  return { strings, values } as unknown as Text<V[number]>;
}

/** Prints "received in step N", for somebody who has received it. */
export function received<By extends string>(item: CarriedItem & Known<By>): Received<By> {
  return { received: item } as unknown as Received<By>;
}

/** Prints "steps 1, 10, 11 and 12". */
export function steps(...of: readonly Citable[]): Steps {
  return { citable: true, steps: of };
}

/** Prints "figure 10.1.6.2-1". */
export const thisFigure = { figure: true } as ThisFigure;
