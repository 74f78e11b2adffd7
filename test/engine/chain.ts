import type { Known } from "../../src/dsl/known.ts";
import { sip } from "../../src/dsl/sip.ts";
import { as, defineFlow, item, operation, type Participant, type Path, path, text } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";

/** The participants that one message passes: two ends, two relays. */
const REACH = 4;

/**
 * A flow with exactly this many steps, for measuring: INVITEs with answer and ACK, abstract requests with items, one-way messages,
 * actions and conditions, each block over the next few participants and upon the one before.
 *
 * @param participants at least 4
 */
export function chain(steps: number, participants: number): Flow {
  const declared = Object.fromEntries(Array.from({ length: participants }, (_, at) => [`p${at}`, as(`AS-${at + 1}`)]));
  const caption = `A chain of ${steps} steps`;
  return defineFlow(
    {
      id: `chain-${steps}-${participants}`,
      title: caption,
      figure: { label: "1", caption },
      source: { document: "", clause: "" },
      participants: declared,
    },
    (handles, flow) => {
      const all = Object.values(handles);
      const [first, second] = all;
      if (first === undefined || second === undefined) return;
      const call = flow.given.session([along(first, second)], { media: ["audio"] });
      const audio = call.media();
      let left = steps;
      /** Takes so many of the steps that are left; false where they are not enough. */
      const takes = (count: number): boolean => {
        if (count > left) return false;
        left -= count;
        return true;
      };
      let before: readonly Known<string>[] = [];
      for (let at = 0; left > 0; at += 1) {
        const [a, b, c, d] = Array.from({ length: REACH }, (_, ahead) => all[(at + ahead) % all.length]);
        if (a === undefined || b === undefined || c === undefined || d === undefined) return;
        if (takes(9)) {
          const answer = flow
            .request(along(a, b, c, d), sip.invite({ offer: [audio.at(a)] }), { using: before })
            .reply(200, { answer: [audio.at(d)] });
          answer.ack();
          before = [answer];
        }
        if (takes(1)) flow.condition([first, second], text`${first} and ${second} have a session`, { holds: call });
        if (takes(5)) {
          const asked = flow.request(along(a, b, c), operation("hand over"), { carries: { thing: item(`thing ${at + 1}`) } });
          const taken = asked.reply("taken over", { using: [asked] });
          flow.action(a, text`is glad of ${taken}`, { using: [taken] });
        }
        if (takes(2)) flow.send(along(a, b, c), operation("thanks"));
        while (left < REACH && takes(1)) flow.action(a, "rests");
      }
    },
  );
}

/** That the ends differ is known here, not to the types. */
function along(...points: readonly Participant[]): Path {
  return path(...(points as never)) as Path;
}
