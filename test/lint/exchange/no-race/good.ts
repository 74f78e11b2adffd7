import { as, defineFlow, operation, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("Server"), screen: ue("Screen") },
  },
  ({ alice, server, screen }, flow) => {
    flow.request(path(alice, server), sip.message()).reply(202);
    // The server hears of the first picture's arrival before it sends the second.
    const first = flow.request(path(server, screen), operation("first picture"));
    const shown = first.reply("first picture shown");
    flow.request(path(server, screen), operation("second picture"), { using: [shown] }).reply("second picture shown");
    // Either may come first: no order is drawn.
    flow.par(
      () => void flow.send(path(server, screen), operation("sound")),
      () => void flow.send(path(server, screen), operation("light")),
    );
  },
);
