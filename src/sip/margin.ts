/**
 * Notes about objects that go when the object goes: what a WeakMap is for. But a WeakMap keeps the values of dead keys through all quick
 * collections of garbage until there is a thorough one, which with notes about every message costs more than the messages. A private field
 * goes at once. Nobody else can see it: it is in no copy, no comparison and no JSON, and a frozen object can have it.
 */
export interface Margin<K extends object, V> {
  /** @returns undefined where nothing is noted */
  read(object: K): V | undefined;
  note(object: K, value: V): void;
}

/** Hands its object on to a class below it, which then gives its private field to that object instead of one of its own. */
const Handed = function handed(object: object): object {
  return object;
} as unknown as new (
  object: object,
) => object;

export function newMargin<K extends object, V>(): Margin<K, V> {
  class Noted extends Handed {
    #value: V;
    constructor(object: K, value: V) {
      super(object);
      this.#value = value;
    }
    static read(object: K): V | undefined {
      return #value in object ? (object as Noted).#value : undefined;
    }
    static note(object: K, value: V): void {
      if (#value in object) (object as Noted).#value = value;
      else new Noted(object, value);
    }
  }
  return { read: Noted.read, note: Noted.note };
}
