import { defineFlow, item, operation, path, text, ue } from "callflow";

const flow = defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    const told = flow.request(path(alice, bob), operation("tell"), { carries: { word: item("the password") } });
    const { word } = told.items;
    told.reply("thanks", { text: text`${bob} thanks for ${word}.` });
  },
);

// The list of items is lost.
export default { ...flow, items: [] };
