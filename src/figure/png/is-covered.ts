import type { Scene } from "../scene.ts";
import { isMeasured } from "../text-width.ts";

/** Whether the face that comes with the tool has all characters of a figure. */
export function isCovered({ parts }: Scene): boolean {
  return parts.every(({ marks }) => marks.every((mark) => mark.kind !== "words" || mark.lines.every(({ text }) => isMeasured(text))));
}
