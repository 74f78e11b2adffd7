import { defineFlow, operation, path, ue } from "callflow";

const flow = defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.send(path(alice, bob), operation("Greeting"));
    flow.send(path(alice, bob), operation("Question"));
  },
);

// The question comes first, and has the number 2.
export default { ...flow, body: flow.body.toReversed() };
