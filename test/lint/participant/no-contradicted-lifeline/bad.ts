import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), bob: ue("Bob"), carol: ue("Carol") },
  },
  ({ alice, bob, carol }, flow) => {
    const early = flow.request(path(carol, alice), sip.message());
    early.reply(200);
    const made = flow.request(path(alice, carol), sip.message());
    made.reply(200);
    flow.begins(carol, made);
    const over = flow.request(path(alice, bob), sip.message());
    const answer = over.reply(200);
    flow.ends(bob, answer);
    const late = flow.request(path(alice, bob), sip.message());
    late.reply(200);
    flow.active(alice, late, over);
    flow.active(carol, over, answer);
    flow.begins(alice, over);
  },
);
