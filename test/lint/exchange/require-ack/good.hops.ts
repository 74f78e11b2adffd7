import { defineFlow, path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "busy-everywhere",
    title: "A call to somebody who is busy",
    figure: { label: "2", caption: "A call to somebody who is busy" },
    source: { document: "Example", clause: "2" },
    participants: { alice: ue("Alice"), proxy1: proxy("Proxy 1"), proxy2: proxy("Proxy 2"), bob: ue("Bob") },
  },
  ({ alice, proxy1, proxy2, bob }, flow) => {
    const invite = flow.request(path(alice, proxy1, proxy2, bob), sip.invite());
    const busy = invite.reply(486, { until: proxy2 });
    busy.ack();
    busy.onward(proxy1);
    busy.ack();
    busy.onward();
    busy.ack();
  },
);
