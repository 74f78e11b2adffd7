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
    const call = flow.given.session([path(alice, bob)], { media: ["audio", "video"] });
    flow.condition([alice, bob], "a call", { holds: call });
    flow.expect.media(call.media("video"), [alice, bob]);
    const other = flow.session(["audio"]);
    const invite = flow.request(path(alice, bob), sip.invite({ session: other, offer: [other.media("audio").at(alice)] }));
    invite.reply(200, { answer: [other.media().at(bob)] }).ack();
  },
);
