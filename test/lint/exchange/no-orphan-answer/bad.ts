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
    flow.send(path(alice, bob), operation("status"));
    flow.send(path(bob, alice), operation("status taken"));
  },
);

// A one-way message is answered.
export default {
  ...flow,
  messages: flow.messages.map((message) => (message.id === "m2" ? { ...message, role: "reply", answers: "m1" } : message)),
};
