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

// Step 2 was deleted, what follows it was not renumbered.
const third = { kind: "number", prefix: "", number: 3, letter: "" };
export default {
  ...flow,
  steps: flow.steps.map((step, at) => (at === 1 ? { ...step, number: third } : step)),
  paragraphs: flow.paragraphs.map((paragraph, at) => (at === 1 ? { ...paragraph, label: third } : paragraph)),
};
