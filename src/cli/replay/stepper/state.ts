import type { Key, KeyName } from "./keys.ts";
import type { Play } from "./play.ts";
import { momentOfStep, nextWith } from "./seek.ts";

export const panes = ["ladder", "message", "dialogs", "media", "knowledge"] as const;
export type Pane = (typeof panes)[number];

/** Where a person is in a play. */
export interface State {
  /** Index of the moment. */
  readonly at: number;
  readonly pane: Pane;
  /** Which of the panes beside the ladder stands where there is room for one. */
  readonly shown: Exclude<Pane, "ladder">;
  /** First line of each pane; null where it follows what happens. */
  readonly scroll: Readonly<Record<Pane, number | null>>;
  /** What is being typed. */
  readonly prompt: { readonly kind: "search" | "goto"; readonly text: string } | null;
  readonly isHelp: boolean;
  /** What was searched last; "" for nothing. */
  readonly search: string;
  /** What there is to say about the last key. */
  readonly notice: string | null;
  readonly isLeft: boolean;
}

const following: State["scroll"] = { ladder: null, message: null, dialogs: null, media: null, knowledge: null };

/** A trace is looked at from its first step; what was before is one key away. */
export function newState({ moments }: Play): State {
  const first = moments.findIndex(({ phase }) => phase === "flow");
  return {
    ...{ at: Math.max(0, first), pane: "ladder", shown: "message", scroll: following, prompt: null },
    ...{ isHelp: false, search: "", notice: null, isLeft: false },
  };
}

/** How far a page goes in the pane that has the keys, and how far it can go: what is drawn knows. */
export interface Extent {
  readonly page: number;
  /** The first line that is shown now, and the last one that can be the first. */
  readonly top: number;
  readonly bottom: number;
}

/** What a key makes of a state. */
export function react(state: State, key: Key, play: Play, extent: Extent): State {
  const calm = { ...state, notice: null };
  if (key.kind === "named" && key.name === "interrupt") return { ...calm, isLeft: true };
  if (state.prompt !== null) return typed(calm, state.prompt, key, play);
  if (state.isHelp) return { ...calm, isHelp: false, isLeft: key.kind === "character" && key.character === "q" };
  return key.kind === "named" ? named(calm, key.name, play, extent) : character(calm, key.character, play, extent);
}

function named(state: State, name: KeyName, play: Play, extent: Extent): State {
  switch (name) {
    case "right":
    case "down":
    case "enter":
      return moved(state, state.at + 1, play);
    case "left":
    case "up":
    case "backspace":
      return moved(state, state.at - 1, play);
    case "page up":
      return paged(state, -1, play, extent);
    case "page down":
      return paged(state, 1, play, extent);
    case "home":
      return state.pane === "ladder" ? moved(state, 0, play) : scrolled(state, 0, extent);
    case "end":
      return state.pane === "ladder" ? moved(state, play.moments.length - 1, play) : scrolled(state, extent.bottom, extent);
    case "tab":
      return turned(state, 1);
    case "back tab":
      return turned(state, -1);
    case "escape":
    case "interrupt":
    case "suspend":
    case "redraw":
      return state;
  }
}

function character(state: State, one: string, play: Play, extent: Extent): State {
  switch (one) {
    case "n":
    case " ":
      return moved(state, state.at + 1, play);
    case "p":
      return moved(state, state.at - 1, play);
    case "j":
      return state.pane === "ladder" ? moved(state, state.at + 1, play) : scrolled(state, extent.top + 1, extent);
    case "k":
      return state.pane === "ladder" ? moved(state, state.at - 1, play) : scrolled(state, extent.top - 1, extent);
    case "/":
      return { ...state, prompt: { kind: "search", text: "" } };
    case "g":
      return { ...state, prompt: { kind: "goto", text: "" } };
    case "N":
      return state.search === "" ? { ...state, notice: "nothing was searched yet" } : searched(state, state.search, play);
    case "?":
    case "h":
      return { ...state, isHelp: true };
    case "q":
      return { ...state, isLeft: true };
    default:
      return state;
  }
}

function typed(state: State, prompt: NonNullable<State["prompt"]>, key: Key, play: Play): State {
  if (key.kind === "character") return { ...state, prompt: { ...prompt, text: prompt.text + key.character } };
  const done = { ...state, prompt: null };
  if (key.name === "escape") return done;
  if (key.name === "backspace") {
    const text = [...prompt.text].slice(0, -1).join("");
    return prompt.text === "" ? done : { ...state, prompt: { ...prompt, text } };
  }
  if (key.name !== "enter") return state;
  const text = prompt.text.trim();
  if (text === "") return prompt.kind === "search" && state.search !== "" ? searched(done, state.search, play) : done;
  if (prompt.kind === "search") return searched({ ...done, search: text }, text, play);
  const found = momentOfStep(play, text);
  return found === null ? { ...done, notice: `there is no step ${text}` } : moved(done, found, play);
}

function searched(state: State, text: string, play: Play): State {
  const found = nextWith(play, text, state.at);
  if (found === null) return { ...state, notice: `nothing has "${text}"` };
  const notice = found === state.at ? `"${text}" is nowhere else` : found < state.at ? "searched on from the beginning" : null;
  return { ...moved(state, found, play), notice };
}

/** To another moment, which all panes follow. */
function moved(state: State, to: number, { moments, end }: Play): State {
  const at = Math.max(0, Math.min(to, moments.length - 1));
  if (at === state.at && to !== at) return { ...state, notice: to < at ? "this is the beginning" : end };
  return { ...state, at, scroll: following };
}

function paged(state: State, turn: 1 | -1, play: Play, extent: Extent): State {
  if (state.pane !== "ladder") return scrolled(state, extent.top + turn * extent.page, extent);
  const at = Math.max(0, Math.min(state.at + turn * extent.page, play.moments.length - 1));
  return moved(state, at === state.at ? at + turn : at, play);
}

function scrolled(state: State, to: number, { bottom }: Extent): State {
  const top = Math.max(0, Math.min(to, bottom));
  return { ...state, scroll: { ...state.scroll, [state.pane]: top } };
}

function turned(state: State, turn: 1 | -1): State {
  const pane = panes[(panes.indexOf(state.pane) + turn + panes.length) % panes.length] ?? "ladder";
  return { ...state, pane, shown: pane === "ladder" ? state.shown : pane };
}
