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
    const decided = flow.action(alice, "decides what to send");
    const asked = flow.request(path(alice, phone), sip.message(), { using: [decided] });
    asked.reply(202);
    const shown = flow.request(path(phone, screen), operation("show the picture"), { using: [asked] });
    shown.reply("picture shown");
    // What the phone does goes back to what Alice has decided, and the message of step 2 tells the phone.
    flow.variant("sound", "Alice wants sound", (variant) => {
      variant.omit(shown);
      variant.after(asked, () => {
        flow.request(path(phone, screen), operation("play the sound"), { using: [asked] }).reply("sound played");
      });
    });
    // The screen decides, and the phone hears of it either way.
    flow.alt(
      ["there is room", () => void flow.send(path(screen, phone), operation("room"))],
      ["the screen is full", () => void flow.send(path(screen, phone), operation("no room"))],
    );
    flow.request(path(phone, alice), sip.message()).reply(200);
  },
);
