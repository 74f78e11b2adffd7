import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call-two",
    title: "A call",
    figure: { label: "two", caption: "A call, two" },
    source: { document: "Example", clause: "two" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    const call = flow.session(["audio"]);
    const invite = flow.request(path(alice, bob), sip.invite({ session: call }));
    invite.reply(200, { answer: [call.media().at(bob)] }).ack();
  },
);
