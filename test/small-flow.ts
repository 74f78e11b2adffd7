/** The text of a small flow file that is right. */
export function smallFlow(id: string, { before = "", inside = "" } = {}): string {
  return `import { defineFlow, path, ue } from "callflow";
import { sip } from "callflow/sip";
${before}
export default defineFlow(
  {
    id: "${id}",
    title: "A call",
    figure: { label: "1", caption: "A call" },
    source: { document: "RFC 3665", clause: "3.1" },
    participants: { alice: ue("Alice"), bob: ue("Bob") },
  },
  ({ alice, bob }, flow) => {
    ${inside}
    flow.request(path(alice, bob), sip.options()).reply(200);
  },
);
`;
}
