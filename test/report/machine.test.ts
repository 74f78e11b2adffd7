import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { reportFormats } from "../../src/report/index.ts";
import type { ReportOptions } from "../../src/report/report-options.ts";

const inText: Diagnostic = {
  kind: "diagnostic",
  rule: "reference/no-undefined-step",
  severity: "error",
  message: "Unexpected step 13, expected one of 1 to 12",
  flow: "10.1.6.2",
  clause: "10.1.6.2",
  step: "12",
  place: { file: "drafts/a, b:c.md", line: 113, column: 62 },
  wordParagraph: null,
  quote: "steps 2, 11, 12 and 13",
  expected: "steps 1, 10, 11 and 12",
  end: { line: 113, column: 84 },
  related: [{ message: "The last step stands here", place: { file: "drafts/a, b:c.md", line: 110, column: 1 } }],
};
const inWord: Diagnostic = {
  ...inText,
  rule: "caption/no-duplicate",
  severity: "warning",
  message: "Unexpected 100% <same>\ncaption",
  place: { file: "CR.docx", line: 81, column: 4 },
  wordParagraph: 81,
  expected: null,
  related: [{ message: "The first stands here", place: { file: "CR.docx", line: 70, column: 1, wordParagraph: 70 } }],
};
const { end: _, ...endless } = inText;
const loose: Diagnostic = { ...endless, severity: "info", clause: null, step: null, flow: null, quote: null, expected: null, related: [] };
const files = ["drafts/a, b:c.md", "CR.docx", "clean.md"];

function write(id: string, diagnostics: readonly Diagnostic[], options: Partial<ReportOptions> = { files }): string {
  const format = reportFormats.find((one) => one.id === id);
  if (format === undefined) throw new Error(id);
  return format.write(diagnostics, { colour: false, ...options });
}

/** All elements in their order; throws where it is no XML. */
function elementsIn(text: string): readonly { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => void found.push({ name, attributes: attributes as Record<string, string> }));
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(text).close();
  return found;
}

test("github: a command for each finding, its words escaped, the place in words where a Word file has no lines", () => {
  expect(write("github", [inText, inWord, loose])).toBe(
    [
      "::error file=drafts/a%2C b%3Ac.md,line=113,col=62,endColumn=84,title=reference/no-undefined-step::Unexpected step 13, expected one of 1 to 12; found: steps 2, 11, 12 and 13; expected: steps 1, 10, 11 and 12",
      "::warning file=CR.docx,title=caption/no-duplicate::clause 10.1.6.2, step 12, paragraph 81: Unexpected 100%25 <same>%0Acaption; found: steps 2, 11, 12 and 13",
      "::notice file=drafts/a%2C b%3Ac.md,line=113,col=62,title=reference/no-undefined-step::Unexpected step 13, expected one of 1 to 12",
    ].join("\n"),
  );
  expect(write("github", [])).toBe("");
});

test("sarif: a region for text, a logical location for Word, rules with their levels", () => {
  const rule = {
    id: "caption/no-duplicate",
    summary: "No two captions alike",
    rationale: "Nobody knows which is meant",
    severity: "warning",
  } as const;
  const { version, runs } = JSON.parse(write("sarif", [inText, inWord, loose], { files, rules: [rule], version: "1.2.3" }));
  expect(version).toBe("2.1.0");
  const [{ tool, artifacts, results }] = runs;
  expect(tool.driver).toMatchObject({
    name: "flowlint",
    version: "1.2.3",
    rules: [{ id: rule.id, defaultConfiguration: { level: "warning" }, help: { text: expect.stringContaining(`--explain ${rule.id}`) } }],
  });
  expect(artifacts.map((one: { location: { uri: string } }) => one.location.uri)).toEqual([
    "drafts/a%2C%20b%3Ac.md",
    "CR.docx",
    "clean.md",
  ]);
  const [text, word, bare] = results;
  expect(text).not.toHaveProperty("ruleIndex");
  expect(text.level).toBe("error");
  expect(text.locations[0]).toEqual({
    physicalLocation: {
      artifactLocation: { uri: "drafts/a%2C%20b%3Ac.md" },
      region: { startLine: 113, startColumn: 62, endLine: 113, endColumn: 84, snippet: { text: "steps 2, 11, 12 and 13" } },
    },
    logicalLocations: [{ name: "12", fullyQualifiedName: "clause 10.1.6.2, step 12", kind: "element" }],
  });
  expect(text.relatedLocations[0].physicalLocation.region).toEqual({ startLine: 110, startColumn: 1 });
  expect(word).toMatchObject({ ruleIndex: 0, level: "warning", properties: { quote: "steps 2, 11, 12 and 13" } });
  expect(word.locations[0]).toEqual({
    physicalLocation: { artifactLocation: { uri: "CR.docx" } },
    logicalLocations: [{ name: "81", fullyQualifiedName: "clause 10.1.6.2, step 12, paragraph 81", kind: "paragraph" }],
  });
  expect(word.relatedLocations[0]).toMatchObject({ logicalLocations: [{ fullyQualifiedName: "paragraph 70" }] });
  expect(bare.locations[0]).not.toHaveProperty("logicalLocations");
  expect(text.partialFingerprints).not.toEqual(word.partialFingerprints);
});

