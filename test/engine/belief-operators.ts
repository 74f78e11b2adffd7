import type { LocalEvent, LocalMessage, LocalView } from "../../src/analysis/local-view.ts";
import { project } from "../../src/analysis/project.ts";
import { execute } from "../../src/engine/index.ts";
import type { Upset } from "../../src/engine/sip/security.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { Description, SipRequest, SipResponse } from "../../src/model/signal.ts";

// What one participant believes wrongly, while the flow and its drawing stay as they are: applied to everything that it decides.

/** One participant that believes otherwise. */
export interface Belief {
  readonly what: string;
  /** Id of the element it is about; null for the participant as a whole. */
  readonly element: string | null;
  readonly change: (view: LocalView) => LocalView;
  readonly upsets: { readonly [participant: string]: Upset };
}

export interface BeliefOperator {
  readonly name: string;
  apply(flow: Flow): Generator<Belief>;
}

type Decision = LocalEvent & { readonly message: LocalMessage };
type Change = (event: Decision, view: LocalView, flow: Flow) => LocalEvent | null;

const within: ReadonlySet<string> = new Set(["BYE", "UPDATE", "INFO", "PRACK"]);

export const beliefOperators: readonly BeliefOperator[] = [
  perDecision("ACK of another INVITE", (event, view) => {
    const other = invitesIn(view).find((id) => id !== event.message.answers?.id);
    return event.message.role !== "ack" || other === undefined ? null : saying(event, { answers: { id: other, name: "INVITE" } });
  }),
  perDecision("request in the dialog with another", (event, view) => {
    const other = endsIn(view).find((id) => id !== event.message.target && id !== view.participant);
    return !isWithin(event) || other === undefined ? null : saying(event, { target: other });
  }),
  perDecision("request in a session that it does not have", (event) =>
    isWithin(event) ? requesting(event, { session: "nowhere" }) : null,
  ),
  perDecision("200 without the answer to the offer", (event) =>
    descriptionIn(event)?.kind === "answer" && isSuccess(event) ? responding(event, { description: null }) : null,
  ),
  perDecision("200 with an answer about another medium", (event) => {
    const description = descriptionIn(event);
    return description?.kind === "answer" && isSuccess(event) ? responding(event, { description: aboutAnother(description) }) : null;
  }),
  perDecision("request without its offer", (event) =>
    descriptionIn(event)?.kind === "offer" && event.message.role === "request" ? requesting(event, { description: null }) : null,
  ),
  perDecision("NOTIFY of a subscription that nobody made", (event) => {
    const subscription = subscriptionIn(event);
    return subscription === null ? null : requesting(event, { subscription: { ...subscription, of: "nothing" } });
  }),
  perDecision("NOTIFY that ends the subscription too early", (event) => {
    const subscription = subscriptionIn(event);
    return subscription?.state !== "active" ? null : requesting(event, { subscription: { ...subscription, state: "terminated" } });
  }),
  perDecision("NOTIFY that does not end the subscription", (event) => {
    const subscription = subscriptionIn(event);
    return subscription?.state !== "terminated" ? null : requesting(event, { subscription: { ...subscription, state: "active" } });
  }),
  perDecision("failure where the flow accepts", (event) =>
    isSuccess(event) ? responding(event, { status: 486, description: null }) : null,
  ),
  perDecision("success where the flow refuses", (event) =>
    event.message.signal.kind === "sip-response" && event.message.signal.status >= 300 ? responding(event, { status: 200 }) : null,
  ),
  perDecision("another method", (event) =>
    isWithin(event) ? requesting(event, { method: methodOf(event) === "INFO" ? "UPDATE" : "INFO" }) : null,
  ),
  // What is sent within a dialog goes by its route set, whatever is configured (RFC 3261 §12.2.1.1).
  perDecision("another first hop", (event, view, flow) => {
    const other = [...view.names.keys()].find((id) => id !== event.next && id !== view.participant);
    return event.next === null || other === undefined || isInDialog(event, flow) ? null : { ...event, next: other };
  }),
  {
    name: "relay without Record-Route",
    *apply(flow) {
      for (const view of project(flow).views.values())
        if (isNeeded(view)) yield { ...unchanged, what: view.participant, upsets: { [view.participant]: { staysOut: true } } };
    },
  },
  {
    name: "key of another user",
    *apply(flow) {
      for (const view of project(flow).views.values())
        if (registers(view) || view.type === "database")
          yield { ...unchanged, what: view.participant, upsets: { [view.participant]: { k: "0123456789abcdef".repeat(2) } } };
    },
  },
];

