import type { Flow } from "../../../model/flow.ts";
import type { Moment } from "../../../model/moment.ts";
import { printDeed, printMessage } from "../../moment-words.ts";

/** A row of the ladder: a message on its way, or what one or several participants do or reach. */
export interface LadderRow {
  readonly kind: "message" | "deed" | "begin";
  readonly step: string | null;
  /** For a message sender and receiver; else all that take part. */
  readonly participants: readonly string[];
  readonly text: string;
  /** Index of the first moment of it, and of the one in which it has arrived; null for a message that does not. */
  readonly first: number;
  readonly last: number | null;
}

/** A message has one row, whether it is being sent or comes; a condition one for all who reach it. */
export function rowsOf(moments: readonly Moment[], flow: Flow): { readonly rows: readonly LadderRow[]; readonly rowOf: readonly number[] } {
  const rows: LadderRow[] = [];
  const rowOf: number[] = [];
  const known = new Map<string, number>();
  const put = (key: string | null, row: LadderRow): void => {
    if (key !== null) known.set(key, rows.length);
    rowOf.push(rows.length);
    rows.push(row);
  };
  for (const [at, moment] of moments.entries()) {
    const { n, event, step, from, to, hop, cause, phase } = moment;
    if (phase === "flow" && (at === 0 || moments[at - 1]?.phase === "prelude")) {
      const text = at === 0 ? "" : "the flow begins";
      if (text !== "") rows.push({ kind: "begin", step: null, participants: [], text, first: at, last: at });
    }
    if (event === "receive" && known.has(`sent ${cause}`)) {
      const place = known.get(`sent ${cause}`) ?? 0;
      const row = rows[place];
      rowOf.push(place);
      if (row !== undefined) rows[place] = { ...row, last: row.last ?? at };
    } else if (event === "send" || event === "receive") {
      const last = event === "receive" ? at : null;
      put(event === "send" ? `sent ${n}` : null, {
        kind: "message",
        step,
        participants: [from, to],
        text: printMessage(moment),
        first: at,
        last,
      });
    } else {
      const key = `${phase} ${event} ${hop}`;
      const place = event === "condition" && hop !== null ? known.get(key) : undefined;
      const row = place === undefined ? undefined : rows[place];
      if (place !== undefined && row !== undefined && !row.participants.includes(from)) {
        rowOf.push(place);
        rows[place] = { ...row, participants: [...row.participants, from], last: at };
      } else put(key, { kind: "deed", step, participants: [from], text: printDeed(moment, flow), first: at, last: at });
    }
  }
  return { rows, rowOf };
}
