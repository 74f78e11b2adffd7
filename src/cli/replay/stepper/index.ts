/** Stepping through a trace on the screen of a terminal: a pure view, (state, key) → state and (state, size) → lines. */
export { draw } from "./draw.ts";
export { readKeys } from "./keys.ts";
export { painted } from "./line.ts";
export { newPlay, type Play } from "./play.ts";
export { newState, react } from "./state.ts";
