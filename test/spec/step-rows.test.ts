import { expect, test } from "vitest";
import { stepRowsOf } from "../../src/spec/index.ts";
import { action, condition, flowOf, hopsOf, message, say } from "./flow-of.ts";

const participants = { a: "UE-1", p: "P-CSCF", m: "MMSC AS" };
const refer = message("refer", "request", "REFER", "a p m");

test("a row for each printed number, with the label and the text of its paragraph", () => {
  const body = [condition("c", "a m", say("a session is up")), action("x", "a", say("decides")), ...hopsOf(refer)];
  const rows = stepRowsOf(
    flowOf({ participants, messages: [refer], body, numbering: { kind: "numbering", sign: "~", prefix: "", end: "." } }),
  );
  expect(rows.map(({ kind, printed, label, from, to, message: name }) => [kind, printed, label, from, to, name])).toEqual([
    ["condition", "1", "1", null, null, null],
    ["action", "2", "2", "UE-1", "UE-1", null],
    ["message", "3", "3~4", "UE-1", "P-CSCF", "REFER"],
    ["message", "4", "3~4", "P-CSCF", "MMSC AS", "REFER"],
  ]);
  expect(rows.map((row) => row.text)).toEqual([
    "A session is up.",
    "UE-1 decides.",
    "UE-1 sends REFER to MMSC AS via P-CSCF.",
    "UE-1 sends REFER to MMSC AS via P-CSCF.",
  ]);
});

test("letters stand apart from numbers", () => {
  const flow = flowOf({ participants, messages: [refer] });
  const [first] = flow.steps;
  const steps = first === undefined ? [] : [{ ...first, number: { ...first.number, number: 44, letter: "a" } }];
  expect(stepRowsOf({ ...flow, steps })[0]).toMatchObject({ printed: "44a", number: 44, letter: "a" });
});

test("a step that no paragraph holds has its own label and a generated text", () => {
  const rows = stepRowsOf(flowOf({ participants, messages: [refer], paragraphs: [["refer.1"]] }));
  expect(rows[1]).toMatchObject({ label: "2", text: "P-CSCF forwards REFER to MMSC AS." });
});
