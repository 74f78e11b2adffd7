import { defineFlow, operation, path, ue } from "callflow";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(alice, bob), operation("status")).reply("status taken");
  },
);
