import type { Content } from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";

/** A person's document, renewed. */
export interface Synced {
  readonly content: Uint8Array;
  /** What stands beside it, by path. */
  readonly beside: ReadonlyMap<string, Content>;
  /** A line for each part that was left as it is because a person has changed it. */
  readonly edited: readonly string[];
}

export function noParts(file: string, how: string): BadInput {
  return new BadInput(`${file} has no parts that are generated`, {
    remedy: `\`callflow write FLOW --markers -o FILE\` writes a document that has; or ${how}`,
  });
}
