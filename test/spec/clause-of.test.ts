import { expect, test } from "vitest";
import type { Note } from "../../src/model/flow.ts";
import { clauseOf, writeMarkdown } from "../../src/spec/index.ts";
import { everyKind } from "../model/every-kind.ts";
import { cite, condition, flowOf, hopsOf, message, place, say, who } from "./flow-of.ts";

const participants = { a: "UE-1", p: "P-CSCF", m: "MMSC AS", r: "remote end point" };
const refer = message("refer", "request", "REFER", "a p m");
const accepted = message("accepted", "reply", "202 Accepted", "m p a", { answers: "refer" });
const note = (id: string, at: string | null, number: number | null, style: Note["style"] = "note"): Note => ({
  kind: "note",
  id,
  style,
  number,
  at,
  text: say("of ", id),
  place,
});
const precondition = { kind: "precondition", id: "pre", letter: "a", text: say("", who("a"), " is registered."), place } as const;
const linesOf = (flow: Parameters<typeof clauseOf>[0]) => writeMarkdown(clauseOf(flow)).trimEnd().split("\n\n");

test("blocks stand in the order of the page", () => {
  const flow = flowOf({ participants, messages: [refer, accepted], introduction: say("UE-1 asks."), preconditions: [precondition] });
  expect(clauseOf(flow).blocks.map((block) => block.kind)).toEqual([
    "heading",
    "plain",
    "plain",
    "precondition",
    "figure",
    "paragraph",
    "paragraph",
  ]);
  expect(linesOf(flow)).toEqual([
    "# 4.5 A flow",
    "UE-1 asks.",
    "Preconditions:",
    "a) UE-1 is registered.",
    "![Sequence chart of UE-1, P-CSCF and MMSC AS, steps 1 to 4](figure.svg)",
    "Figure 1: A flow",
    "1-2. UE-1 sends REFER to MMSC AS via P-CSCF.",
    "3-4. MMSC AS answers REFER with 202 Accepted, which takes the reverse path to UE-1.",
  ]);
});

test("labels print as the source's numbering has them", () => {
  const labels = (sign: "~" | "-" | "to", end: string) => {
    const flow = flowOf({ participants, messages: [refer, accepted], numbering: { kind: "numbering", sign, prefix: "", end } });
    return clauseOf(flow).blocks.flatMap((block) => (block.kind === "paragraph" ? [block.printed] : []));
  };
  expect(labels("~", ".")).toEqual(["1~2.", "3~4."]);
  expect(labels("-", ")")).toEqual(["1-2)", "3-4)"]);
  expect(labels("to", "")).toEqual(["1 to 2", "3 to 4"]);
});

