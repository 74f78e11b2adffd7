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

// The second step is drawn and not described.
export default { ...flow, paragraphs: flow.paragraphs.slice(0, 1) };
