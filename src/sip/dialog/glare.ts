/**
 * RFC 3261 §14.1, RFC 3311 §5.3: how long to wait after 491 before asking again, in units of 10 ms, so that the two sides do not meet once more.
 * @param ownsCallId whether this side chose the Call-ID @param chance from 0 up to, not including, 1 @returns ms
 */
export function glareDelay(ownsCallId: boolean, chance: number): number {
  return ownsCallId ? 2100 + 10 * Math.floor(chance * 191) : 10 * Math.floor(chance * 201);
}

/** RFC 3261 §14.2, RFC 3311 §5.2: what Retry-After says in the 500 to a request that came too early. @returns seconds, 0 to 10 */
export function retryAfter(chance: number): number {
  return Math.floor(chance * 11);
}
