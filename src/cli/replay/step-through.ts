import type { Flow } from "../../model/flow.ts";
import type { TraceEvent } from "../../model/trace.ts";
import type { Session } from "../session.ts";
import type { Screen } from "../terminal/terminal.ts";
import { draw, newPlay, newState, painted, react, readKeys } from "./stepper/index.ts";

/** @param title what is stepped through @param end what there is to say behind the last event */
export async function stepThrough(
  title: string,
  events: readonly TraceEvent[],
  flow: Flow,
  end: string,
  screen: Screen,
  { paint }: Session,
): Promise<void> {
  const play = newPlay(title, events, flow, end);
  let state = newState(play);
  let size = { columns: 80, rows: 24 };
  let rest = "";
  await screen.run({
    draw(now) {
      size = now;
      return draw(state, play, size).lines.map((line) => painted(line, paint));
    },
    take(text, isAll) {
      const read = readKeys(rest + text);
      rest = isAll ? "" : read.rest;
      const keys = isAll && read.rest !== "" ? [...read.keys, { kind: "named", name: "escape" } as const] : read.keys;
      for (const key of keys) {
        if (key.kind === "named" && key.name === "suspend") return "suspend";
        state = react(state, key, play, draw(state, play, size).extent);
        if (state.isLeft) return "leave";
      }
      return "go on";
    },
  });
}
