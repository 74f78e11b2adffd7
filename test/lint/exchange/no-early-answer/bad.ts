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

// Bob answers before he is asked.
const [asks, answers] = flow.body;
export default {
  ...flow,
  body: [answers, asks],
  steps: flow.steps.toReversed().map((step, at) => ({ ...step, number: flow.steps[at]?.number })),
  paragraphs: flow.paragraphs.toReversed().map((paragraph, at) => ({ ...paragraph, label: flow.steps[at]?.number })),
};
