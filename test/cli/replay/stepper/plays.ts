import { draw, newPlay, newState, type Play, react, readKeys } from "../../../../src/cli/replay/stepper/index.ts";
import { execute, parseFault } from "../../../../src/engine/index.ts";
import { allFlows } from "../../../engine/six-flows.ts";

export function playOf(name: string, faults: readonly string[] = []): Play {
  const found = allFlows.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no flow ${name}`);
  const { trace } = execute(found.flow, { seed: 1, faults: faults.map((fault) => parseFault(fault)) });
  return newPlay(`${trace.header.flow}, seed 1`, trace.events, found.flow, "this is the end");
}

/** A person who has pressed these keys. */
export function after(play: Play, keys: string, size = { columns: 80, rows: 24 }) {
  let state = newState(play);
  for (const key of readKeys(keys).keys) state = react(state, key, play, draw(state, play, size).extent);
  const { lines, extent } = draw(state, play, size);
  return { state, extent, lines, text: lines.map((line) => line.map(({ text }) => text).join("")) };
}

export const RIGHT = "\u001b[C";
export const LEFT = "\u001b[D";
export const PAGE_DOWN = "\u001b[6~";
export const PAGE_UP = "\u001b[5~";
export const HOME = "\u001b[H";
export const END = "\u001b[F";
export const BACK_TAB = "\u001b[Z";
