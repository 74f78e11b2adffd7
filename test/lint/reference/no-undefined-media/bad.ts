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
    // @ts-expect-error -- the types know the components.
    flow.expect.media(call.media("vidoe"), [alice, bob]);
    const other = flow.session(["audio"]);
    // @ts-expect-error -- the components of a session that the flow sets up are declared too.
    const video = other.media("video");
    const invite = flow.request(path(alice, bob), sip.invite({ session: other, offer: [video.at(alice)] }));
    invite.reply(200, { answer: [other.media().at(bob)] }).ack();
  },
);
