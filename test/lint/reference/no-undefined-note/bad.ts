import { defineFlow, path, text, ue } from "callflow";
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
    const note = flow.note("flow", "Bob may be anywhere.");
    flow.request(path(alice, bob), sip.message(), { text: text`${alice} writes to ${bob} (see ${note}).` }).reply(200);
  },
);

// The NOTE was removed, what cites it was not.
export default { ...flow, notes: [] };
