import type { Option, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";

/** What a rule's page shows: flows and documents that break the rule, what is reported of them, and some that do not. */
export interface RuleFixtures {
  readonly bad: readonly Fixture[];
  /** As `flowlint` prints it. */
  readonly report: string;
  readonly good: readonly Fixture[];
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
    ...bad.map(({ language, text }) => fenced(language, text)),
    "## Report",
    fenced("text", report),
    "## Good",
    ...good.map(({ language, text }) => fenced(language, text)),
    "## Options",
    options.length === 0 ? "None." : options.map(([name, option]) => printOption(name, option)).join("\n"),
    "## Rationale",
    meta.rationale,
  ].join("\n\n")}\n`;
}

/** The page that lists all rules, with a link to each one's own. */
export function rulesIndexPage(): string {
  const rows = rules.map(({ meta }) => `| [${meta.id}](${meta.id}.md) | ${meta.severity} | ${meta.summary} |`);
  return `${["# Rules on documents and flows", ["| rule | level | |", "|---|---|---|", ...rows].join("\n")].join("\n\n")}\n`;
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
  // A document may hold a fence of its own.
  const fence = text.includes("```") ? "````" : "```";
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}
