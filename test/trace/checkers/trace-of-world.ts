import { TRACE_VERSION, type Trace, type TraceEvent } from "../../../src/model/trace.ts";
import { destinationOf } from "../../../src/sip/destination.ts";
import { writeMessage } from "../../../src/sip/write-message.ts";
import type { World } from "../../sip/world.ts";

/** What went over the network of a world, as a trace: every sending and every arrival. */
export function traceOfWorld(world: World): Trace {
  const sent = new Map<string, TraceEvent>();
  const events = world.passes.map(({ way, time, at, message }, index): TraceEvent => {
    const raw = writeMessage(message);
    const out = sent.get(raw);
    const [from, to] = way === "out" ? [at, destinationOf(message)?.host ?? "nowhere"] : [out?.from ?? "nobody", at];
    const event: TraceEvent = {
      ...{ kind: "event", n: index + 1, time, phase: "flow", event: way === "out" ? "send" : "receive", step: null, hop: null },
      ...{ from, to, message: { kind: "sip", raw }, cause: way === "out" ? null : (out?.n ?? null) },
    };
    if (way === "out") sent.set(raw, event);
    return event;
  });
  return traceOf(events);
}

export function traceOf(events: readonly TraceEvent[]): Trace {
  return {
    kind: "trace",
    header: {
      ...{ kind: "header", format: "callflow-trace", version: TRACE_VERSION, engine: "1", flow: "call", variant: null },
      ...{ hash: "0".repeat(64), seed: 1, faults: [] },
    },
    events,
    outcome: { kind: "outcome", ok: true, failures: [], expectations: [] },
  };
}
