import { expect, test } from "vitest";
import * as z from "zod";
import { execute } from "../../src/engine/index.ts";
import { traceLine } from "../../src/model/schema/trace.ts";
import { jsonSchemas, parseFlow } from "../../src/model/schema.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { allFlows } from "../engine/six-flows.ts";
import { everyKind } from "./every-kind.ts";

/** The flow as JSON, something in it set to another value, or taken away where that is `undefined`. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const flow: unknown = JSON.parse(JSON.stringify(everyKind));
  let at = flow as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete at[last];
  else at[last] = value;
  return flow;
}

function wrongOf(value: unknown): string {
  try {
    parseFlow(value);
  } catch (wrong) {
    expect(wrong).toBeInstanceOf(BadInput);
    return (wrong as BadInput).message;
  }
  return "";
}

test("a flow with every kind of thing survives JSON and the schema", () => {
  expect(parseFlow(JSON.parse(JSON.stringify(everyKind)))).toEqual(everyKind);
});

test("the flows of this project, and what their variants make of them, are plain data of that shape", () => {
  for (const { name, flow } of allFlows) expect(parseFlow(JSON.parse(JSON.stringify(flow))), name).toEqual(flow);
});

test("so are their traces, line by line", () => {
  for (const { name, flow } of allFlows) {
    const { header, events, outcome } = execute(flow, { seed: 1 }).trace;
    for (const line of [header, ...events, outcome]) expect(traceLine.parse(JSON.parse(JSON.stringify(line))), name).toEqual(line);
  }
});

test("a wrong flow is still a flow: unknown ids, numbers twice, an empty path", () => {
  expect(wrongOf(changed(["participants"], []))).toBe("");
  expect(wrongOf(changed(["steps"], [everyKind.steps[0], everyKind.steps[0]]))).toBe("");
  expect(wrongOf(changed(["messages", 0, "path"], []))).toBe("");
});

test.each([
  [["title"], undefined, "title is missing"],
  [["title"], 3, "title: expected string, received number"],
  [["titel"], "x", 'no flow has "titel" here'],
  [["messages", 0, "path", 0, "hidden"], "no", "messages[0].path[0].hidden: expected boolean, received string"],
  [["body", 3, "body", 0, "to"], undefined, "body[3].body[0].to is missing"],
  [["body", 4, "operands", 1, "body", 0, "kind"], "hope", "body[4].operands[1].body[0].kind: no such thing"],
  [["steps", 0, "number", "number"], 1.5, "steps[0].number.number: expected whole number, received number"],
  [["steps", 0, "number", "letter"], "A", "steps[0].number.letter: Invalid string: must match pattern /^[a-z]*$/"],
  [["messages", 1, "signal", "status"], 999, "messages[1].signal.status: Too big: expected number to be <=699"],
  [["place", "line"], 0, "place.line: Too small: expected number to be >=1"],
])("%j set to %j is told with its path", (path, value, message) => {
  expect(wrongOf(changed(path, value))).toBe(`this is no flow: ${message}`);
});

test("of many things that are wrong the first three are told", () => {
  expect(wrongOf({ kind: "flow" })).toMatch(/^this is no flow: id is missing; title is missing; figure is missing; and \d+ more$/);
});

test.each([null, 3, [], {}, { kind: "trace" }, { name: "package" }])("%j is no flow at all", (value) => {
  expect(wrongOf(value)).toBe('this is no flow: an object whose "kind" is "flow" was expected');
});

test("each line of a trace has its schema", () => {
  const header = {
    kind: "header",
    format: "callflow-trace",
    version: 1,
    engine: "0.1.0",
    flow: "a",
    variant: null,
    hash: "0".repeat(64),
    seed: 1,
    faults: ["drop 14"],
  };
  const event = {
    kind: "event",
    n: 1,
    time: 0,
    phase: "flow",
    event: "act",
    step: "1",
    hop: "act",
    from: "a",
    to: "a",
    message: null,
    cause: null,
  };
  const outcome = { kind: "outcome", ok: true, failures: [], expectations: [] };
  for (const line of [header, event, outcome]) expect(traceLine.parse(line)).toEqual(line);
  for (const line of [{ ...header, seed: -1 }, { ...event, n: 0 }, { ...outcome, more: 1 }, {}])
    expect(traceLine.safeParse(line).success).toBe(false);
});

test("JSON Schema is the same each time, closed, and names its parts", () => {
  const schemas = jsonSchemas();
  const { flow, trace } = schemas;
  expect(JSON.stringify(jsonSchemas())).toBe(JSON.stringify(schemas));

  expect(flow).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A call flow",
    type: "object",
    additionalProperties: false,
    properties: { body: { items: { $ref: "#/$defs/Element" } } },
  });
  expect(Object.keys((flow as { $defs: object }).$defs).sort()).toEqual(
    [
      "Description",
      "Element",
      "Expectation",
      "Given",
      "Inline",
      "ItemValue",
      "LifelineEvent",
      "MediaRef",
      "Message",
      "Paragraph",
      "Path",
      "Place",
      "Prose",
    ].concat(["Signal", "Step", "StepLabel", "StepNumber", "Variant"]),
  );
  expect(trace).toMatchObject({
    oneOf: [{ $ref: "#/$defs/TraceHeader" }, { $ref: "#/$defs/TraceEvent" }, { $ref: "#/$defs/TraceOutcome" }],
  });
});

test("JSON Schema takes and refuses what the schema does", () => {
  const { flow } = jsonSchemas();
  const read = z.fromJSONSchema(flow as Parameters<typeof z.fromJSONSchema>[0]);
  const verdict = (value: unknown) => [read.safeParse(value).success, wrongOf(value) === ""];
  expect(verdict(everyKind)).toEqual([true, true]);
  for (const wrong of [{ ...everyKind, more: 1 }, changed(["title"], undefined), changed(["body", 4, "operands", 0, "guard"], 1)]) {
    expect(verdict(wrong)).toEqual([false, false]);
  }
});
