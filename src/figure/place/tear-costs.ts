import type { Flow } from "../../model/flow.ts";
import { indexOf } from "../../model/walk.ts";
import type { MessageRow, Row } from "../plan/row.ts";

/** What it costs to begin a page in front of a row, in pages: so much of a page may stay empty for it not to happen. */
const IN_PARAGRAPH = 0.25;
/** For each frame that is torn. */
const IN_FRAME = 0.2;
/** Between a request and its answer, where that is near. */
const IN_EXCHANGE = 0.06;
/** Where nobody would: in front of a note on what is above, or after a frame has opened. */
const AT_LAST = 10;

/** As many rows a request and its answer may be apart for a page to be broken elsewhere. */
const NEAR = 6;

/** Of each row, what it costs to begin a page with it. */
export function tearCosts(rows: readonly Row[], flow: Flow): Float64Array {
  const costs = new Float64Array(rows.length);
  const asked = new Map<string, number>();
  let depth = 0;
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1]?.kind;
    if (row.kind === "close") depth -= 1;
    let cost = depth * IN_FRAME;
    if (row.kind === "note" || row.kind === "close" || before === "open" || before === "operand") cost += AT_LAST;
    if (row.kind === "message" && !row.begins) cost += IN_PARAGRAPH;
    // Between two alternatives the frame is torn where it has a line in any case.
    if (row.kind === "operand") cost -= IN_FRAME / 2;
    costs[at] = (costs[at] ?? 0) + cost;
    if (row.kind === "open") depth += 1;
    if (row.kind !== "message") continue;
    const { message, answers } = messageOf(row, flow);
    if (message !== null) asked.set(message, at);
    const request = answers === null ? undefined : asked.get(answers);
    if (request === undefined || at - request > NEAR) continue;
    for (let between = request + 1; between <= at; between += 1) costs[between] = (costs[between] ?? 0) + IN_EXCHANGE;
    if (answers !== null) asked.delete(answers);
  }
  return costs;
}

function messageOf({ elements }: MessageRow, flow: Flow): { readonly message: string | null; readonly answers: string | null } {
  const index = indexOf(flow);
  const element = index.elements.get(elements[0] ?? "");
  const message = element?.kind === "hop" ? element.message : null;
  return { message, answers: message === null ? null : (index.messages.get(message)?.answers ?? null) };
}
