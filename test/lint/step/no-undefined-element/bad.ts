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

// Something that does not happen is printed as a third step.
const [, second] = flow.steps;
const number = { kind: "number", prefix: "", number: 3, letter: "" };
export default {
  ...flow,
  steps: [...flow.steps, { ...second, id: "answer", covers: ["answer"], number }],
  paragraphs: [...flow.paragraphs, { kind: "paragraph", label: number, steps: ["answer"], text: null, place: flow.place }],
};
