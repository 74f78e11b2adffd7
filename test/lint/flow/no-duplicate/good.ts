import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "writes",
    title: "Alice writes",
    figure: { label: "1", caption: "Alice writes" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message()).reply(200);
  },
);

export const back = defineFlow(
  {
    id: "writes-back",
    title: "Bob writes back",
    figure: { label: "2", caption: "Bob writes back" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(bob, alice), sip.message()).reply(200);
  },
);
