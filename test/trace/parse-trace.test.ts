import fc from "fast-check";
import { expect, test } from "vitest";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { parseTrace, writeTrace } from "../../src/trace/index.ts";
import { anyTrace, smallTrace } from "./traces.ts";

const written = writeTrace(smallTrace);
const lines = written.trimEnd().split("\n");
const [head = "", ...rest] = lines;

/** What the user is told of a file that cannot be read. */
function told(text: string): string {
  try {
    parseTrace(text, "a.jsonl");
  } catch (wrong) {
    if (wrong instanceof BadInput) return printBadInput(wrong);
    throw wrong;
  }
  return "nothing";
}

const remedy = ". Write the trace again with callflow run --trace";

test("what is written is read back, and written again the same", () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const text = writeTrace(trace);
      expect(parseTrace(text, "a.jsonl")).toEqual(trace);
      expect(writeTrace(parseTrace(text, "a.jsonl"))).toBe(text);
    }),
  );
});

test("one line for the header, each event and the outcome, the last with its end", () => {
  expect(lines).toHaveLength(5);
  expect(written.endsWith("}\n")).toBe(true);
  expect(JSON.parse(head)).toEqual(smallTrace.header);
});

test("a file that is cut says where", () => {
  expect(told(written.slice(0, -20))).toBe(`a.jsonl:5:1: the trace is cut in the middle of a line${remedy}`);
  expect(told(`${lines.slice(0, 3).join("\n")}\n`)).toBe(`a.jsonl:3:1: the trace is cut: its last line is not the outcome${remedy}`);
  expect(told(`${head}\n`)).toBe(`a.jsonl:1:1: the trace is cut: its last line is not the outcome${remedy}`);
  expect(told(head.slice(0, 30))).toBe(`a.jsonl:1:1: the trace is cut in the middle of a line${remedy}`);
});

test("cut anywhere, a trace is refused; without its last line end alone it is whole", () => {
  for (let length = 0; length < written.length - 1; length += 1) expect(told(written.slice(0, length))).toMatch(/cut|empty/u);
  expect(parseTrace(written.slice(0, -1), "a.jsonl")).toEqual(smallTrace);
});

test("a file that is no trace says so", () => {
  expect(told("")).toBe(`a.jsonl:1:1: the trace is empty${remedy}`);
  expect(told("# Flow\n\nSome text\n")).toBe(
    `a.jsonl:1:1: this is no trace: a trace begins with a header, a JSON object on one line${remedy}`,
  );
  expect(told("\n")).toMatch(/^a\.jsonl:1:1: this is no trace/u);
  expect(told('{"kind":"flow"}\n')).toBe(`a.jsonl:1:1: this is no trace: it has no header of format callflow-trace${remedy}`);
  expect(told(`${rest.join("\n")}\n`)).toMatch(/it has no header/u);
});

test("a trace of another version says which", () => {
  const later = written.replace('"version":2', '"version":3');
  expect(told(later)).toBe(`a.jsonl:1:1: the trace has version 3, this tool reads version 2${remedy}`);
  expect(told(written.replace('"version":2,', ""))).toMatch(/version unknown/u);
});

test("a line that is not what it should be says which", () => {
  const damaged = (line: number, text: string) => `${lines.map((old, at) => (at === line - 1 ? text : old)).join("\n")}\n`;
  expect(told(damaged(3, "{broken"))).toBe(`a.jsonl:3:1: this line is no JSON object${remedy}`);
  expect(told(damaged(3, ""))).toBe(`a.jsonl:3:1: this line is no JSON object${remedy}`);
  expect(told(damaged(4, "[1]"))).toBe(`a.jsonl:4:1: this line is no JSON object${remedy}`);
  expect(told(damaged(4, head))).toBe(`a.jsonl:4:1: this line is no event${remedy}`);
  for (const header of [{ flow: 7 }, { seed: "1" }, { seed: -1 }, { seed: 1.5 }, { variant: undefined }])
    expect(told(damaged(1, JSON.stringify({ ...smallTrace.header, ...header }))), JSON.stringify(header)).toBe(
      `a.jsonl:1:1: the header does not name a flow, a variant or null, a seed, and the faults${remedy}`,
    );
});

test("line ends of Windows are read: the bytes differ, what is said does not", () => {
  const windows = written.replaceAll("\n", "\r\n");
  expect(parseTrace(windows, "a.jsonl")).toEqual(smallTrace);
  expect(writeTrace(parseTrace(windows, "a.jsonl"))).toBe(written);
});
