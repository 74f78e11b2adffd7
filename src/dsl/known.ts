/** What stands only in types: who knows of a thing, and what a thing is. */
declare const brand: unique symbol;
declare const knownBy: unique symbol;

/** A type that no other value has by accident. */
export interface Branded<B extends string> {
  readonly [brand]: B;
}

/** Something that the participants `By` have sent, received, forwarded, made or been configured with. */
export interface Known<By extends string> {
  readonly [knownBy]: { readonly [K in By]: true };
}

/** Something with a number, which prose may cite whoever speaks: `${refer}` prints "steps 3~5". */
export interface Citable {
  readonly citable: true;
}

/** A piece of information; `${item}` prints its name, for a speaker who knows it. */
export interface Item extends Branded<"item"> {
  readonly item: true;
}

/** An item as one message carried it, so that `received(item)` knows the step. */
export interface CarriedItem extends Item {
  readonly carried: true;
}
