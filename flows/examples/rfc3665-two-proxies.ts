import { defineFlow, item, path, proxy, received, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "rfc3665-two-proxies",
    title: "Setting up a session through two proxies",
    figure: { label: "3.2", caption: "Alice calls Bob through two proxies, the first of which asks who she is" },
    source: { document: "RFC 3665", clause: "3.2" },
    numbering: { prefix: "F", end: "" },
    participants: { alice: ue("Alice"), proxy1: proxy("Proxy 1"), proxy2: proxy("Proxy 2"), bob: ue("Bob") },
  },
  ({ alice, proxy1, proxy2, bob }, flow) => {
    const toBob = path(alice, proxy1, proxy2, bob);
    const call = flow.session(["audio"]);
    const audio = call.media();

    // What is refused on the way has a path that ends there; the next attempt is a request of its own.
    const first = flow.request(path(alice, proxy1), sip.invite({ session: call, offer: [audio.at(alice)] }));
    const refusal = first.reply(407, { carries: { challenge: item("the challenge") } });
    refusal.ack();

    const invite = flow.request(toBob, sip.invite({ session: call, offer: [audio.at(alice)] }), {
      until: proxy2,
      using: [refusal],
      carries: { credentials: item("the credentials") },
      text: text`${alice} sends another INVITE to ${proxy1}, with credentials that answer the challenge ${received(refusal.items.challenge)}; ${proxy1} accepts them and forwards the INVITE to ${proxy2}.`,
    });
    invite.trying(proxy1);
    invite.onward();
    invite.trying(proxy2);
    invite.reply(180);
    const answer = invite.reply(200, { answer: [audio.at(bob)] });
    answer.ack();
    flow.condition([alice, bob], text`${alice} and ${bob} exchange media both ways`, { holds: audio, number: false });

    const bye = flow.request(reverse(toBob), sip.bye(call));
    bye.reply(200);

    flow.expect.released(call, alice);
    flow.expect.released(call, bob);
  },
);
