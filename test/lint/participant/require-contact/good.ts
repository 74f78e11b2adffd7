import { as, defineFlow, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), proxy: proxy("Proxy"), server: as("application server"), bob: ue("Bob") },
  },
  ({ alice, proxy, server, bob }, flow) => {
    const refer = flow.request(path(alice, proxy, server), sip.refer({ target: bob }));
    refer.reply(202);
    flow.request(path(server, proxy, alice), sip.notify(refer, { state: "terminated", fragment: 200 })).reply(200);
  },
);
