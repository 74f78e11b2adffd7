import type { FlowBuilder } from "../../src/dsl/flow-builder.ts";
import { defineFlow, path, proxy, ue } from "../../src/index.ts";
import { lintFlow } from "../../src/lint/index.ts";
import type { Flow } from "../../src/model/flow.ts";

const participants = { alice: ue("Alice"), relay: proxy("P-CSCF"), bob: ue("Bob"), carol: ue("Carol") };
type Handles = Parameters<Parameters<typeof defineFlow<typeof participants>>[1]>[0];

/** A flow between Alice, Bob and Carol. Whoever has no part is left out. */
export function call(body: (handles: Handles, flow: FlowBuilder) => void): Flow {
  const flow = defineFlow(
    { id: "call", title: "A call", figure: { label: "1", caption: "A call" }, source: { document: "TS 1.2", clause: "3" }, participants },
    (handles, builder) => {
      body(handles, builder);
      // Everybody has a part, so that no test has to give them one.
      builder.condition(Object.values(handles), "all is said");
    },
  );
  return flow;
}

/** From Alice to Bob through the relay. */
export function throughRelay({ alice, relay, bob }: Handles) {
  return path(alice, relay, bob);
}

/** The rules that a flow breaks, with what they say. */
export function broken(flow: Flow): readonly string[] {
  return lintFlow(flow).map(({ rule, message }) => `${rule}: ${message}`);
}
