import { defineFlow, network, path, text, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), core: network("SIP/IP Core B") },
  },
  ({ alice, core }, flow) => {
    flow.request(path(alice, core), sip.message(), { text: text`${alice} writes to the SIP/IP core B.` }).reply(200);
  },
);
