import { as, defineFlow, operation, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "transfer",
    title: "A transfer",
    figure: { label: "1", caption: "A transfer" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), server: as("Server"), screen: ue("Screen") },
  },
  ({ alice, server, screen }, flow) => {
    const asked = flow.request(path(alice, server), sip.message());
    asked.reply(202);
    const shown = flow.request(path(server, screen), operation("show the picture"), { using: [asked] });
    shown.reply("picture shown");
    // Alice decides, in words that only she hears; the server has nothing to tell the two ways apart by.
    flow.variant("sound", "Alice wants sound", (variant) => {
      variant.omit(shown);
      variant.after(asked, () => {
        flow.action(alice, "decides to have sound, too");
        flow.request(path(server, screen), operation("play the sound"), { using: [asked] }).reply("sound played");
      });
    });
    flow.opt("the screen is full", () => {
      flow.send(path(screen, server), operation("no room"));
    });
    flow.request(path(server, alice), sip.message()).reply(200);
  },
);
