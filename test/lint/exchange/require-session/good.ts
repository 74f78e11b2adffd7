import { as, defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("application server"), bob: ue("Bob") },
  },
  ({ alice, server, bob }, flow) => {
    const call = flow.given.session([path(alice, server), path(server, bob)], { media: ["audio"] });
    flow.request(path(alice, server), sip.bye(call)).reply(200);
    flow.request(path(server, bob), sip.bye(call)).reply(200);
  },
);
