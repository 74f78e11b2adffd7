import type { Severity } from "./diagnostic.ts";

/** What a group of people wants to be told, and the names of its own that no document declares. */
export interface LintConfig {
  /** By rule id. */
  readonly rules: Readonly<Record<string, RuleConfig>>;
  /** By the name of a participant, the other names it goes by. */
  readonly participants: Readonly<Record<string, readonly string[]>>;
  readonly words: WordLists;
}

export interface RuleConfig {
  /** null: that of the rule. */
  readonly severity: Severity | "off" | null;
  /** Values of the rule's options, by name; those that are missing stay at their default. */
  readonly options: Readonly<Record<string, boolean | number | readonly string[]>>;
}

/** Names of messages that say less of themselves than "request" and "response" do. */
export interface WordLists {
  /** Messages that want an answer. */
  readonly requests: readonly string[];
  /** Messages that are answers. */
  readonly responses: readonly string[];
  /** Messages that nobody answers. */
  readonly oneWay: readonly string[];
  /** What looks like the name of a participant and is none. */
  readonly notParticipants: readonly string[];
}

export const noLintConfig: LintConfig = {
  rules: {},
  participants: {},
  words: { requests: [], responses: [], oneWay: [], notParticipants: [] },
};

/** What is wrong in a configuration, and where in its JSON. */
export interface ConfigFault {
  readonly path: readonly string[];
  readonly message: string;
  readonly remedy: string;
}
