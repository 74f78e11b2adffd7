/** The rules on flows and contributions, and the pages that describe them. */
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Flow } from "../model/flow.ts";
import type { LintConfig } from "../model/lint-config.ts";
import type { TryOut } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { runRules } from "./run.ts";

export { configSchema } from "./config-schema.ts";
export { faultOf } from "./configure.ts";
export { type Fixture, rulePage, rulesIndexPage } from "./page.ts";
export type { Rule } from "./rule.ts";
export { rules } from "./rules/index.ts";

/** What is wrong with a flow and its variants, in the order of its file. */
export function lintFlow(flow: Flow): Diagnostic[] {
  return runRules(
    rules.filter((rule) => rule.kind === "flow"),
    [flow],
  );
}

/**
 * What is wrong with each of these flows, and between them.
 *
 * @param whatIf asks what may happen as well, and lets it happen; default: null, nobody asks
 */
export function lintFlows(flows: readonly Flow[], config?: LintConfig, whatIf: TryOut | null = null): Diagnostic[] {
  return runRules(rules, flows, config, whatIf);
}