test("a note follows the paragraph that holds its step, a precondition, or everything", () => {
  const notes = [
    note("n1", "refer", 1),
    note("n2", "refer.1", 2),
    note("n3", "pre", 3),
    note("n4", null, 4),
    note("n5", "unknown", 5),
    note("n6", "accepted.1", null, "editor"),
  ];
  expect(
    linesOf(flowOf({ participants, messages: [refer, accepted], preconditions: [precondition], notes })).filter(
      (line) => !/^[!#]|^Fig|^Pre/u.test(line),
    ),
  ).toEqual([
    "a) UE-1 is registered.",
    "NOTE 3: of n3",
    "1-2. UE-1 sends REFER to MMSC AS via P-CSCF.",
    "NOTE 1: of n1",
    "NOTE 2: of n2",
    "3-4. MMSC AS answers REFER with 202 Accepted, which takes the reverse path to UE-1.",
    "Editor's note: of n6",
    "NOTE 4: of n4",
    "NOTE 5: of n5",
  ]);
});

test("a note of a message in two paragraphs follows the second", () => {
  const flow = flowOf({ participants, messages: [refer], paragraphs: [["refer.1"], ["refer.2"]], notes: [note("n", "refer", null)] });
  expect(linesOf(flow).slice(-2)).toEqual(["2\\. P-CSCF forwards REFER to MMSC AS.", "NOTE: of n"]);
});

test("white space of the source file is folded", () => {
  const introduction = say("\n  Before\n  ", cite("refer"), "  , see\tbelow. \n");
  expect(linesOf(flowOf({ participants, messages: [refer], introduction }))[1]).toBe("Before steps 1-2 , see below.");
});

test("the only note has no number", () => {
  expect(linesOf(flowOf({ participants, messages: [refer], notes: [note("n", null, null)] })).at(-1)).toBe("NOTE: of n");
});

test("references stay references, and know which block they are about", () => {
  const introduction = say(
    "Before ",
    cite("refer", "accepted.2"),
    ", see ",
    { kind: "figure" },
    " and ",
    { kind: "precondition", precondition: "pre" },
    " and ",
    { kind: "note", note: "n" },
    ".",
  );
  const flow = flowOf({
    participants,
    messages: [refer, accepted],
    introduction,
    preconditions: [precondition],
    notes: [note("n", null, 2)],
  });
  const block = clauseOf(flow).blocks[1];
  expect(block?.kind === "plain" ? block.spans : null).toEqual([
    { kind: "text", value: "Before steps " },
    { kind: "reference", value: "1-2", targets: ["refer.1"] },
    { kind: "text", value: " and " },
    { kind: "reference", value: "4", targets: ["accepted.1"] },
    { kind: "text", value: ", see figure " },
    { kind: "reference", value: "1", targets: ["figure"] },
    { kind: "text", value: " and precondition " },
    { kind: "reference", value: "a", targets: ["pre"] },
    { kind: "text", value: " and " },
    { kind: "reference", value: "NOTE 2", targets: ["n"] },
    { kind: "text", value: "." },
  ]);
  const unheld = flowOf({ participants, messages: [refer], introduction: say(cite("refer.2")), paragraphs: [["refer.1"]] });
  expect(clauseOf(unheld).blocks[1]).toMatchObject({ spans: [{}, { kind: "reference", value: "2", targets: ["refer.2"] }] });
  const ids = new Set(clauseOf(flow).blocks.flatMap((one) => ("id" in one ? [one.id] : [])));
  for (const target of ["refer.1", "accepted.1", "figure", "pre", "n"]) expect(ids).toContain(target);
});

test("alternatives, options, loops and parallel parts say which steps they hold", () => {
  const [one, two] = [message("one", "one-way", "INFO", "a m"), message("two", "one-way", "BYE", "m a")];
  const leads = (operator: "alt" | "opt" | "loop" | "par", guards: readonly string[], times = 1) => {
    const bodies = [[...hopsOf(one), condition("c", "a", say("it is done"))], hopsOf(two)];
    const operands = guards.map((guard, at) => ({ guard, body: bodies[at] ?? [] }));
    const flow = flowOf({ participants, messages: [one, two], body: [{ kind: "fragment", id: "f", operator, times, operands, place }] });
    return clauseOf(flow).blocks.flatMap((block) => (block.kind === "plain" ? [block.spans.map((span) => span.value).join("")] : []));
  };
  expect(leads("alt", ["UE-1 agrees", "else"])).toEqual(["If UE-1 agrees, steps 1-2 take place; otherwise, step 3 takes place."]);
  expect(leads("alt", ["", ""])).toEqual(["Either steps 1-2 or step 3 takes place."]);
  expect(leads("opt", ["UE-1 agrees"])).toEqual(["If UE-1 agrees, steps 1-2 take place."]);
  expect(leads("opt", [""])).toEqual(["Optionally, steps 1-2 take place."]);
  expect(leads("loop", ["UE-1 is busy"])).toEqual(["As long as UE-1 is busy, steps 1-2 are repeated."]);
  expect(leads("loop", ["until UE-1 stops"])).toEqual(["Until UE-1 stops, steps 1-2 are repeated."]);
  expect(leads("loop", [""], 3)).toEqual(["3 times, steps 1-2 are repeated."]);
  expect(leads("par", ["", ""])).toEqual(["In parallel and in any order, steps 1-2 and step 3 take place."]);
});

test("a wrong flow prints", () => {
  expect(linesOf(flowOf({ participants: {} }))).toEqual([
    "# 4.5 A flow",
    "![Sequence chart of no participants](figure.svg)",
    "Figure 1: A flow",
  ]);
  expect(writeMarkdown(clauseOf(everyKind))).toContain("# 3 Everything");
  const dangling = flowOf({
    participants,
    introduction: say(cite("gone"), { kind: "precondition", precondition: "x" }, { kind: "note", note: "y" }, who("z")),
  });
  expect(linesOf(dangling)[1]).toBe("step ?precondition ?NOTE ?z");
});
