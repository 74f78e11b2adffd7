import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "writes",
    title: "Bob writes back",
    figure: { label: "2", caption: "Bob writes back" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(bob, alice), sip.message()).reply(200);
  },
);
