import { defineFlow, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "cancelled",
    title: "A call that is given up",
    figure: { label: "1", caption: "A call that is given up" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), proxy: proxy("P-CSCF"), bob: ue("Bob") },
  },
  ({ alice, proxy, bob }, flow) => {
    const invite = flow.request(path(alice, proxy, bob), sip.invite());
    invite.reply(180);
    flow.request(path(alice, proxy, bob), sip.cancel(invite)).reply(200);
    invite.reply(487).ack();
  },
);
