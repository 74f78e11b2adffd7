import type { Column } from "../plan/row.ts";

/** Whether an id is letters, digits and underscores, and none of the words that a program has a use of its own for (in lower case). */
export function isFreeWord(id: string, keywords: ReadonlySet<string>): boolean {
  return /^[a-z]\w*$/iu.test(id) && !keywords.has(id.toLowerCase());
}

/** What participants are called in a text for another program: by their ids where it can read them, else `p1`, `p2`, … */
export class Names {
  readonly #names: readonly string[];
  readonly #at: ReadonlyMap<string, number>;

  /** @param isReadable whether the program takes an id for a name */
  constructor(columns: readonly Column[], isReadable: (id: string) => boolean) {
    const ids = columns.map(({ participant }) => participant);
    const taken = new Set(ids.filter(isReadable));
    let count = 0;
    const nextFree = () => {
      do count += 1;
      while (taken.has(`p${count}`));
      return `p${count}`;
    };
    this.#names = ids.map((id) => (isReadable(id) ? id : nextFree()));
    this.#at = new Map(ids.map((id, at) => [id, at]));
  }

  of(participant: string): string {
    return this.#names[this.#at.get(participant) ?? -1] ?? participant;
  }

  /** The leftmost and the rightmost; those of all where none is named. */
  ends(participants: readonly string[]): readonly [first: string, last: string] {
    const all = participants.length === 0 ? [0, this.#names.length - 1] : participants.map((id) => this.#at.get(id) ?? 0);
    return [this.#names[Math.min(...all)] ?? "", this.#names[Math.max(...all)] ?? ""];
  }

  /** From the leftmost to the rightmost. @param between what stands between them */
  across(participants: readonly string[], between: string): string {
    const [first, last] = this.ends(participants);
    return first === last ? first : `${first}${between}${last}`;
  }

  /** Whether a message goes to the right. */
  isRightwards(from: string, to: string): boolean {
    return (this.#at.get(from) ?? 0) <= (this.#at.get(to) ?? 0);
  }
}
