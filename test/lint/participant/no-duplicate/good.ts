import { defineFlow, operation, path, server } from "callflow";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { own: server("home server", { head: "server" }), other: server("partner server", { head: "server" }) },
  },
  ({ own, other }, flow) => {
    flow.request(path(own, other), operation("status")).reply("status taken");
  },
);
