import { isMeasured } from "../measure/text-width.ts";
import type { Scene } from "../scene.ts";

/** The characters of a figure that the face that comes with the tool lacks, each once. */
export function uncovered({ parts }: Scene): readonly string[] {
  const found = new Set<string>();
  for (const { marks } of parts) {
    for (const mark of marks) {
      if (mark.kind !== "words") continue;
      for (const { text } of mark.lines)
        if (!isMeasured(text)) for (const character of text) if (!isMeasured(character)) found.add(character);
    }
  }
  return [...found];
}
