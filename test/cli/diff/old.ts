import { defineFlow, path, proxy, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call through a proxy",
    figure: { label: "1", caption: "Alice calls Bob, who hangs up" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), middle: proxy("Proxy"), bob: ue("Bob") },
  },
  ({ alice, middle, bob }, flow) => {
    const toBob = path(alice, middle, bob);
    const call = flow.session(["audio"]);
    const audio = call.media();

    const invite = flow.request(toBob, sip.invite({ session: call, offer: [audio.at(alice)] }));
    invite.reply(180);
    const answer = invite.reply(200, { answer: [audio.at(bob)] });
    answer.ack();
    flow.condition([alice, bob], text`${alice} and ${bob} talk`, { holds: call });

    const bye = flow.request(reverse(toBob), sip.bye(call));
    bye.reply(200);
    flow.note(bye, text`${alice} could end the call as well; the numbers of ${bye} would stay.`);

    flow.expect.released(call, alice);
  },
);
