import { as, defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call-two",
    title: "A call",
    figure: { label: "two", caption: "A call, two" },
    source: { document: "Example", clause: "two" },
    participants: { alice: ue("Alice"), server: as("application server"), bob: ue("Bob") },
  },
  ({ alice, server, bob }, flow) => {
    const call = flow.given.session([path(alice, server), path(server, bob)], { media: ["audio"] });
    flow.request(path(alice, server), sip.bye(call)).reply(200);
    flow.request(path(server, bob), sip.info(call)).reply(200);
    flow.request(path(server, alice), sip.info(call)).reply(200);
  },
);
