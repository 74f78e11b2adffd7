import fc from "fast-check";
import type { Flow, LifelineEvent } from "../../src/model/flow.ts";
import { type Given, makeFlow } from "./make-flow.ts";

/** Names that somebody will have. */
export const nasty = [
  'a<b&"c"',
  "x;#%%end",
  "wrap: style:#a;",
  "classDef:x#;",
  "two\nlines\r\n",
  "שלום עולם",
  "\u202eevil\u0000",
  "n".repeat(300),
  "中文服务器",
  "end",
  "e\u0301".repeat(5),
  "\ud800",
  "</svg><script>",
  "`{x}` $$y$$ \\n",
  "@{ shape: x }",
  "200 OK",
  "participant p1 as x",
  "-->>",
  " ",
];

const words = fc.constantFrom(
  "REFER",
  "get",
  "SIP",
  "information",
  "request",
  "200 OK",
  "Notification",
  "A",
  "via the core",
  "registration",
);
const plain = fc.array(words, { minLength: 1, maxLength: 7 }).map((all) => all.join(" "));

/** What messages and conditions say. */
export const label = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 1, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
);

function someOf(names: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.subarray([...names], { minLength: 1 });
}

function givens(names: readonly string[], text: fc.Arbitrary<string>, depth: number): fc.Arbitrary<readonly Given[]> {
  const one = fc.constantFrom(...names);
  const note = fc.option(text, { nil: undefined }).map((said) => (said === undefined ? {} : { note: said }));
  const role = fc.constantFrom("request" as const, "reply" as const, "ack" as const, "one-way" as const);
  const show = fc.constantFrom({}, {}, { show: "ends" as const }, { show: "hidden" as const });
  const hidden = fc.integer({ min: 0, max: 5 });
  const path = fc
    .tuple(fc.array(one, { minLength: 2, maxLength: 5 }), hidden)
    .map(([all, at]) => all.map((name, i) => (i === at && i > 0 && i < all.length - 1 ? `(${name})` : name)));
  const message = fc
    .record({ message: text, path, role, show, note, lost: fc.constantFrom(false, false, false, true) })
    .map(({ show: shown, note: noted, ...rest }) => ({ ...rest, ...shown, ...noted }));
  const simple: fc.Arbitrary<Given>[] = [
    message,
    message,
    fc
      .record({ condition: text, of: fc.oneof(someOf(names), fc.constant([])), note })
      .map(({ note: noted, ...rest }) => ({ ...rest, ...noted })),
    fc.record({ action: text, of: one }),
    fc.record({ exchange: text, between: fc.tuple(one, one), body: fc.array(message, { maxLength: 2 }) }),
    fc.record({ reference: text, flow: text, of: someOf(names) }),
    fc.record({
      timer: text,
      of: one,
      event: fc.constantFrom("start" as const, "stop" as const, "expiry" as const),
      duration: fc.constantFrom(500, 32_000),
    }),
    fc.record({ paragraph: fc.array(message, { minLength: 1, maxLength: 3 }) }),
  ];
  if (depth === 0) return fc.array(fc.oneof(...simple), { maxLength: 5 });
  const operand = fc.tuple(fc.oneof(text, fc.constant("")), givens(names, text, depth - 1));
  const fragment = fc.record({
    fragment: fc.constantFrom("alt" as const, "opt" as const, "loop" as const, "par" as const),
    operands: fc.array(operand, { maxLength: 3 }),
  });
  return fc.array(fc.oneof({ weight: 9, arbitrary: fc.oneof(...simple) }, { weight: 2, arbitrary: fragment }), { maxLength: 9 });
}

const lifelineEvent = fc.record({
  kind: fc.constantFrom("creation" as const, "end" as const, "activation" as const),
  at: fc.nat(),
  until: fc.nat(),
  to: fc.boolean(),
});

/** Lifelines that begin, end and are active somewhere, also where that cannot be. */
function withLifelines(
  flow: Flow,
  events: readonly { readonly kind: LifelineEvent["kind"]; at: number; until: number; to: boolean }[],
): Flow {
  const { steps } = flow;
  const lifelines = events.flatMap(({ kind, at, until, to }): readonly LifelineEvent[] => {
    const first = steps[at % steps.length];
    const last = steps[until % steps.length];
    const participant = (to ? first?.to : first?.from) ?? null;
    if (first === undefined || last === undefined || participant === null) return [];
    const { place } = flow;
    return [
      kind === "activation" ? { kind, participant, from: first.id, until: last.id, place } : { kind, participant, at: first.id, place },
    ];
  });
  return lifelines.length === 0 ? flow : { ...flow, lifelines };
}

/** Flows with everything in them. @param text what their participants and messages are called */
export function arbitraryFlow(text: fc.Arbitrary<string>): fc.Arbitrary<Flow> {
  const name = fc.tuple(text, fc.constantFrom("", "@g1", "@g2", "@g3")).map(([said, group]) => `${said.replaceAll("@", "")}${group}`);
  const participants = fc.uniqueArray(name, { minLength: 1, maxLength: 9, selector: (one) => one.split("@")[0] ?? "" });
  return participants.chain((all) => {
    const names = all.map((one) => one.split("@")[0] ?? "");
    const groups = fc.constantFrom([], ["g1", "g1 > g2", "g3"], ["g1", "g2", "g3"]);
    return fc
      .record({
        groups,
        notes: fc.array(text, { maxLength: 2 }),
        body: givens(names, text, 3),
        end: fc.constantFrom(".", "", ")"),
        events: fc.array(lifelineEvent, { maxLength: 4 }),
      })
      .map(({ groups: grouped, notes, body, end, events }) =>
        withLifelines(makeFlow({ participants: all, groups: grouped, notes, numbering: { end } }, body), events),
      );
  });
}
