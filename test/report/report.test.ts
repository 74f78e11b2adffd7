import fc from "fast-check";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { reportFormats } from "../../src/report/index.ts";

const gap: Diagnostic = {
  kind: "diagnostic",
  rule: "step/no-gap",
  severity: "error",
  message: "Unexpected step 3, expected step 2",
  flow: "call",
  clause: "6.1",
  step: "3",
  place: { file: "flows/a.ts", line: 9, column: 3 },
  wordParagraph: null,
  quote: null,
  expected: "2",
  related: [
    { message: "Step 1 stands here", place: { file: "flows/a.ts", line: 7, column: 3 } },
    { message: "So it does here", place: { file: "flows/b.ts", line: 1, column: 1 } },
  ],
};
const name: Diagnostic = {
  ...gap,
  rule: "participant/consistent-name",
  severity: "info",
  message: 'Unexpected spelling "core B", expected "Core B"',
  step: "3-5, 7",
  place: { file: "flows/a.ts", line: 120, column: 14 },
  quote: "core B",
  expected: "Core B",
  related: [],
};
const caption: Diagnostic = {
  ...gap,
  rule: "caption/no-duplicate",
  severity: "warning",
  message: "Unexpected second figure, expected one",
  flow: null,
  clause: null,
  step: null,
  place: { file: "flows/b.ts", line: 1, column: 1 },
  expected: null,
  related: [],
};

function write(id: string, diagnostics: readonly Diagnostic[], colour = false): string {
  const format = reportFormats.find((one) => one.id === id);
  if (format === undefined) throw new Error(id);
  return format.write(diagnostics, { colour });
}

test("stylish groups by file, in columns, with quotes, suggestions and other ends", () => {
  expect(write("stylish", [gap, name, caption])).toBe(
    `flows/a.ts
     9:3  error  step 3        Unexpected step 3, expected step 2  step/no-gap
          expected: 2
          7:3: Step 1 stands here
          flows/b.ts:1:1: So it does here
  120:14  info   steps 3-5, 7  Unexpected spelling "core B", expected "Core B"  participant/consistent-name
          found:    core B
          expected: Core B

flows/b.ts
  1:1  warning  Unexpected second figure, expected one  caption/no-duplicate

✖ 3 problems (1 error, 1 warning, 1 info)`,
  );
});

test("stylish counts, and is short where there is nothing", () => {
  expect(write("stylish", [gap, gap, caption])).toMatch(/✖ 3 problems \(2 errors, 1 warning\)$/);
  expect(write("stylish", [name])).toMatch(/✖ 1 problem \(1 info\)$/);
  expect(write("stylish", [])).toBe("✔ no problems");
  const { write: stylish } = reportFormats.find(({ id }) => id === "stylish") ?? { write: () => "" };
  expect(stylish([], { colour: false, flows: 7 })).toBe("✔ 7 flows, no problems");
  expect(stylish([], { colour: false, flows: 1 })).toBe("✔ 1 flow, no problems");
  expect(stylish([], { colour: false, flows: 0 })).toBe("✔ no numbered flow found, no problems");
});

test("stylish keeps to the width of a terminal: it breaks between words, and what is marked stays below its words", () => {
  const text = `${"before it ".repeat(20)}core B${" and behind".repeat(20)}`;
  const long: Diagnostic = {
    ...name,
    place: { file: "CR.docx", line: 81, column: 4 },
    wordParagraph: 81,
    message: 'Unexpected spelling "core B" in a sentence that is long, expected "Core B" as elsewhere',
    excerpt: { text, at: text.indexOf("core B"), length: 6 },
    related: [{ message: "It is called Core B here", place: { file: "CR.docx", line: 70, column: 1, wordParagraph: 70 } }],
  };
  const { write: stylish } = reportFormats.find(({ id }) => id === "stylish") ?? { write: () => "" };
  expect(stylish([long], { colour: false, width: 80 })).toBe(
    `CR.docx
  ¶81  info  6.1 steps 3-5, 7  Unexpected spelling "core B" in a sentence that
                               is long, expected "Core B" as elsewhere
                               participant/consistent-name
       … before it before it before it core B and behind and behind and behind …
                                       ~~~~~~
       expected: Core B
       ¶70: It is called Core B here

✖ 1 problem (1 info)
  flowlint --explain RULE says why, with examples`,
  );
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 200 }), (width) => {
      const lines = stylish([long, gap], { colour: false, width }).split("\n");
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(width, 49));
      const at = lines.findIndex((line) => line.trim().startsWith("~"));
      const from = lines[at]?.indexOf("~") ?? 0;
      expect(lines[at - 1]?.slice(from, from + 6)).toBe("core B");
    }),
  );
});

test("colour comes only when asked for, and changes no character", () => {
  const all = [gap, name, caption];
  const coloured = write("stylish", all, true);
  expect(coloured).toContain("\u001b[31merror\u001b[0m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours begin.
  expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(write("stylish", all));
  expect(write("stylish", all)).not.toContain("\u001b");
});

test("json has the agreed fields in the agreed order, null where they do not apply", () => {
  const fields = ["file", "rule", "severity", "message", "flow", "clause", "step", "line", "column"].concat([
    "wordParagraph",
    "quote",
    "expected",
    "related",
  ]);
  const parsed: object[] = JSON.parse(write("json", [gap, caption]));
  for (const entry of parsed) expect(Object.keys(entry)).toEqual(fields);
  expect(parsed[0]).toEqual({
    file: "flows/a.ts",
    rule: "step/no-gap",
    severity: "error",
    message: "Unexpected step 3, expected step 2",
    flow: "call",
    clause: "6.1",
    step: "3",
    line: 9,
    column: 3,
    wordParagraph: null,
    quote: null,
    expected: "2",
    related: [
      { file: "flows/a.ts", message: "Step 1 stands here", line: 7, column: 3, wordParagraph: null },
      { file: "flows/b.ts", message: "So it does here", line: 1, column: 1, wordParagraph: null },
    ],
  });
  expect(parsed[1]).toMatchObject({ flow: null, clause: null, step: null, expected: null, related: [] });
  expect(write("json", [])).toBe("[]");
});
