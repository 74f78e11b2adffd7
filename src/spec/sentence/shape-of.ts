/** How words stand in a sentence: what they need before them to become one. */
export type Shape =
  /** "a session is anchored at MMSC AS": nothing. */
  | "clause"
  /** "obtains the dialog state": a subject. */
  | "predicate"
  /** "a session between UE-1 and UE-2": "There is". */
  | "noun"
  /** "registered", "in session": who, and "is". */
  | "state"
  | "empty";

const FINITE =
  /\b(?:is|are|was|were|has|have|had|does|do|can|may|shall|will|exists?|holds?|remains?|knows?|shares?|takes?|uses?|stays?|belongs?|owns?|hears?|sees?|sends?|receives?|registers?|subscribes?|obtains?|sets?|agrees?)\b/iu;
/** A verb that belongs to a relative clause, not to the sentence. */
const RELATIVE = /\b(?:that|which|who)\s+(?:\w+\s+)??\w+/giu;

/** What words are, as far as one can see from outside; for the sentences a writer makes of conditions and exchanges. */
export function shapeOf(words: string): Shape {
  const text = words.trim();
  if (text === "") return "empty";
  if (/^(?:is|are|has|have|was|were)\s/u.test(text)) return "predicate";
  if (/^[a-z]+(?<![suio])s\s/u.test(text) && !/^(?:its|his|hers|ours|theirs|always)\s/u.test(text)) return "predicate";
  const main = text.replace(RELATIVE, "");
  if (FINITE.test(main)) return "clause";
  if (/^(?:an?|the|no|one|two|some|several)\s/iu.test(text)) return "noun";
  return /^\p{Lu}/u.test(text) && /\s/u.test(text) ? "clause" : "state";
}
