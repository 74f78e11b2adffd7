import type { Header, SipResponseMessage } from "../message.ts";
import { reasonOf } from "../statuses.ts";

/** RFC 3261 §16.7 item 6: those that ask the caller for something it can give come first in their class. */
const preferred: readonly number[] = [401, 407, 415, 420, 484];

/** RFC 3261 §16.7 items 6 and 7. @param answers final ones of all branches, oldest first; at least one */
export function bestOf(answers: readonly SipResponseMessage[]): SipResponseMessage | null {
  const [best] = [...answers].sort((one, other) => rank(one) - rank(other));
  if (best === undefined) return null;
  // A 503 would speak of this proxy itself.
  if (best.status === 503) return { ...best, status: 500, reason: reasonOf(500) };
  return best.status === 401 || best.status === 407 ? withChallenges(best, answers) : best;
}

function rank({ status }: SipResponseMessage): number {
  if (status < 300) return 0;
  if (status >= 600) return 1;
  const lowestClass = 10 * Math.floor(status / 100);
  return status === 503 ? lowestClass + 9 : lowestClass + (preferred.includes(status) ? 0 : 1);
}

/** Item 7: the challenges of all branches, so that one new request can answer them all. */
function withChallenges(best: SipResponseMessage, answers: readonly SipResponseMessage[]): SipResponseMessage {
  const more = answers.filter((other) => other !== best && (other.status === 401 || other.status === 407)).flatMap(challengesOf);
  return { ...best, headers: [...best.headers, ...more] };
}

function challengesOf({ headers }: SipResponseMessage): readonly Header[] {
  return headers.filter(({ name }) => name === "WWW-Authenticate" || name === "Proxy-Authenticate");
}
