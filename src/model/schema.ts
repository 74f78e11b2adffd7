import * as z from "zod";
import type { FigureStyle } from "./figure-style.ts";
import type { Flow } from "./flow.ts";
import { type ConfigFault, type LintConfig, noLintConfig, type RuleConfig } from "./lint-config.ts";
import { namesInstead } from "./nearest-name.ts";
import { figureStyle } from "./schema/figure-style.ts";
import { flow } from "./schema/flow.ts";
import { lintConfigFile } from "./schema/lint-config.ts";
import { printIssues } from "./schema/print-issues.ts";
import { type trace, traceLine } from "./schema/trace.ts";
import type { Trace } from "./trace.ts";
import { BadInput } from "./wrong.ts";

// The shape of what comes from outside as data: flows, traces, configurations, styles. What they mean is for others to judge. Load this with
// `await import()`: only what stands here and in `schema/` needs zod, and a flow written in the DSL needs neither.

type ReadOnly<T> = T extends string | number | boolean | null ? T : { readonly [K in keyof T]: ReadOnly<T[K]> };
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Do not compile where a schema and the interface of the same name part. */
true satisfies Same<ReadOnly<z.infer<typeof flow>>, Flow>;
true satisfies Same<ReadOnly<z.infer<typeof trace>>, Trace>;
true satisfies Same<ReadOnly<z.infer<typeof traceLine>>, Trace["header"] | Trace["events"][number] | Trace["outcome"]>;

const remedy = "The shape of a flow is described in out/schema/flow.schema.json";

/**
 * The flow in `value`, as read from JSON. Only the shape is looked at: a flow that is wrong is still a flow.
 *
 * @throws BadInput that names the fields that are wrong
 */
export function parseFlow(value: unknown): Flow {
  const parsed = flow.safeParse(value);
  if (parsed.success) return parsed.data;
  if (!isOfKind(value, "flow")) throw new BadInput('this is no flow: an object whose "kind" is "flow" was expected', { remedy });
  throw new BadInput(`this is no flow: ${printIssues(parsed.error.issues, "no flow has")}`, { remedy });
}

/** A configuration of the linter, as read from JSON, or what is wrong with it. Whether there are such rules is for whoever knows them to judge. */
export function parseLintConfig(value: unknown): LintConfig | ConfigFault {
  const parsed = lintConfigFile.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.flatMap(meantOf);
    const [first] = issues;
    const path = first === undefined ? [] : placeIn(first).map(String);
    const names = first?.code === "unrecognized_keys" ? fieldsOfConfig(first.path.map(String)) : null;
    return {
      path,
      message: `this is no configuration: ${printIssues(issues, "there is no")}`,
      remedy: names === null ? `The README shows one, under "What counts for you"` : namesInstead(path.at(-1) ?? "", names, "fields"),
    };
  }
  const { rules = {}, participants = {}, words = {} } = parsed.data;
  const ruleOf = (entry: (typeof rules)[string]): RuleConfig =>
    typeof entry === "string" ? { severity: entry, options: {} } : { severity: entry.severity ?? null, options: entry.options ?? {} };
  const given = Object.fromEntries(Object.entries(words).filter(([, list]) => list !== undefined));
  return {
    rules: Object.fromEntries(Object.entries(rules).map(([id, entry]) => [id, ruleOf(entry)])),
    participants,
    words: { ...noLintConfig.words, ...given },
  };
}

/** The names that an object of a configuration may have, at this path. */
function fieldsOfConfig([field, ...rest]: readonly string[]): readonly string[] {
  if (field === "words") return Object.keys(noLintConfig.words);
  if (field === "rules" && rest.length > 0) return ["severity", "options"];
  return Object.keys(lintConfigFile.shape);
}

/**
 * A house style of figures, as read from JSON.
 *
 * @throws BadInput that names the fields that are wrong
 */
export function parseFigureStyle(value: unknown, file: string): FigureStyle {
  const parsed = figureStyle.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new BadInput(`${file} is no style of figures: ${printIssues(parsed.error.issues, "there is no")}`, {
    remedy: "The shape of a style is described in out/schema/figure-style.schema.json",
  });
}

/** Of a union, what is wrong with the one of its shapes that was meant: that of which something fits. */
function meantOf(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find(([first]) => first !== undefined && (first.path.length > 0 || first.code === "unrecognized_keys"));
  return meant?.flatMap((each) => meantOf({ ...each, path: [...issue.path, ...each.path] })) ?? [issue];
}

/** Where it stands: a field that is not there, at the field. */
function placeIn(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
}

function isOfKind(value: unknown, kind: string): boolean {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

/** JSON Schema (draft 2020-12) of a flow file, of each line of a trace file, of a configuration of the linter, and of a house style. */
export function jsonSchemas(): { readonly flow: object; readonly trace: object; readonly config: object; readonly "figure-style": object } {
  return {
    flow: z.toJSONSchema(flow.meta({ title: "A call flow", description: "One flow of callflow, as plain data." })),
    trace: z.toJSONSchema(traceLine.meta({ title: "A line of a trace", description: "A trace is a header, its events, and its outcome." })),
    config: z.toJSONSchema(lintConfigFile.meta({ title: "A configuration of flowlint", description: "flowlint.config.json" })),
    "figure-style": z.toJSONSchema(figureStyle.meta({ title: "A house style of figures", description: "templates/styles/NAME.json" })),
  };
}
