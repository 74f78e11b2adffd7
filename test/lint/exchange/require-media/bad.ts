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
    const call = flow.session(["audio"]);
    const invite = flow.request(path(alice, bob), sip.invite({ session: call, offer: [] }));
    invite.reply(200, { answer: [call.media().at(bob)] }).ack();
  },
);
