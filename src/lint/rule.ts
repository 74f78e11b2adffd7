import type { Race } from "../analysis/races.ts";
import type { Related, Severity } from "../model/diagnostic.ts";
import type { Flow, Step } from "../model/flow.ts";
import type { Place } from "../model/place.ts";

/** What a rule has found; the runner adds the rule's id, the severity, the flow and its clause. */
export interface Finding {
  readonly place: Place;
  /** «Unexpected …, expected …», values in it, no full stop. */
  readonly reason: string;
  /** The steps it is about, for their label. */
  readonly steps?: readonly Step[];
  /** The words it is about, as printed. */
  readonly quote?: string;
  /** What should stand there instead. */
  readonly expected?: string;
  readonly related?: readonly Related[];
  /** Where this finding weighs less than the rule's others. */
  readonly severity?: Severity;
}

/** A finding of a rule that looks at several flows. */
export interface FindingAcross extends Finding {
  /** The flow it stands in. */
  readonly flow: Flow;
}

interface Described {
  /** One sentence. */
  readonly summary: string;
}
export type Option =
  | (Described & { readonly type: "boolean"; readonly default: boolean })
  | (Described & { readonly type: "integer"; readonly default: number; readonly minimum: number; readonly maximum: number })
  | (Described & { readonly type: "words"; readonly default: readonly string[] });
export type Options = Readonly<Record<string, Option>>;

/** The values of a rule's options. */
export type Settings<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { type: "boolean" } ? boolean : O[K] extends { type: "integer" } ? number : readonly string[];
};

export const areas = [
  "base",
  "caption",
  "cover",
  "exchange",
  "flow",
  "message",
  "note",
  "participant",
  "reference",
  "step",
  "suppression",
] as const;
/** The path of the rule and of its page: forbids, demands, or wants one of several. */
export type RuleId = `${(typeof areas)[number]}/${"no" | "require" | "consistent"}-${string}`;

export interface RuleMeta<O extends Options = Options> {
  readonly id: RuleId;
  /** What it forbids or demands, in one sentence without a full stop. */
  readonly summary: string;
  readonly severity: Severity;
  /** The clause it follows from: `RFC 3261 §13.2.2.4`; null where it is plain sense. */
  readonly source: string | null;
  /** Why a flow that breaks it is worse off. */
  readonly rationale: string;
  /** Whether it asks what may happen, and is followed only by who asks for that too. */
  readonly whatIf: boolean;
  readonly options: O;
}

/**
 * Lets a race of a flow happen. What comes of it, in words of its own: "the run succeeds all the same"; null where
 * that cannot be said.
 */
export type TryOut = (flow: Flow) => (race: Race) => string | null;

/** Looks at one flow. */
export interface FlowRule<O extends Options = Options> {
  readonly kind: "flow";
  readonly meta: RuleMeta<O>;
  /** Whether each variant is checked too, as the flow it makes; not where the rule looks at variants itself. */
  readonly variants: boolean;
  check(flow: Flow, settings: Settings<O>, tryOut: TryOut): Generator<Finding>;
}

/** Looks at several flows together. */
export interface FlowsRule<O extends Options = Options> {
  readonly kind: "flows";
  readonly meta: RuleMeta<O>;
  check(flows: readonly Flow[], settings: Settings<O>): Generator<FindingAcross>;
}

/** Looks at contributions alone: its check stands in `contribution/`. */
export interface ContributionRule<O extends Options = Options> {
  readonly kind: "contribution";
  readonly meta: RuleMeta<O>;
}

export type Rule = FlowRule | FlowsRule | ContributionRule;

type Written<R extends { readonly meta: RuleMeta }, O extends Options> = Omit<R, "kind" | "meta" | "variants"> & {
  readonly meta: Omit<RuleMeta<O>, "options" | "whatIf"> & { readonly options?: O; readonly whatIf?: true };
  readonly variants?: false;
};

/** A rule on one flow, with options that its check knows by name. */
// biome-ignore lint/complexity/noBannedTypes: no options is the empty record.
export function flowRule<const O extends Options = {}>(rule: Written<FlowRule<O>, O>): FlowRule {
  return { kind: "flow", variants: true, ...withOptions(rule) } as unknown as FlowRule;
}

/** A rule on several flows. */
// biome-ignore lint/complexity/noBannedTypes: no options is the empty record.
export function flowsRule<const O extends Options = {}>(rule: Omit<Written<FlowsRule<O>, O>, "variants">): FlowsRule {
  return { kind: "flows", ...withOptions(rule) } as unknown as FlowsRule;
}

/** A rule on contributions that no flow can break. */
export function contributionRule(meta: Omit<RuleMeta, "options" | "whatIf">): ContributionRule {
  return { kind: "contribution", meta: { ...meta, options: {}, whatIf: false } };
}

function withOptions<R extends { readonly meta: object }>(rule: R): R {
  return { ...rule, meta: { options: {}, whatIf: false, ...rule.meta } };
}

/** What the options are where nobody sets them. */
export function defaultsOf(options: Options): Settings<Options> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])) as Settings<Options>;
}
