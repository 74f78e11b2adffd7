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
    const reachable = flow.precondition(text`${bob} can be reached.`);
    flow.request(path(alice, bob), sip.message(), { text: text`${alice} writes to ${bob} (see ${reachable}).` }).reply(200);
  },
);

// The precondition was removed, what cites it was not.
export default { ...flow, preconditions: [] };
