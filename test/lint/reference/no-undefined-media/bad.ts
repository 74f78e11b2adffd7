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
    const call = flow.given.session([path(alice, bob)], { media: ["audio", "video"] });
    flow.condition([alice, bob], "a call", { holds: call });
    flow.expect.media(call.media("video"), [alice, bob]);
    const other = flow.session(["audio", "text"]);
    const invite = flow.request(path(alice, bob), sip.invite({ session: other, offer: [other.media("text").at(alice)] }));
    invite.reply(200, { answer: [other.media("text").at(bob)] }).ack();
  },
);

// The DSL does not make it: a component has another name where it is declared.
const renamed: Readonly<Record<string, string>> = { video: "vidoe", text: "txt" };
const rename = (media: readonly string[]) => media.map((name) => renamed[name] ?? name);
export default {
  ...flow,
  givens: flow.givens.map((one) => (one.kind === "session" ? { ...one, media: rename(one.media) } : one)),
  sessions: flow.sessions.map((one) => ({ ...one, media: rename(one.media) })),
};
