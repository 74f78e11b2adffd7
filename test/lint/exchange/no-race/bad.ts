import { as, defineFlow, operation, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("Server"), screen: ue("Screen") },
  },
  ({ alice, server, screen }, flow) => {
    const refer = flow.request(path(alice, server), sip.refer({ target: screen }));
    refer.reply(202);
    flow.request(path(server, alice), sip.notify(refer, { state: "terminated", fragment: 200 }), { using: [refer] }).reply(200);
    // Nobody makes the server wait until the first picture is there.
    flow.send(path(server, screen), operation("first picture"));
    flow.request(path(server, alice), sip.message()).reply(200);
    flow.send(path(server, screen), operation("second picture"));
  },
);
