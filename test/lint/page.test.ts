import { expect, test } from "vitest";
import { rulePage, rules, rulesIndexPage } from "../../src/lint/index.ts";
import { textOf } from "./fixtures.ts";

test("a rule's page says what, where it comes from, bad, report, good, options, why", () => {
  for (const rule of rules) {
    const { id, rationale, options } = rule.meta;
    const language = rule.kind === "contribution" ? "md" : "ts";
    const fixtures = {
      bad: [{ language, text: textOf(id, `bad.${language}`) }],
      report: textOf(id, rule.kind === "contribution" ? "bad.documents.expected" : "bad.expected"),
      good: [{ language, text: textOf(id, `good.${language}`) }],
    };
    const page = rulePage(rule, fixtures);
    // A document in it has headings of its own.
    const own = page.replaceAll(/^(`{3,})\w+\n[\s\S]*?\n\1$/gmu, "");
    const headings = [...own.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
    expect(headings).toEqual([`# ${id}`, "## Bad", "## Report", "## Good", "## Options", "## Rationale"]);
    expect(page).toContain(`text\n${fixtures.report}\`\`\``);
    expect(page.endsWith(`${rationale}\n`)).toBe(true);
    for (const name of Object.keys(options)) expect(page).toContain(`\`${name}\``);
  }
});

test("options are printed with their range and default", () => {
  const rule = rules.find(({ meta }) => meta.id === "caption/no-duplicate");
  if (rule === undefined) throw new Error("caption/no-duplicate");
  const none = { language: "ts", text: "" };
  const page = rulePage(rule, { bad: [none], report: "", good: [none] });
  expect(page).toContain("Level: warning. Source: 3GPP TR 21.801");
  expect(page).toContain(
    '- `placeholders`: Labels, or parts of them, that stand for a number not yet given. A list of words. Default: `["X","x","N","n","Y","Z"]`.',
  );
});

test("the index lists every rule with a link to its page", () => {
  const page = rulesIndexPage();
  for (const { meta } of rules) expect(page).toContain(`| [${meta.id}](${meta.id}.md) | ${meta.severity} | ${meta.summary} |`);
});
