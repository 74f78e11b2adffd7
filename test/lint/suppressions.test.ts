import { expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { ordersIn, suppress } from "../../src/lint/suppressions.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";

function finding(rule: string, line: number): Diagnostic {
  const place = { file: "a.md", line, column: 1 };
  const nowhere = { flow: null, clause: null, step: null, wordParagraph: null, quote: null, expected: null, related: [] };
  return { kind: "diagnostic", rule, severity: "error", message: "", place, ...nowhere };
}

async function orders(text: string, file = "a.md") {
  const { accepted } = await readDocument(Buffer.from(text), { file, tools: documentTools({}) });
  return ordersIn(accepted.blocks);
}

/** The lines of which a finding of step/no-gap is left, and the lines of the comments that suppress nothing. */
async function left(text: string, lines: readonly number[], rule = "step/no-gap") {
  const diagnostics = lines.map((line) => finding(rule, line));
  const { left, unused } = suppress(diagnostics, (await orders(text)).suppressions);
  return { lines: left.map(({ place }) => place.line), unused: unused.map(({ place }) => place.line) };
}

test("a comment suppresses on its line, the next, the rest, up to its end, or the file", async () => {
  const all = [1, 2, 3, 4];
  expect(await left("a\n1. x <!-- flowlint-disable-line step/no-gap -->\nb\nc", all)).toEqual({ lines: [1, 3, 4], unused: [] });
  expect(await left("a\n<!-- flowlint-disable-next-line step/no-gap -->\nb\nc", all)).toEqual({ lines: [1, 2, 4], unused: [] });
  expect(await left("a\n<!-- flowlint-disable step/no-gap -->\nb\nc", all)).toEqual({ lines: [1], unused: [] });
  expect(await left("a\n<!-- flowlint-disable -->\n<!-- flowlint-enable -->\nc", all)).toEqual({ lines: [1, 4], unused: [] });
  expect(await left("a\nb\nc\n<!-- flowlint-disable-file step/no-gap -->", all)).toEqual({ lines: [], unused: [] });
  // Over several lines, the next one is that behind its end.
  expect(await left("a\n\n<!-- flowlint-disable-next-line step/no-gap\n-- for a reason -->\nb\nc", [3, 4, 5, 6])).toEqual({
    lines: [3, 4, 6],
    unused: [],
  });
});

test("wherever in the document it stands", async () => {
  const inside = "<!-- flowlint-disable-line step/no-gap -->";
  expect(await left(`- a\n  - b ${inside}\n`, [1, 2])).toEqual({ lines: [1], unused: [] });
  expect(await left(`| a | b |\n|---|---|\n| c | d ${inside} |\n`, [1, 3])).toEqual({ lines: [1], unused: [] });
  expect(await left(`> a ${inside}\n`, [1, 2])).toEqual({ lines: [2], unused: [] });
  expect(await left(`# a ${inside}\n`, [1, 2])).toEqual({ lines: [2], unused: [] });
  expect(await left(`<table><tr><td>a\n${inside}</td></tr></table>\n`, [1, 2])).toEqual({ lines: [1], unused: [] });
  expect(await left(`1. a\n\n2. b\n\n${inside.replace("line", "file")}\n`, [1, 3])).toEqual({ lines: [], unused: [] });
});

test("only the rules it names, with commas or blanks between, and a reason after two hyphens", async () => {
  const comment = "<!-- flowlint-disable-next-line step/no-duplicate, step/no-gap -- meant: no reference/no-x -->\nx";
  const { suppressions } = await orders(comment);
  expect(suppressions.map(({ rule }) => rule)).toEqual(["step/no-duplicate", "step/no-gap"]);
  expect(await left(comment, [2])).toEqual({ lines: [], unused: [1] });
  expect(await left(comment, [2], "reference/no-x")).toEqual({ lines: [2], unused: [1, 1] });
});

test("ending one rule leaves the others suppressed", async () => {
  const text = "<!-- flowlint-disable step/no-gap step/no-duplicate -->\n<!-- flowlint-enable step/no-gap -->\nx";
  expect(await left(text, [3])).toEqual({ lines: [3], unused: [1, 1] });
  expect(await left(text, [3], "step/no-duplicate")).toEqual({ lines: [], unused: [1] });
});

test("an order that is not known is told, and other comments are left alone", async () => {
  const { suppressions, misspelt } = await orders(
    "<!-- flowlint-disabel step/no-gap -->\n\n<!-- lint disable -->\n\n<!-- disable-line -->\n",
  );
  expect([suppressions, misspelt.map(({ text }) => text)]).toEqual([[], ["flowlint-disabel step/no-gap"]]);
});

test("in a block of code it is an example", async () => {
  const fenced = (fence: string, end: string) =>
    `${fence}html\n<!-- flowlint-disable-next-line -->\n${end}\n<!-- flowlint-disable-line -->\n`;
  expect(await left(fenced("```", "```"), [3, 4])).toEqual({ lines: [3], unused: [] });
  expect(await left(fenced("~~~~", "~~~~~"), [3, 4])).toEqual({ lines: [3], unused: [] });
  // Three do not end what four began.
  expect(await left(fenced("````", "```"), [3, 4])).toEqual({ lines: [3, 4], unused: [] });
  expect(await left("`<!-- flowlint-disable-line -->`\n", [1])).toEqual({ lines: [1], unused: [] });
});

test("every kind of line end counts as one", async () => {
  expect(await left("a\r\n<!-- flowlint-disable-line -->\r\nb", [1, 2, 3])).toEqual({ lines: [1, 3], unused: [] });
});

test("in plain text it is what it says", async () => {
  expect((await orders("1. a <!-- flowlint-disable-line -->\n", "a.txt")).suppressions).toEqual([]);
});

test("an order that is misspelt is no order", async () => {
  for (const order of ["disable-nextline", "disabled", "enable-all", "disable_file"]) {
    const { suppressions, misspelt } = await orders(`<!-- flowlint-${order} step/no-gap -->\nx`);
    expect([suppressions, misspelt.length], order).toEqual([[], 1]);
  }
});
