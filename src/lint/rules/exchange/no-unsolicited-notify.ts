import { allMessagesOf } from "../../../analysis/all-messages.ts";
import { indexOf, nameOf, stepsOf } from "../../../model/walk.ts";
import { called } from "../../called.ts";
import { isBefore } from "../../course.ts";
import { methodOf, startOf } from "../../exchanges.ts";
import { flowRule } from "../../rule.ts";

export const noUnsolicitedNotify = flowRule({
  meta: {
    id: "exchange/no-unsolicited-notify",
    summary: "NOTIFY goes to whoever subscribed, by SUBSCRIBE or REFER, after that",
    severity: "error",
    source: "RFC 6665 §4.1.3",
    rationale: "A NOTIFY that matches no subscription is refused with 481.",
  },
  *check(flow) {
    const { messages } = indexOf(flow);
    for (const notify of allMessagesOf(flow)) {
      const subscription = notify.signal.kind === "sip-request" && notify.signal.method === "NOTIFY" ? notify.signal.subscription : null;
      if (subscription === null) continue;
      const about = { place: notify.place, steps: stepsOf(flow, notify.id) };
      const of = messages.get(subscription.of);
      const method = of === undefined ? null : methodOf(of);
      if (of === undefined || (method !== "REFER" && method !== "SUBSCRIBE")) {
        const found = of === undefined ? "without a subscription" : `of ${called(of)}, which makes no subscription`;
        yield { ...about, reason: `Unexpected ${called(notify)} ${found}, expected one of a SUBSCRIBE or REFER` };
        continue;
      }
      const related = [{ message: `${called(of)} stands here`, place: of.place }];
      const subscriber = of.path[0]?.participant;
      const receiver = notify.path.at(-1)?.participant;
      const start = startOf(flow, of.id);
      const sent = startOf(flow, notify.id);
      if (subscriber !== receiver) {
        const expected = nameOf(flow, subscriber ?? "");
        yield {
          ...about,
          reason: `Unexpected ${called(notify)} to ${nameOf(flow, receiver ?? "")}, expected ${expected}, who sent ${called(of)}`,
          expected,
          related,
        };
      } else if (start !== null && sent !== null && !isBefore(start, sent)) {
        yield { ...about, reason: `Unexpected ${called(notify)} before ${called(of)}, expected it afterwards`, related };
      }
    }
  },
});
