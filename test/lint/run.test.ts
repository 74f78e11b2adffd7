import { expect, test } from "vitest";
import { sip } from "../../src/dsl/sip.ts";
import { operation, path, text } from "../../src/index.ts";
import { lintFlow, lintFlows, rules } from "../../src/lint/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { Place } from "../../src/model/place.ts";
import { call } from "./call.ts";

function at(line: number, column = 1, file = "a.ts"): Place {
  return { file, line, column };
}

/** A flow with two unanswered requests, the second in front of the first in the file. */
function unanswered(id: string, file: string): Flow {
  const flow = call(({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message());
    flow.request(path(alice, bob), sip.message());
  });
  const places = [at(9, 20, file), at(9, 3, file)];
  return {
    ...flow,
    id,
    place: at(1, 1, file),
    messages: flow.messages.map((one, index) => ({ ...one, place: places[index] ?? one.place })),
  };
}

test("the runner adds rule, severity, flow, clause and step", () => {
  expect(lintFlow(unanswered("call", "a.ts"))[1]).toEqual({
    kind: "diagnostic",
    rule: "exchange/require-response",
    severity: "warning",
    message: "Unexpected MESSAGE without an answer, expected a final one from Bob to Alice",
    flow: "call",
    clause: "3",
    step: "1",
    place: { file: "a.ts", line: 9, column: 20 },
    wordParagraph: null,
    quote: null,
    expected: null,
    related: [],
  });
});

test("findings stand in the order of the flows' files and of the places in them", () => {
  const flows = [unanswered("two", "b.ts"), unanswered("one", "a.ts")];
  const found = lintFlows(flows.map((flow, index) => ({ ...flow, figure: { ...flow.figure, label: `${index}`, caption: `${index}` } })));
  expect(found.map(({ flow, place: { file, column } }) => `${flow} ${file} ${column}`)).toEqual([
    "two b.ts 3",
    "two b.ts 20",
    "one a.ts 3",
    "one a.ts 20",
  ]);
});

test("what a variant breaks as the flow does is told once; what only the variant breaks names the variant", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.request(path(alice, bob), sip.message());
    const asked = flow.request(path(alice, bob), operation("ask"));
    const answer = asked.reply("answer");
    flow.variant("silent", "Bob is silent", (variant) => variant.omit(answer));
  });
  expect(lintFlow(flow).map(({ message, related }) => [message, related.map((other) => other.message)])).toEqual([
    ["Unexpected MESSAGE without an answer, expected a final one from Bob to Alice", []],
    ['Unexpected "ask" without an answer, expected a final one from Bob to Alice', ["Only in variant silent, if Bob is silent"]],
  ]);
});

test("a flow that two files define, and figures that two flows of a document share", () => {
  const flow = call(() => {});
  const twin = { ...flow, place: at(1) };
  const rulesOf = (flows: readonly Flow[]) => lintFlows(flows).map(({ rule, flow: id }) => `${rule} ${id}`);
  expect(rulesOf([flow, twin])).toEqual(["caption/no-duplicate call", "caption/no-duplicate call", "flow/no-duplicate call"]);
  expect(rulesOf([flow, { ...twin, id: "other", source: { ...flow.source, document: "TS 9.9" } }])).toEqual([]);
  const labelled = (label: string, id: string): Flow => ({ ...flow, id, figure: { kind: "figure", label, caption: id } });
  expect(rulesOf([labelled("7.2-1", "a"), labelled("7.2-1", "b")])).toEqual(["caption/no-duplicate b"]);
  expect(rulesOf([labelled("7.X-1", "a"), labelled("7.X-1", "b")])).toEqual([]);
});

test("names are looked for as they are spelt", () => {
  const spelt = (words: string) => {
    const flow = call(
      ({ alice, bob }, flow) => void flow.send(path(alice, bob), operation("Tell"), { text: text`${alice} tells ${words}` }),
    );
    const named = {
      ...flow,
      participants: flow.participants.map((one) => (one.id === "carol" ? { ...one, name: "remote end-point 1" } : one)),
    };
    return lintFlow(named).map(({ severity, quote, expected }) => [severity, quote, expected]);
  };
  expect(spelt("Remote end-point 1. The remote end-point 12, the P-CSCFs, a subremote end-point 1")).toEqual([]);
  expect(spelt("the remote endpoint 1")).toEqual([["info", "remote endpoint 1", "remote end-point 1"]]);
  expect(spelt("the PCSCF")).toEqual([["info", "PCSCF", "P-CSCF"]]);
});

test("the ids and levels that scripts rely on", () => {
  const levels = new Map<string, string>(rules.map(({ meta }) => [meta.id, meta.severity]));
  const agreed = {
    error: [
      "reference/no-undefined-step",
      "reference/no-self-reference",
      "reference/no-undefined-precondition",
      "reference/no-undefined-note",
    ].concat([
      "step/no-gap",
      "step/no-duplicate",
      "step/consistent-hops",
      "exchange/no-response-named-request",
      "participant/no-undeclared",
    ]),
    warning: [
      "reference/consistent-receiver",
      "exchange/require-response",
      "exchange/consistent-transaction",
      "participant/consistent-name",
    ].concat(["message/consistent-name", "caption/no-duplicate", "note/no-duplicate"]),
  };
  for (const [level, ids] of Object.entries(agreed)) for (const id of ids) expect(`${id} ${levels.get(id)}`).toBe(`${id} ${level}`);
});
