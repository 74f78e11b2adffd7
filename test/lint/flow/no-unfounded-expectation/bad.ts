import { defineFlow, path, registrar, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), registrar: registrar("S-CSCF") },
  },
  ({ alice, registrar }, flow) => {
    flow.request(path(alice, registrar), sip.register()).reply(403);
    flow.expect.registered(alice, registrar);
  },
);
