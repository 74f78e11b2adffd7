import type { Flow } from "../../../model/flow.ts";
import type { Moment } from "../../../model/moment.ts";
import type { TraceEvent } from "../../../model/trace.ts";
import { momentsOf } from "../../../trace/index.ts";
import { type LadderRow, rowsOf } from "./ladder-rows.ts";

/** What is stepped through: it does not change. */
export interface Play {
  /** "mmsc-transfer, variant all-media, seed 1". */
  readonly title: string;
  readonly flow: Flow;
  readonly moments: readonly Moment[];
  /** Ids of the participants, in the order of the flow. */
  readonly participants: readonly string[];
  readonly rows: readonly LadderRow[];
  /** The row of each moment. */
  readonly rowOf: readonly number[];
  /** What there is to say when it is over. */
  readonly end: string;
}

export function newPlay(title: string, events: readonly TraceEvent[], flow: Flow, end: string): Play {
  const moments = momentsOf({ events });
  const { rows, rowOf } = rowsOf(moments, flow);
  const participants = [...new Set([...flow.participants.map(({ id }) => id), ...events.flatMap(({ from, to }) => [from, to])])];
  return { title, flow, moments, participants, rows, rowOf, end };
}
