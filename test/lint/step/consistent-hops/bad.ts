import { defineFlow, operation, path, proxy, ue } from "callflow";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), proxy: proxy("P-CSCF"), bob: ue("Bob") },
  },
  ({ alice, proxy, bob }, flow) => {
    const told = flow.send(path(alice, proxy, bob), operation("Greeting"), { until: proxy });
    flow.action(proxy, "looks for Bob", { using: [told] });
  },
);
