import { as, database, defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    id: "call-two",
    title: "A call",
    figure: { label: "two", caption: "A call, two" },
    source: { document: "Example", clause: "two" },
    participants: { alice: ue("Alice"), server: as("application server"), records: database("Database") },
  },
  ({ alice, server, records }, flow) => {
    const refer = flow.request(path(alice, server), sip.refer({ target: records }));
    refer.reply(202);
    flow.request(path(server, alice), sip.notify(refer, { state: "terminated", fragment: 200 })).reply(200);
  },
);
