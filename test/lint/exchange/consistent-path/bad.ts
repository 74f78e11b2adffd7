import { defineFlow, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";

const flow = defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), proxy: proxy("P-CSCF"), bob: ue("Bob") },
  },
  ({ alice, proxy, bob }, flow) => {
    flow.request(path(alice, proxy, bob), sip.message()).reply(200);
  },
);

// The answer stays away from the P-CSCF.
const [request, answer] = flow.messages;
const [first, , second] = flow.body;
export default {
  ...flow,
  messages: [request, answer && { ...answer, path: answer.path.filter(({ participant }) => participant !== "proxy") }],
  body: [first, flow.body[1], second && { ...second, to: "alice" }],
  steps: flow.steps.slice(0, 3).map((step, at) => (at === 2 ? { ...step, to: "alice" } : step)),
  paragraphs: flow.paragraphs.map((paragraph, at) =>
    at === 1 ? { ...paragraph, label: flow.steps[2]?.number, steps: ["m2.1"] } : paragraph,
  ),
};
