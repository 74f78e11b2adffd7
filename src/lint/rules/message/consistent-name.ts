import { allMessagesOf } from "../../../analysis/all-messages.ts";
import type { Flow } from "../../../model/flow.ts";
import type { Message } from "../../../model/message.ts";
import { stepsOf } from "../../../model/walk.ts";
import { isMethod } from "../../../sip/methods.ts";
import { reasonOf } from "../../../sip/statuses.ts";
import { type Finding, flowRule } from "../../rule.ts";

export const consistentName = flowRule({
  meta: {
    id: "message/consistent-name",
    summary: "A message is called what it is, and always the same",
    severity: "warning",
    source: null,
    rationale:
      "Two spellings of one name are read as two messages; a name that says another method or status than the message has misleads.",
  },
  *check(flow) {
    const spelt = new Map<string, Message>();
    for (const message of allMessagesOf(flow)) {
      const wrong = wrongName(message);
      if (wrong !== null) yield finding(flow, message, wrong, []);
      const normal = message.name.toLowerCase().replace(/[\s\u00a0\-\u2010-\u2015_]+/gu, "");
      const first = spelt.get(normal);
      if (first === undefined) spelt.set(normal, message);
      else if (first.name !== message.name) {
        yield finding(flow, message, first.name, [{ message: `It is called "${first.name}" here`, place: first.place }]);
      }
    }
  },
});

function finding(flow: Flow, { id, name, place }: Message, expected: string, related: Finding["related"] & object): Finding {
  return { place, steps: stepsOf(flow, id), quote: name, reason: `Unexpected name "${name}", expected "${expected}"`, expected, related };
}

/** What a message is called where its name belies its signal; null where it does not. Names that say neither method nor status are free. */
function wrongName({ name, signal }: Message): string | null {
  switch (signal.kind) {
    case "operation":
      return null;
    case "sip-request": {
      const said = name.split(/[^A-Za-z]+/u).filter(isMethod);
      return said.length === 0 || said.some((method) => method === signal.method) ? null : name.replace(said[0] ?? name, signal.method);
    }
    case "sip-response": {
      const said = /^([1-6]\d\d)\b\s*(.*)$/u.exec(name);
      if (said === null) return null;
      const reason = reasonOf(signal.status);
      const rest = said[2] ?? "";
      const agrees = Number(said[1]) === signal.status && (rest === "" || rest.toLowerCase().startsWith(reason.toLowerCase()));
      return agrees ? null : `${signal.status} ${reason}`;
    }
  }
}
