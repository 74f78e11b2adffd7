import { namedInSentence } from "../model/authors-articles.ts";
import type { Flow } from "../model/flow.ts";
import type { TraceEvent } from "../model/trace.ts";
import { indexOf } from "../model/walk.ts";
import type { ElementFailure } from "./drive.ts";
import { type EndState, followTrace } from "./end-state.ts";

/** What a trace leads to, and which conditions did not hold when it reached them. */
export function follow(
  flow: Flow,
  events: readonly TraceEvent[],
): { readonly state: EndState; readonly failures: readonly ElementFailure[] } {
  const { elements } = indexOf(flow);
  const follower = followTrace();
  const failures: ElementFailure[] = [];
  for (const event of events) {
    follower.see(event);
    const element = event.event === "condition" ? elements.get(event.hop ?? "") : undefined;
    if (element?.kind !== "condition" || element.holds === null || follower.isInSession(element.holds, event.from)) continue;
    const reason = `${namedInSentence(flow, event.from)} does not have the session that is said to be up`;
    failures.push({ element: element.id, reason, lacks: null });
  }
  return { state: follower.end(), failures };
}
