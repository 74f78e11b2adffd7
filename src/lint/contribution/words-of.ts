import { type Contribution, type RecoveredFlow, tokensOf } from "../../contribution/index.ts";

/** How often words stand in a text, as keys. */
export interface WordCounts {
  readonly words: ReadonlyMap<string, number>;
  /** The text as keys, for counting phrases. */
  readonly text: string;
}

const inFlows = new WeakMap<RecoveredFlow, WordCounts>();
const inDocuments = new WeakMap<Contribution, WordCounts>();

export function wordsOfFlow(flow: RecoveredFlow): WordCounts {
  const known = inFlows.get(flow);
  if (known !== undefined) return known;
  const made = countIn(flow.steps.flatMap(({ passages }) => passages.map(({ paragraph, from }) => paragraph.text.slice(from))));
  inFlows.set(flow, made);
  return made;
}

export function wordsOfDocument(contribution: Contribution): WordCounts {
  const known = inDocuments.get(contribution);
  if (known !== undefined) return known;
  const made = countIn(contribution.pieces.map(({ paragraph }) => paragraph.text));
  inDocuments.set(contribution, made);
  return made;
}

function countIn(texts: readonly string[]): WordCounts {
  const words = new Map<string, number>();
  const all: string[] = [];
  for (const text of texts) {
    for (const word of tokensOf(text.replace(/[.,;:()[\]!?]/gu, " "))) {
      words.set(word, (words.get(word) ?? 0) + 1);
      all.push(word);
    }
  }
  return { words, text: ` ${all.join(" ")} ` };
}

/** How often a key stands there. */
export function timesIn({ text }: WordCounts, key: string): number {
  let count = 0;
  for (let at = text.indexOf(` ${key} `); at >= 0; at = text.indexOf(` ${key} `, at + key.length + 1)) count += 1;
  return count;
}
