import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

const flow = defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message()).reply(200);
  },
);

// Both steps are called 1.
const [first] = flow.steps;
export default {
  ...flow,
  steps: flow.steps.map((step) => ({ ...step, number: first?.number })),
  paragraphs: flow.paragraphs.map((paragraph) => ({ ...paragraph, label: first?.number })),
};
