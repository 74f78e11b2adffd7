import { defineFlow, path, ue } from "callflow";
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
    const invite = flow.request(path(alice, bob), sip.invite());
    invite.reply(180);
    invite.reply(200).ack();
    const bye = flow.request(path(alice, bob), sip.bye(invite));
    bye.reply(200);
  },
);

// BYE, too, is acknowledged.
const ack = flow.messages.find(({ role }) => role === "ack");
const [, , , hop] = flow.body;
const [, , , step] = flow.steps;
const [, , , paragraph] = flow.paragraphs;
const number = { kind: "number", prefix: "", number: 7, letter: "" };
export default {
  ...flow,
  messages: [...flow.messages, { ...ack, id: "m7", answers: "m5" }],
  body: [...flow.body, { ...hop, id: "m7.1", message: "m7" }],
  steps: [...flow.steps, { ...step, id: "m7.1", covers: ["m7.1"], number }],
  paragraphs: [...flow.paragraphs, { ...paragraph, label: number, steps: ["m7.1"] }],
};
