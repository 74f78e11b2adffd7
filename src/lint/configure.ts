import { type Diagnostic, severities } from "../model/diagnostic.ts";
import type { ConfigFault, LintConfig } from "../model/lint-config.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { defaultsOf, type Option, type Options, type RuleMeta, type Settings } from "./rule.ts";

/** What is wrong with a configuration that names rules, or options of rules, that are not there, or gives one a value it cannot have. */
export function faultOf({ rules: configured }: LintConfig, rules: readonly { readonly meta: RuleMeta }[]): ConfigFault | null {
  const metas = new Map<string, RuleMeta>(rules.map(({ meta }) => [meta.id, meta]));
  for (const [id, { options }] of Object.entries(configured)) {
    const meta = metas.get(id);
    const path = ["rules", id];
    if (meta === undefined) return { path, message: `there is no rule ${id}`, remedy: namesInstead(id, [...metas.keys()], "rules") };
    for (const [name, value] of Object.entries(options)) {
      const option = Object.hasOwn(meta.options, name) ? meta.options[name] : undefined;
      const fault =
        option === undefined
          ? { message: `${id} has no option ${name}`, remedy: namesInstead(name, Object.keys(meta.options), "options") }
          : null;
      const wanted = option === undefined ? null : wantedOf(option, value);
      if (fault !== null) return { path: [...path, "options", name], ...fault };
      if (wanted === null) continue;
      return {
        path: [...path, "options", name],
        message: `option ${name} of ${id} is ${JSON.stringify(value)}`,
        remedy: `Give it ${wanted}`,
      };
    }
  }
  return null;
}

/** What the option would take in place of the value; null if it takes it. */
function wantedOf(option: Option, value: boolean | number | readonly string[]): string | null {
  switch (option.type) {
    case "boolean":
      return typeof value === "boolean" ? null : "true or false";
    case "integer":
      return typeof value === "number" && value >= option.minimum && value <= option.maximum
        ? null
        : `a whole number from ${option.minimum} to ${option.maximum}`;
    case "words":
      return Array.isArray(value) ? null : "an array of words";
  }
}

export function isOff({ rules }: LintConfig, id: string): boolean {
  return rules[id]?.severity === "off";
}

/** The options of a rule: those that are set, the others at their default. */
export function settingsOf({ rules }: LintConfig, { id, options }: RuleMeta): Settings<Options> {
  return { ...defaultsOf(options), ...rules[id]?.options } as Settings<Options>;
}

/**
 * The findings as the configuration weighs them. A finding that its rule gives less weight than the others keeps less: a severity says
 * what a finding of the rule weighs at most.
 */
export function weigh(
  diagnostics: readonly Diagnostic[],
  { rules }: LintConfig,
  metaOf: (id: string) => RuleMeta | undefined,
): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const wanted = rules[diagnostic.rule]?.severity ?? null;
    if (wanted === null) return [diagnostic];
    if (wanted === "off") return [];
    const isLess = severities.indexOf(diagnostic.severity) > severities.indexOf(metaOf(diagnostic.rule)?.severity ?? "error");
    const least = Math.max(severities.indexOf(wanted), isLess ? severities.indexOf(diagnostic.severity) : 0);
    return [{ ...diagnostic, severity: severities[least] ?? wanted }];
  });
}
