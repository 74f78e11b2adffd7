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
    const asked = flow.request(path(alice, proxy, bob), operation("greet"), { until: proxy });
    flow.action(bob, "remembers who greeted him", { using: [asked] });
    asked.onward();
    asked.reply("welcome");
  },
);
