import fc from "fast-check";
import { as, type FlowBuilder, operation, type Participant, type Path, path, proxy } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { flowOf } from "../engine/small-flow.ts";

/** One thing that happens: a message from end to end, perhaps by way of a relay, or an action. */
export type Doing =
  | { readonly kind: "message"; readonly from: number; readonly to: number; readonly relayed: boolean }
  | { readonly kind: "action"; readonly by: number };

/** What happens one after the other, and strands of `par` in between. */
export type Part = Doing | { readonly kind: "par"; readonly strands: readonly (readonly Doing[])[] };

const ENDS = 3;

const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("message" as const), from: end(), to: end(), relayed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("action" as const), by: end() }) },
);

export const parts: fc.Arbitrary<readonly Part[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(doing, { maxLength: 5 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.array(doing, { maxLength: 2 }),
        fc.array(fc.array(doing, { maxLength: 2 }), { maxLength: 2 }),
        fc.array(doing, { maxLength: 2 }),
      )
      .map(([before, strands, after]): readonly Part[] => [...before, { kind: "par", strands }, ...after]),
  },
);

function end() {
  return fc.nat({ max: ENDS - 1 });
}

/** Things that happen one after the other. */
export const doings = fc.array(doing, { maxLength: 4 });

/** A flow of three servers and a relay, with one-way messages and actions. */
export function flowWith(parts: readonly Part[]): Flow {
  return flowWritten((write) => parts.forEach((part) => void write(part, "tell")));
}

/** The same, written otherwise. */
export function flowWritten(body: (write: (part: Part, name: string) => void, flow: FlowBuilder) => void): Flow {
  return flowOf({ a: as("A"), b: as("B"), c: as("C"), relay: proxy("Relay") }, ({ a, b, c, relay }, flow) =>
    body((part, name) => writePart(part, name, [a, b, c], relay, flow), flow),
  );
}

/** @param name of the messages */
function writePart(part: Part, name: string, ends: readonly Participant[], relay: Participant, flow: FlowBuilder): void {
  switch (part.kind) {
    case "par":
      flow.par(...part.strands.map((strand) => () => strand.forEach((one) => void writePart(one, name, ends, relay, flow))));
      return;
    case "action": {
      const by = ends[part.by];
      if (by !== undefined) flow.action(by, "does something");
      return;
    }
    case "message": {
      const [from, to] = [ends[part.from], ends[part.to === part.from ? (part.to + 1) % ENDS : part.to]];
      if (from === undefined || to === undefined) return;
      // That the ends differ is known here, not to the types.
      const way = path(...([from, ...(part.relayed ? [relay] : []), to] as never)) as Path;
      flow.send(way, operation(name));
    }
  }
}