const unchanged = { element: null, change: (view: LocalView) => view, upsets: {} };

function perDecision(name: string, change: Change): BeliefOperator {
  return {
    name,
    *apply(flow) {
      for (const view of project(flow).views.values()) {
        for (const event of view.events) {
          const changed = isDecision(event) ? change(event, view, flow) : null;
          if (changed === null) continue;
          yield {
            what: `${view.participant}: ${event.message?.name}`,
            element: event.element,
            change: (one) => (one.participant === view.participant ? { ...one, events: one.events.with(event.index, changed) } : one),
            upsets: {},
          };
        }
      }
    },
  };
}

function isDecision(event: LocalEvent): event is Decision {
  return (
    event.kind === "send" &&
    event.role === "end" &&
    event.phase === "flow" &&
    event.message !== null &&
    event.message.signal.kind !== "operation"
  );
}

function saying(event: Decision, change: Partial<LocalMessage>): LocalEvent {
  return { ...event, message: { ...event.message, ...change } };
}

function requesting(event: Decision, change: Partial<SipRequest>): LocalEvent | null {
  const { signal } = event.message;
  return signal.kind === "sip-request" ? saying(event, { signal: { ...signal, ...change } }) : null;
}

function responding(event: Decision, change: Partial<SipResponse>): LocalEvent | null {
  const { signal } = event.message;
  return signal.kind === "sip-response" ? saying(event, { signal: { ...signal, ...change } }) : null;
}

function methodOf({ message }: Decision): string {
  return message.signal.kind === "operation" ? "" : message.signal.method;
}

function isWithin(event: Decision): boolean {
  return event.message.role === "request" && within.has(methodOf(event));
}

function isSuccess({ message: { signal } }: Decision): boolean {
  return signal.kind === "sip-response" && signal.status >= 200 && signal.status < 300;
}

function descriptionIn({ message: { signal } }: Decision): Description | null {
  return signal.kind === "operation" ? null : signal.description;
}

function subscriptionIn({ message: { signal } }: Decision): SipRequest["subscription"] {
  return signal.kind === "sip-request" && signal.method === "NOTIFY" ? signal.subscription : null;
}

function aboutAnother({ kind, lines }: Description): Description {
  return {
    kind,
    lines: lines.map((line) => ({
      ...line,
      media: line.media.kind === "components" ? { ...line.media, names: ["whiteboard"] } : line.media,
    })),
  };
}

function invitesIn({ events }: LocalView): readonly string[] {
  return events.flatMap(({ message }) =>
    message?.role === "request" && message.signal.kind === "sip-request" && message.signal.method === "INVITE" ? [message.id] : [],
  );
}

function endsIn({ events }: LocalView): readonly string[] {
  return events.flatMap(({ role, message }) =>
    role === "end" && message !== null ? [message.origin, message.target].flatMap((end) => end ?? []) : [],
  );
}

function isInDialog({ element }: Decision, flow: Flow): boolean {
  const sent = execute(flow, { seed: 1 }).trace.events.find(({ event, hop }) => event === "send" && hop === element);
  return sent?.message?.kind === "sip" && /^To: [^\r]*;tag=/m.test(sent.message.raw);
}

/** Whether something within a dialog passes it. */
function isNeeded({ events }: LocalView): boolean {
  return events.some(({ role, phase, kind, message }) => {
    const signal = message?.signal;
    return (
      role === "relay" &&
      phase === "flow" &&
      kind === "receive" &&
      signal?.kind === "sip-request" &&
      (within.has(signal.method) || signal.method === "ACK")
    );
  });
}

function registers({ events }: LocalView): boolean {
  return events.some(
    ({ kind, role, message }) =>
      kind === "send" && role === "end" && message?.signal.kind === "sip-request" && message.signal.method === "REGISTER",
  );
}
