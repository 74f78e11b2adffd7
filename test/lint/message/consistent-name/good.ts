import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message({ as: "Instant Message" })).reply(200);
    flow.request(path(bob, alice), sip.message({ as: "Instant Message" })).reply(200);
  },
);
