import { defineFlow, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), proxy: proxy("P-CSCF"), bob: ue("Bob") },
  },
  ({ alice, proxy, bob }, flow) => {
    // @ts-expect-error -- a message to oneself has no type.
    const toHerself = path(alice, proxy, alice);
    flow.request(toHerself, sip.message()).reply(200);
    // @ts-expect-error -- nor has one that somebody passes on to oneself.
    const twice = path(alice, proxy, proxy, bob);
    flow.request(twice, sip.message()).reply(200);
  },
);
