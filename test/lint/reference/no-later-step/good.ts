import { defineFlow, path, text, ue } from "callflow";
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
    const asked = flow.request(path(alice, bob), sip.message());
    asked.reply(200, { text: text`${bob} accepts what came in ${asked}.` });
  },
);
