import { defineFlow, operation, path, server } from "callflow";

export default defineFlow(
  {
    id: "call",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "Example", clause: "1" },
    participants: { serving: server("serving server"), home: server("home server") },
  },
  ({ serving, home }, flow) => {
    flow.request(path(serving, home), operation("get vectors request")).reply("get vectors request");
  },
);
