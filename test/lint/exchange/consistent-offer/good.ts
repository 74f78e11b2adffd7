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
    const way = path(alice, bob);
    const invite = flow.request(way, sip.invite({ session: call, offer: [call.media().at(alice)] }));
    invite.reply(200, { answer: [call.media().at(bob)] }).ack();
    const again = flow.request(way, sip.reinvite(call)).reply(200, { offer: [call.media().at(bob)] });
    again.ack({ answer: [call.media().at(alice)] });
  },
);
