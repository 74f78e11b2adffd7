import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeMermaid } from "../../../src/figure/other-programs/mermaid.ts";
import { escapeMermaid, isMermaidName } from "../../../src/figure/other-programs/mermaid-text.ts";
import { Names } from "../../../src/figure/other-programs/names.ts";
import { planOf } from "../../../src/figure/plan/plan-of.ts";
import { labelOf, type Row, timerWords } from "../../../src/figure/plan/row.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { arbitraryFlow, label, nasty } from "../arbitrary-flow.ts";
import { exampleFlows } from "../example-flows.ts";
import { makeFlow } from "../make-flow.ts";
import { BAR_BEGINS, BAR_ENDS, BOTH, CROSS, DOTTED, DOTTED_CROSS, mermaidReader, NOTE, OPEN, SOLID } from "./read-mermaid.ts";

let mermaid: Awaited<ReturnType<typeof mermaidReader>>;
beforeAll(async () => {
  mermaid = await mermaidReader();
});
afterAll(() => mermaid.close());

/** What Mermaid must have read of a row: its text, and its type where it is known. */
function expected(row: Row): readonly (readonly [string, number | null])[] {
  switch (row.kind) {
    case "message":
      if (row.lost) return [[labelOf(row), row.role === "reply" ? DOTTED_CROSS : CROSS]];
      return [[labelOf(row), { request: SOLID, ack: SOLID, reply: DOTTED, "one-way": OPEN }[row.role]]];
    case "exchange":
      return [[labelOf(row), row.from === row.to ? NOTE : BOTH]];
    case "condition":
    case "action":
    case "note":
      return [[labelOf(row), NOTE]];
    case "reference":
      return [[labelOf({ ...row, text: `ref: ${row.text}` }), NOTE]];
    case "timer":
      return [[timerWords(row), NOTE]];
    case "open":
      return [[row.guard, null]];
    case "operand":
      return row.operator === "alt" || row.operator === "par"
        ? [[row.guard, null]]
        : [
            ["", null],
            [row.guard, null],
          ];
    case "close":
      return [["", null]];
  }
}

/** Everything of the plan is in what Mermaid read, in its order, and nothing else. */
async function expectNothingDropped(flow: Flow): Promise<void> {
  for (const view of ["hops", "ends"] as const) {
    const text = writeMermaid(flow, { view });
    const read = await mermaid.read(text);
    const plan = planOf(flow, { view });
    // Whoever is created stands where it is first named, and in no box.
    const created = new Set([...plan.events.values()].flatMap(({ creates }) => creates));
    const [first, later] = [
      plan.columns.filter((one) => !created.has(one.participant)),
      plan.columns.filter((one) => created.has(one.participant)),
    ];
    expect(read.actors.slice(0, first.length).map((actor) => actor.text)).toEqual(first.map(({ head }) => head.trim()));
    const makings = (texts: readonly string[]) => [...texts].sort();
    expect(makings(read.actors.slice(first.length).map((actor) => actor.text))).toEqual(makings(later.map(({ head }) => head.trim())));
    expect(read.actors.slice(0, first.length).map((actor) => actor.box)).toEqual(
      first.map(({ groups }) => (groups.length === 0 ? null : groups.map(({ name }) => name).join(" / "))),
    );
    const bars = read.messages.filter(({ type }) => type === BAR_BEGINS).length;
    expect(bars).toBe([...plan.events.values()].flatMap(({ starts }) => starts).length);
    expect(read.messages.filter(({ type }) => type === BAR_ENDS)).toHaveLength(bars);
    const messages = read.messages.filter(({ type }) => type !== BAR_BEGINS && type !== BAR_ENDS);
    const wanted = [...plan.rows, ...plan.footnotes].flatMap(expected);
    expect(messages.map((message) => message.text)).toEqual(wanted.map(([said]) => said.trim()));
    for (const [at, [, type]] of wanted.entries()) if (type !== null) expect(messages[at]?.type).toBe(type);
  }
}

test.each(Object.entries(exampleFlows))("Mermaid's own parser reads everything: %s", async (_, flow) => {
  await expectNothingDropped(flow);
});

test("Mermaid's own parser reads everything, whatever it is called", { timeout: 60_000 }, async () => {
  for (const name of nasty)
    await expectNothingDropped(
      makeFlow({ participants: [name, "B", "C"], title: name, notes: [name] }, [{ message: name, path: [name, "B"] }]),
    );
  await fc.assert(fc.asyncProperty(arbitraryFlow(label), expectNothingDropped), { numRuns: 40 });
});

test("the ends of each message are those of its step", async () => {
  const flow = makeFlow({ participants: ["alice", "end", "Bob's phone"] }, [{ message: "INVITE", path: ["alice", "end", "Bob's phone"] }]);
  const { messages, title } = await mermaid.read(writeMermaid(flow));
  expect(messages.map(({ from, to, text }) => [from, to, text])).toEqual([
    ["alice", "p1", "1. INVITE"],
    ["p1", "p2", "2. INVITE"],
  ]);
  expect(title).toBe("Figure 1: A flow");
});

test("a readable id stays, every other is free and unlike the rest", () => {
  const ids = ["ue1", "p1", "Note", "a b", "x-y", "stylesheet"];
  const columns = ids.map((participant) => ({ participant, head: "", name: "", groups: [] }));
  const names = new Names(columns, isMermaidName);
  expect(ids.map((id) => names.of(id))).toEqual(["ue1", "p1", "p2", "p3", "p4", "p5"]);
});

test("what Mermaid takes for its own is an entity", () => {
  expect(escapeMermaid('a;b#c%%d<e>&"')).toBe("a#59;b#35;c#37;#37;d#60;e#62;#38;#34;");
  expect(escapeMermaid("wrap: me")).toBe("wrap#58; me");
});

test("an empty flow is an empty diagram", async () => {
  expect((await mermaid.read(writeMermaid(makeFlow({ participants: [] }, [])))).actors).toEqual([]);
  await expectNothingDropped(makeFlow({ participants: [], notes: ["not lost"] }, []));
});
