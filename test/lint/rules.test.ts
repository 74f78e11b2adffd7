import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contributionChecks } from "../../src/lint/contribution/index.ts";
import { lintFlows, rules } from "../../src/lint/index.ts";
import { areas } from "../../src/lint/rule.ts";
import { tryOut } from "../../src/lint/try-out.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { reportFormats } from "../../src/report/index.ts";
import { documentsOf, filesOf, fixtureFlows, folderOf, lintedDocument } from "./fixtures.ts";

const stylish = reportFormats.find(({ id }) => id === "stylish");

// What the comments of a document suppress, only the runner knows.
const looked = new Set([...contributionChecks.map(({ id }) => id), "suppression/no-unused"]);

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", (id, { meta, kind }) => {
  test("says what it is", () => {
    expect(areas).toContain(id.split("/")[0]);
    expect(id).toMatch(/^[a-z]+\/(no|require|consistent)-[a-z-]+$/);
    expect(meta.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(meta.rationale).toMatch(/^["A-Z0-9].*\.$/);
    for (const option of Object.values(meta.options)) expect(option.summary).toMatch(/^[A-Z].*\.$/);
  });

  // Not every rule looks at documents.
  const testDocuments = looked.has(id) ? test : () => undefined;

  testDocuments("finds nothing in the good documents, nor does any other rule", async () => {
    expect(documentsOf(id, "good")).not.toEqual([]);
    for (const file of documentsOf(id, "good")) expect(await lintedDocument(id, file), file).toEqual([]);
  });

  testDocuments("alone finds something in each bad document, and says so as expected", async () => {
    expect(documentsOf(id, "bad")).not.toEqual([]);
    expect(existsSync(join(folderOf(id), "bad.documents.expected")), `${id}/bad.documents.expected`).toBe(true);
    const all: Diagnostic[] = [];
    for (const file of documentsOf(id, "bad")) {
      const found = await lintedDocument(id, file);
      expect(new Set(found.map(({ rule }) => rule)), file).toEqual(new Set([id]));
      for (const { message } of found) expect(message).toMatch(/^Unexpected .+, expected .*[^.]$/);
      all.push(...found);
    }
    const report = `${stylish?.write(all, { colour: false })}\n`;
    await expect(report).toMatchFileSnapshot(join(folderOf(id), "bad.documents.expected"));
  });

  if (kind === "contribution") {
    test("has its check among those on contributions", () => expect(looked).toContain(id));
    return;
  }

  test("has a good and a bad fixture, and what is expected of the bad one", () => {
    expect(filesOf(id, "good")).not.toEqual([]);
    expect(filesOf(id, "bad")).not.toEqual([]);
    expect(existsSync(join(folderOf(id), "bad.expected")), `${id}/bad.expected`).toBe(true);
  });

  const whatIf = meta.whatIf ? tryOut : null;

  test("finds nothing in the good fixture, nor does any other rule", async () => {
    expect(lintFlows(await fixtureFlows(id, "good"), undefined, whatIf)).toEqual([]);
  });

  test("alone finds something in the bad fixture, and says so as expected", async () => {
    const found = lintFlows(await fixtureFlows(id, "bad"), undefined, whatIf);
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set([id]));
    for (const { message } of found) expect(message).toMatch(/^Unexpected .+, expected .*[^.]$/);
    const report = `${stylish?.write(found, { colour: false })}\n`;
    await expect(report).toMatchFileSnapshot(join(folderOf(id), "bad.expected"));
  });
});

test("every check on contributions is that of a rule, in the order of the ids", () => {
  const ids = contributionChecks.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  const known = new Set(rules.map(({ meta }) => meta.id));
  for (const id of ids) expect(known).toContain(id);
});

test("the rules stand in the order of their ids, each once", () => {
  const ids = rules.map(({ meta }) => meta.id);
  expect(ids).toEqual([...new Set(ids)].sort());
});
