import { titleFor } from "./check-name.ts";

/** A small flow with comments that say what else could stand there. */
export function flowBeginning(name: string): string {
  const title = titleFor(name);
  return `import { defineFlow, path, proxy, reverse, text, ue } from "callflow";
import { sip } from "callflow/sip";

export default defineFlow(
  {
    // What commands call it: \`callflow show ${name}\`.
    id: "${name}",
    // The heading of its clause, and below it what the caption of its figure says.
    title: "${title}",
    figure: { label: "1", caption: "${title}" },
    // Where the clause stands.
    source: { document: "My document", clause: "1" },
    // Who takes part: a short name for the code, a kind, and the name that people read. Other kinds: as, registrar, database, resource,
    // server, network; group("Partner system", { … }) draws a box around its members.
    participants: { alice: ue("Alice"), middle: proxy("Proxy"), bob: ue("Bob") },
    // How numbers are printed: { sign: "~" } for 3~5, { prefix: "F", end: "" } for F1.
    numbering: { sign: "-" },
  },
  ({ alice, middle, bob }, flow) => {
    // The way of a message, relays included. Each hop takes the next number; nobody types one.
    const toBob = path(alice, middle, bob);

    flow.introduction("This flow shows how Alice calls Bob.");
    flow.precondition("Alice and Bob are registered.");

    // A session that the flow sets up, and one of its components. flow.given.session([toBob], …) would be up before step 1.
    const call = flow.session(["audio"]);
    const audio = call.media();

    flow.action(alice, "decides to call Bob");
    const invite = flow.request(toBob, sip.invite({ session: call, offer: [audio.at(alice)] }));
    // Answers take the way back. Their sentences are generated; { text: text\`…\` } as the last argument says it in your own words.
    invite.reply(180);
    const answer = invite.reply(200, { answer: [audio.at(bob)] });
    answer.ack();
    flow.condition([alice, bob], text\`\${alice} and \${bob} talk\`, { holds: call });

    const bye = flow.request(reverse(toBob), sip.bye(call));
    // One numbered paragraph for both; \${invite} prints "steps 2-3", or whatever they are by then.
    flow.paragraph([bye, bye.reply(200)], text\`\${bob} ends the call that \${alice} began in \${invite}.\`);

    // It may also go another way; what a variant adds takes letters, as 7a.
    // flow.variant("alice-ends", "Alice ends the call", (variant) => { … });

    // What must hold at the end: \`callflow run ${name}\` tries it.
    flow.expect.released(call, alice);
  },
);
`;
}
