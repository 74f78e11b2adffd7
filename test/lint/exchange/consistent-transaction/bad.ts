import { as, defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

const flow = defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("CMR Server"), bob: ue("Bob") },
  },
  ({ alice, server, bob }, flow) => {
    const invite = flow.request(path(alice, server), sip.invite());
    const onward = flow.request(path(server, bob), sip.invite());
    const answered = onward.reply(200);
    const answer = invite.reply(200);
    answered.ack({ show: "hidden" });
    answer.ack();
  },
);

// The server forwards Alice's ACK to Bob, who has answered another INVITE.
const [hop] = flow.body.slice(-1);
const [step] = flow.steps.slice(-1);
const number = { kind: "number", prefix: "", number: 6, letter: "" };
export default {
  ...flow,
  messages: flow.messages.map((message) =>
    message.id === "m6" ? { ...message, path: [...message.path, { participant: "bob", hidden: false }] } : message,
  ),
  body: [...flow.body, { ...hop, id: "m6.2", from: "server", to: "bob" }],
  steps: [...flow.steps, { ...step, id: "m6.2", covers: ["m6.2"], from: "server", to: "bob", number }],
  paragraphs: [...flow.paragraphs, { kind: "paragraph", label: number, steps: ["m6.2"], text: null, place: flow.place }],
};
