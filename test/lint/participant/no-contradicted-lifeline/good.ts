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
    const hello = flow.request(path(alice, bob), sip.message());
    const answer = hello.reply(200);
    flow.active(bob, hello, answer);
    const first = flow.request(path(bob, carol), sip.message());
    const last = first.reply(200);
    flow.begins(carol, first);
    flow.ends(carol, last);
  },
);
