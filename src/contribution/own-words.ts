import { type LintConfig, noLintConfig } from "../model/lint-config.ts";
import type { Act, Mention, MessageName } from "./contribution.ts";
import { baseOf } from "./messages.ts";
import { keyOf } from "./names.ts";

/** What a configuration says of names that no document declares, by key. */
export interface OwnWords {
  /** For each other name of a participant, the key of the one that it stands for. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly notParticipants: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, MessageName["role"]>;
}

/** Null where the configuration says nothing, as most do. */
export function ownWords({ participants, words }: Pick<LintConfig, "participants" | "words">): OwnWords | null {
  if (participants === noLintConfig.participants && words === noLintConfig.words) return null;
  const aliases = Object.entries(participants).flatMap(([name, others]) => others.map((other) => [keyOf(other), keyOf(name)] as const));
  const each = (names: readonly string[], role: MessageName["role"]) => names.map((name) => [keyOf(name), role] as const);
  return {
    aliases: new Map(aliases),
    notParticipants: new Set(words.notParticipants.map(keyOf)),
    roles: new Map([...each(words.requests, "request"), ...each(words.responses, "response"), ...each(words.oneWay, "unknown")]),
  };
}

/** An act with the names and messages as they are meant; who is no participant is nobody. */
export function meaningIn(own: OwnWords | null): (act: Act) => Act {
  if (own === null) return (act) => act;
  return (act) => {
    const message = act.message === null ? null : messageMeant(act.message, own);
    return {
      ...act,
      // Whoever is asked by what nobody answers is told.
      kind: act.kind === "ask" && message !== act.message && message?.role === "unknown" ? "send" : act.kind,
      message,
      sender: mentionMeant(act.sender, own),
      receiver: mentionMeant(act.receiver, own),
      via: act.via.flatMap((each) => mentionMeant(each, own) ?? []),
    };
  };
}

function mentionMeant(mention: Mention | null, { aliases, notParticipants }: OwnWords): Mention | null {
  if (mention === null || notParticipants.has(mention.key)) return null;
  const key = aliases.get(mention.key);
  return key === undefined ? mention : { ...mention, key };
}

/** `SIP Kickoff message` is what a list calls `Kickoff`; but `Accepted notification` in a list is no other `Accepted …`. */
function messageMeant(message: MessageName, { roles }: OwnWords): MessageName {
  const role = roles.get(keyOf(message.text)) ?? (baseOf(message.base) === "" ? undefined : roles.get(message.base));
  return role === undefined ? message : { ...message, role };
}