test("sarif and github: words that go on on the next line, and words of which nobody knows where they end", () => {
  const over: Diagnostic = { ...inText, end: { line: 114, column: 7 } };
  expect(write("github", [over])).toContain("line=113,col=62,title=");
  const [{ results }] = JSON.parse(write("sarif", [over, loose])).runs;
  const regions = results.map(
    (one: { locations: readonly [{ physicalLocation: { region: object } }] }) => one.locations[0].physicalLocation.region,
  );
  expect(regions).toEqual([
    { startLine: 113, startColumn: 62, endLine: 114, endColumn: 7 },
    { startLine: 113, startColumn: 62 },
  ]);
});

test("checkstyle: every file, also the clean one; in Word the spot begins the message", () => {
  const [root, ...rest] = elementsIn(write("checkstyle", [inText, inWord, loose]));
  expect(root?.name).toBe("checkstyle");
  expect(rest.map(({ name, attributes }) => attributes["name"] ?? `${name} ${attributes["line"]} ${attributes["severity"]}`)).toEqual([
    "drafts/a, b:c.md",
    "error 113 error",
    "error 113 info",
    "CR.docx",
    "error 81 warning",
    "clean.md",
  ]);
  expect(rest[4]?.attributes["message"]).toBe(
    "clause 10.1.6.2, step 12, paragraph 81: Unexpected 100% <same>\ncaption; found: steps 2, 11, 12 and 13",
  );
  expect(rest[1]?.attributes["source"]).toBe("flowlint.reference/no-undefined-step");
});

test("junit: an error fails, what is less passes, a clean file is a test too", () => {
  const all = elementsIn(write("junit", [inText, inWord, loose]));
  expect(all[0]).toMatchObject({ name: "testsuites", attributes: { tests: "4", failures: "1" } });
  const suites = all.filter(({ name }) => name === "testsuite").map(({ attributes: a }) => [a["name"], a["tests"], a["failures"]]);
  expect(suites).toEqual([
    ["drafts/a, b:c.md", "2", "1"],
    ["CR.docx", "1", "0"],
    ["clean.md", "1", "0"],
  ]);
  expect(all.filter(({ name }) => name === "failure")).toHaveLength(1);
});

test("whatever a document says, each format stays well formed and loses no finding", () => {
  const words = fc.string({ unit: "binary", maxLength: 30 });
  const some = fc.record({
    message: words,
    quote: fc.option(words),
    file: words.filter((file) => file !== ""),
    rule: fc.constant("step/no-gap"),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), (given) => {
      const found = given.map(({ file, ...rest }): Diagnostic => ({ ...inText, ...rest, place: { file, line: 1, column: 1 } }));
      expect(elementsIn(write("checkstyle", found, {})).filter(({ name }) => name === "error")).toHaveLength(found.length);
      expect(elementsIn(write("junit", found, {})).filter(({ name }) => name === "testcase")).toHaveLength(found.length);
      expect(write("github", found, {}).split(/[\r\n]/u)).toHaveLength(found.length);
      expect(JSON.parse(write("sarif", found, {})).runs[0].results).toHaveLength(found.length);
    }),
  );
});
