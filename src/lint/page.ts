import type { Option, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";

/** What a rule's page shows: a flow that breaks the rule, what is reported of it, and one that does not. */
export interface RuleFixtures {
  readonly bad: Fixture;
  /** As `flowlint` prints it. */
  readonly report: string;
  readonly good: Fixture;
}

export interface Fixture {
  /** For the highlighting: `ts`, `json`. */
  readonly language: string;
  readonly text: string;
}

/** The page of a rule, in Markdown. */
export function rulePage({ meta }: Rule, { bad, report, good }: RuleFixtures): string {
  const options = Object.entries(meta.options);
  return `${[
    `# ${meta.id}`,
    `${meta.summary}.`,
    `Level: ${meta.severity}. Source: ${meta.source ?? "plain sense"}.${meta.whatIf ? " Only with `flowlint --what-if`." : ""}`,
    "## Bad",
    fenced(bad.language, bad.text),
    "## Report",
    fenced("text", report),
    "## Good",
    fenced(good.language, good.text),
    "## Options",
    options.length === 0 ? "None." : options.map(([name, option]) => printOption(name, option)).join("\n"),
    "## Rationale",
    meta.rationale,
  ].join("\n\n")}\n`;
}

/** The page that lists all rules, with a link to each one's own. */
export function rulesIndexPage(): string {
  const rows = rules.map(({ meta }) => `| [${meta.id}](${meta.id}.md) | ${meta.severity} | ${meta.summary} |`);
  return `${["# Rules on flows", ["| rule | level | |", "|---|---|---|", ...rows].join("\n")].join("\n\n")}\n`;
}

function printOption(name: string, option: Option): string {
  return `- \`${name}\`: ${option.summary} ${rangeOf(option)} Default: \`${JSON.stringify(option.default)}\`.`;
}

function rangeOf(option: Option): string {
  switch (option.type) {
    case "boolean":
      return "`true` or `false`.";
    case "integer":
      return `${option.minimum} to ${option.maximum}.`;
    case "words":
      return "A list of words.";
  }
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
