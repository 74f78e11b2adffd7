import { namedInSentence } from "../model/authors-articles.ts";
import type { Flow } from "../model/flow.ts";
import { calledMessage } from "../model/nouns.ts";
import { type Failure, type TraceEvent, titleOf } from "../model/trace.ts";

/** Messages that were lost on purpose and have never arrived: where a run fails, that is where it begins. @param lost ids of their hops */
export function lossesOf(flow: Flow, lost: readonly string[], events: readonly TraceEvent[]): readonly Failure[] {
  return lost.flatMap((hop) => {
    const sent = events.find((one) => one.event === "send" && one.phase === "flow" && one.hop === hop);
    if (sent === undefined || sent.message === null) return [];
    const copies = events.filter((one) => isCopy(one, sent));
    const numbers = new Set(copies.map(({ n }) => n));
    if (events.some(({ event, cause }) => event === "receive" && cause !== null && numbers.has(cause))) return [];
    const name = calledMessage(titleOf(sent.message));
    const [from, to] = [sent.from, sent.to].map((id) => namedInSentence(flow, id));
    const again = copies.length > 1 ? `, and so is each of its ${copies.length - 1} repetitions` : ", and nobody says it again";
    return [{ step: sent.step, reason: `the ${name} of ${from} to ${to} is lost${again}` }];
  });
}

function isCopy({ event, from, to, message }: TraceEvent, sent: TraceEvent): boolean {
  if (event !== "send" || from !== sent.from || to !== sent.to || message === null) return false;
  return message === sent.message || (message.kind === "sip" && sent.message?.kind === "sip" && message.raw === sent.message.raw);
}
