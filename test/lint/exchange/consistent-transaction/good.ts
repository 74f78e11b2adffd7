import { as, defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("CMR Server"), bob: ue("Bob") },
  },
  ({ alice, server, bob }, flow) => {
    const invite = flow.request(path(alice, server), sip.invite());
    const onward = flow.request(path(server, bob), sip.invite());
    const answered = onward.reply(200);
    const answer = invite.reply(200);
    answered.ack({ show: "hidden" });
    answer.ack();
  },
);
