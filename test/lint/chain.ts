import { defineFlow, item, operation, type Path, path, reverse, server, text } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";

/** A flow of about `length` steps in which 20 participants pass something along, answer and quote it. */
export function chainOf(length: number): Flow {
  const participants = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`p${at}`, server(`server ${at + 1}`)]));
  return defineFlow(
    { id: "chain", title: "A chain", figure: { label: "1", caption: "A chain" }, source: { document: "", clause: "" }, participants },
    (handles, flow) => {
      const all = Object.values(handles);
      for (let count = 0, at = 0; count < length; count += 10, at += 1) {
        const [a, b, c, d] = [0, 1, 2, 3].map((ahead) => all[(at + ahead) % all.length]);
        if (a === undefined || b === undefined || c === undefined || d === undefined) return;
        // That the ends differ is known here, not to the types.
        const along = path(...([a, b, c, d] as never)) as Path;
        const asked = flow.request(along, operation("hand over"), { carries: { thing: item(`thing ${at}`) } });
        const taken = asked.reply("taken", { text: text`${d} takes it, see ${asked}` });
        flow.action(a, text`is glad of ${taken}`, { using: [taken] });
        flow.send(reverse(along), operation("thanks"), { using: [asked] });
      }
    },
  );
}
