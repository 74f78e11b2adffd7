/** The keys, and what they do. */
export const help: readonly (readonly [keys: string, does: string])[] = [
  ["→  ↓  n  Space  Enter", "the next event"],
  ["←  ↑  p  Backspace", "the event before"],
  ["Page Up, Page Down", "a page of the pane that has the focus"],
  ["Home, End", "its beginning and its end"],
  ["j  k", "one line of it down and up"],
  ["Tab, Shift+Tab", "the focus goes to the next pane"],
  ["/ text", "to the next step or message that has this in it"],
  ["N", "searches for the same again"],
  ["g step", "to that step"],
  ["? or h", "this help"],
  ["q or Ctrl+C", "leaves"],
];

/** How the ladder is to be read. */
export const signs: readonly (readonly [sign: string, means: string])[] = [
  ["──►", "has arrived"],
  ["╌╌►", "is on its way"],
  ["··►", "is still to come"],
  ["╌╌x", "does not arrive"],
  ["+  -", "what is new in this event, and what has ended"],
];

/** What is left of it when there is one line, the longest that fits. */
export const keyLines: readonly string[] = [
  "←→ step   Tab pane   PgUp PgDn scroll   / search   g step   ? help   q leave",
  "←→ step  Tab pane  / search  g step  ? help  q leave",
  "←→ step  Tab pane  ? help  q leave",
  "? help  q leave",
];
