import { as, defineFlow, operation, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "alarm",
    title: "An alarm",
    figure: { label: "1", caption: "An alarm" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("Server"), recorder: as("Recorder"), screen: ue("Screen") },
  },
  ({ alice, server, recorder, screen }, flow) => {
    const timer = flow.timer(server, "T1", 500);
    const asked = flow.request(path(alice, server), sip.message());
    asked.reply(200);
    timer.stops();
    timer.expires();
    // Nobody has told the recorder anything.
    flow.request(path(recorder, screen), operation("show the picture")).reply("picture shown");
    // The server does not hear of the picture.
    flow.request(path(server, alice), sip.message(), { using: [asked] }).reply(200);
  },
);
