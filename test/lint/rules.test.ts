import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lintFlows, rules } from "../../src/lint/index.ts";
import { areas } from "../../src/lint/rule.ts";
import { tryOut } from "../../src/lint/try-out.ts";
import { reportFormats } from "../../src/report/index.ts";
import { filesOf, fixtureFlows, folderOf } from "./fixtures.ts";

const stylish = reportFormats.find(({ id }) => id === "stylish");

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))("%s", (id, { meta }) => {
  test("says what it is", () => {
    expect(areas).toContain(id.split("/")[0]);
    expect(id).toMatch(/^[a-z]+\/(no|require|consistent)-[a-z-]+$/);
    expect(meta.summary).toMatch(/^[A-Z].*[^.]$/);
    expect(meta.rationale).toMatch(/^["A-Z0-9].*\.$/);
    for (const option of Object.values(meta.options)) expect(option.summary).toMatch(/^[A-Z].*\.$/);
  });

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

test("the rules stand in the order of their ids, each once", () => {
  const ids = rules.map(({ meta }) => meta.id);
  expect(ids).toEqual([...new Set(ids)].sort());
});
