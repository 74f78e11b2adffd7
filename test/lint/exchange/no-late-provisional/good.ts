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
    invite.trying(proxy);
    invite.reply(180);
    flow.alt(
      ["Bob answers", () => void invite.reply(200).ack()],
      [
        "Bob forwards the call, which nobody answers",
        () => {
          invite.reply(181);
          invite.reply(480).ack();
        },
      ],
    );
  },
);
