import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob"), carol: ue("Carol") },
  },
  ({ alice, bob, carol }, flow) => {
    const refer = flow.request(path(alice, bob), sip.refer({ target: carol }));
    // @ts-expect-error -- REFER does not ring.
    refer.reply(180);
    refer.reply(202);
  },
);
