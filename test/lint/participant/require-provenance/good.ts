import { defineFlow, item, operation, path, ue } from "callflow";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    const asked = flow.request(path(alice, bob), operation("greet"), { carries: { word: item("the password") } });
    flow.action(bob, "remembers who knows it", { using: [asked] });
    asked.reply("welcome");
  },
);
