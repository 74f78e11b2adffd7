import { defineFlow, item, operation, path, received, text, ue } from "callflow";

export default defineFlow(
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
    told.reply("thanks");
    flow.request(path(alice, bob), operation("repeat"), { text: text`${alice} repeats ${word} ${received(word)}.` }).reply("thanks");
  },
);
