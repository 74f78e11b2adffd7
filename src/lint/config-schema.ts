import type { Option, Rule } from "./rule.ts";

/**
 * The JSON Schema of a configuration, with the rules there are and their options, so that an editor knows them all.
 *
 * @param shape what any configuration looks like, `rules` by whatever ids
 */
export function configSchema(shape: object, rules: readonly Rule[]): object {
  const { properties } = shape as { readonly properties: Readonly<Record<string, object>> };
  const byId = Object.fromEntries(rules.map(({ meta }) => [meta.id, ruleSchema(meta)]));
  const { description } = properties["rules"] as { readonly description?: string };
  return { ...shape, properties: { ...properties, rules: { description, type: "object", properties: byId, additionalProperties: false } } };
}

const severity = { type: "string", enum: ["off", "error", "warning", "info"] };

function ruleSchema({ summary, severity: usual, options }: Rule["meta"]): object {
  const each = Object.entries(options).map(([name, option]) => [name, optionSchema(option)]);
  const inside = { type: "object", properties: Object.fromEntries(each), additionalProperties: false };
  return {
    description: `${summary}. By default: ${usual}.`,
    anyOf: [
      severity,
      { type: "object", properties: { severity, ...(each.length === 0 ? {} : { options: inside }) }, additionalProperties: false },
    ],
  };
}

function optionSchema(option: Option): object {
  const { summary: description, default: usual } = option;
  switch (option.type) {
    case "boolean":
      return { description, type: "boolean", default: usual };
    case "integer":
      return { description, type: "integer", minimum: option.minimum, maximum: option.maximum, default: usual };
    case "words":
      return { description, type: "array", items: { type: "string" }, default: usual };
  }
}
