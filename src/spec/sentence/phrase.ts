import type { Flow } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Inline, Prose } from "../../model/prose.ts";

/** A piece of a sentence in the making: words, handles, and pieces of these. */
export type Phrase = string | Inline | readonly Phrase[];

/** Pieces in a row; words become text. */
export function proseOf(phrase: Phrase): Prose {
  if (typeof phrase === "string") return phrase === "" ? [] : [{ kind: "text", value: phrase }];
  return "kind" in phrase ? [phrase] : phrase.flatMap(proseOf);
}

/** "a", "a and b", "a, b and c". */
export function listed(phrases: readonly Phrase[]): Phrase {
  return phrases.map((phrase, at) => (at === 0 ? phrase : [at === phrases.length - 1 ? " and " : ", ", phrase]));
}

/** A phrase as a sentence: a capital at its beginning, a full stop at its end. Empty stays empty. */
export function sentence(phrase: Phrase, flow: Flow): Prose {
  const prose = proseOf(phrase);
  const printed = printProse(prose, flow).trim();
  if (printed === "") return [];
  return [...trimEnd(capital(prose, flow)), ...proseOf(/[.!?:]$/u.test(printed) ? "" : ".")];
}

function trimEnd(prose: Prose): Prose {
  const last = prose.at(-1);
  if (last?.kind !== "text" || last.value === last.value.trimEnd()) return prose;
  const value = last.value.trimEnd();
  return value === "" ? trimEnd(prose.slice(0, -1)) : [...prose.slice(0, -1), { kind: "text", value }];
}

function capital(prose: Prose, flow: Flow): Prose {
  const [first, ...rest] = prose;
  if (first === undefined) return prose;
  const printed = printProse([first], flow).trimStart();
  if (printed === "") return capital(rest, flow);
  if (first.kind !== "text" && (isReference(first) || !/^\p{Ll}/u.test(printed))) return prose;
  return [{ kind: "text", value: printed.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) }, ...rest];
}

function isReference(inline: Inline): boolean {
  return inline.kind !== "participant" && inline.kind !== "item";
}

/** Sentences with a space between them. */
export function sentences(all: readonly Prose[]): Prose {
  return all.filter((prose) => prose.length > 0).flatMap((prose, at) => (at === 0 ? prose : [...proseOf(" "), ...prose]));
}
