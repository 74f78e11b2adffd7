/** Where something stands in a file a person can open. */
export interface Place {
  /** The path as the user would type it, never an absolute one of this machine. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** `flows/mcx.ts:12:3`, the form terminals turn into a link. */
export function printPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
