import type { WordLists } from "../model/lint-config.ts";
import type { Act, Mention, MessageName } from "./contribution.ts";
import { keyOf } from "./names.ts";

/** What somebody's own lists say of the names in an act; the act itself where they say nothing. */
export function listedWords({ requests, responses, oneWay, notParticipants }: WordLists): (act: Act) => Act {
  const roles = new Map<string, MessageName["role"]>([
    ...requests.map((name) => [name.toLowerCase(), "request"] as const),
    ...responses.map((name) => [name.toLowerCase(), "response"] as const),
    ...oneWay.map((name) => [name.toLowerCase(), "notification"] as const),
  ]);
  const nobody = new Set(notParticipants.map(keyOf));
  if (roles.size === 0 && nobody.size === 0) return (act) => act;
  const known = (mention: Mention | null) => (mention === null || nobody.has(mention.key) ? null : mention);
  return (act) => {
    const { message } = act;
    const role = message === null ? undefined : roles.get(message.text.toLowerCase());
    return {
      ...act,
      sender: known(act.sender),
      receiver: known(act.receiver),
      via: act.via.filter((each) => known(each) !== null),
      message: message === null || role === undefined ? message : { ...message, role },
    };
  };
}
