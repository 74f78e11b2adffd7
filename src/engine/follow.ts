import { namedInSentence } from "../model/authors-articles.ts";
import type { Flow } from "../model/flow.ts";
import { quotedMessage } from "../model/nouns.ts";
import { type TraceEvent, titleOf } from "../model/trace.ts";
import { indexOf } from "../model/walk.ts";
import type { ElementFailure } from "./drive.ts";
import { type EndState, followTrace } from "./end-state.ts";
import { missingMedia, newRendezvous } from "./held-media.ts";

/** What a trace leads to, and where it cannot be: a condition does not hold when it is reached, a message never leaves its sender. */
export function follow(
  flow: Flow,
  events: readonly TraceEvent[],
): { readonly state: EndState; readonly failures: readonly ElementFailure[] } {
  const { elements } = indexOf(flow);
  const follower = followTrace();
  const failures: ElementFailure[] = [];
  const reached = newRendezvous();
  for (const event of events) {
    follower.see(event);
    if (event.event === "send" && event.from === event.to) {
      const reason = `${namedInSentence(flow, event.from)} sends ${quotedMessage(event.message === null ? "something" : titleOf(event.message))} to itself`;
      failures.push({ element: event.hop, reason, lacks: null });
    }
    const element = event.event === "condition" ? elements.get(event.hop ?? "") : undefined;
    if (element?.kind !== "condition") continue;
    if (element.holds !== null && !follower.isInSession(element.holds, event.from)) {
      const reason = `${namedInSentence(flow, event.from)} does not have the session that is said to be up`;
      failures.push({ element: element.id, reason, lacks: null });
    }
    if (element.media === null || !reached(element, event.from)) continue;
    const reason = missingMedia(flow, element.media, element.participants, follower.media());
    if (reason !== null) failures.push({ element: element.id, reason, lacks: null });
  }
  return { state: follower.end(), failures };
}
