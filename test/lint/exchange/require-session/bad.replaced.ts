import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call-three",
    title: "A call",
    figure: { label: "three", caption: "A call, three" },
    source: { document: "Example", clause: "three" },
    participants: { alice: ue("Alice"), bob: ue("Bob"), carol: ue("Carol"), dave: ue("Dave") },
  },
  ({ alice, bob, carol, dave }, flow) => {
    const call = flow.given.session([path(alice, bob)], { media: ["audio"] });
    const other = flow.session(["audio"]);
    const invite = flow.request(path(carol, dave), sip.invite({ session: other, replaces: call, offer: [other.media().at(carol)] }));
    invite.reply(200, { answer: [other.media().at(dave)] }).ack();
    const refer = flow.request(path(alice, carol), sip.refer({ target: dave, replaces: call }));
    refer.reply(202);
    flow.request(path(carol, alice), sip.notify(refer, { state: "terminated", fragment: 200 })).reply(200);
    flow.request(path(alice, bob), sip.bye(call)).reply(200);
  },
);
