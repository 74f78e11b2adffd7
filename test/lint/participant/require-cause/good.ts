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
    const asked = flow.request(path(alice, server), sip.message());
    asked.reply(200);
    const timer = flow.timer(server, "T1", 500);
    timer.expires();
    // The server hears of the picture by its answer, the recorder has decided.
    flow.request(path(server, screen), operation("show the picture"), { using: [asked] }).reply("picture shown");
    flow.action(recorder, "finds that there is no room left");
    flow.send(path(recorder, server), operation("no room"));
    flow.request(path(server, alice), sip.message(), { using: [asked] }).reply(200);
    // Users begin what they like.
    flow.request(path(screen, alice), sip.message()).reply(200);
  },
);
