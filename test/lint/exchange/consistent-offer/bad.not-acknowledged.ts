import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call-three",
    title: "A call",
    figure: { label: "three", caption: "A call, three" },
    source: { document: "Example", clause: "three" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    const call = flow.session(["audio"]);
    const invite = flow.request(path(alice, bob), sip.invite({ session: call }));
    invite.reply(200, { offer: [call.media().at(bob)] }).ack();
  },
);
