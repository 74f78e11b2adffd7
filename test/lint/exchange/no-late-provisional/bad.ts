import { defineFlow, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), proxy: proxy("P-CSCF"), bob: ue("Bob") },
  },
  ({ alice, proxy, bob }, flow) => {
    const invite = flow.request(path(alice, proxy, bob), sip.invite());
    const answer = invite.reply(200);
    invite.reply(180);
    answer.ack();
    invite.trying(proxy);
  },
);
