import { defineFlow, path, text, ue } from "callflow";
import { sip } from "callflow/sip";

const flow = defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message()).reply(200);
    flow.note("flow", text`${bob} may be anywhere.`);
  },
);

// The NOTE speaks of somebody else.
const bop = { kind: "participant", participant: "bop" };
export default { ...flow, notes: flow.notes.map((note) => ({ ...note, text: [bop, ...note.text.slice(1)] })) };
