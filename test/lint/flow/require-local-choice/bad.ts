import { defineFlow, operation, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "transfer",
    title: "A transfer",
    figure: { label: "1", caption: "A transfer" },
    source: { document: "Example", clause: "1" },
    participants: { alice: ue("Alice"), phone: ue("Phone"), screen: ue("Screen") },
  },
  ({ alice, phone, screen }, flow) => {
    const asked = flow.request(path(alice, phone), sip.message());
    asked.reply(202);
    const shown = flow.request(path(phone, screen), operation("show the picture"), { using: [asked] });
    shown.reply("picture shown");
    // Alice decides, in words that only she hears; the phone has nothing to tell the two ways apart by.
    flow.variant("sound", "Alice wants sound", (variant) => {
      variant.omit(shown);
      variant.after(asked, () => {
        flow.action(alice, "decides to have sound, too");
        flow.request(path(phone, screen), operation("play the sound"), { using: [asked] }).reply("sound played");
      });
    });
    flow.opt("the screen is full", () => {
      flow.send(path(screen, phone), operation("no room"));
    });
    flow.request(path(phone, alice), sip.message()).reply(200);
  },
);
