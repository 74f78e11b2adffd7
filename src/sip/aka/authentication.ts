import { exclusiveOrHex, milenage, type Secret } from "./milenage.ts";
import { type AcceptedSequences, accept, highestSqn, isFresh, isInRange, nextSqn, noSequences, sqnText } from "./sequence-number.ts";

// 3GPP TS 33.102 §6.3: authentication and key agreement. Chance is handed in as RAND.

/** §6.3.3: what resynchronisation takes for AMF. */
const RESYNCHRONISATION_AMF = "0000";

/** §6.3.2, hexadecimal. */
export interface AuthenticationVector {
  readonly kind: "authentication-vector";
  readonly rand: string;
  readonly autn: string;
  readonly xres: string;
  readonly ck: string;
  readonly ik: string;
}

/** The home network's side of one subscription. */
export interface HomeState {
  readonly kind: "home";
  readonly secret: Secret;
  /** The SQN of the vector made last. */
  readonly sqn: number;
  readonly amf: string;
}

export interface UsimState {
  readonly kind: "usim";
  readonly secret: Secret;
  readonly accepted: AcceptedSequences;
}

/** What a USIM says to a challenge (§6.3.3). */
export type UsimAnswer =
  | { readonly kind: "authenticated"; readonly res: string; readonly ck: string; readonly ik: string; readonly usim: UsimState }
  | { readonly kind: "mac-failure" }
  | { readonly kind: "synchronisation-failure"; readonly auts: string };

export function newHome(secret: Secret, sqn = 0, amf = "0000"): HomeState {
  return { kind: "home", secret, sqn, amf };
}

export function newUsim(secret: Secret): UsimState {
  return { kind: "usim", secret, accepted: noSequences };
}

/** §6.3.2: AUTN = SQN ⊕ AK || AMF || MAC. @param rand 32 hexadecimal digits, never twice. */
export function nextVector(home: HomeState, rand: string): { readonly home: HomeState; readonly vector: AuthenticationVector } {
  const sqn = nextSqn(home.sqn);
  const { macA, res, ck, ik, ak } = milenage(home.secret, rand, sqnText(sqn), home.amf);
  const autn = `${exclusiveOrHex(sqnText(sqn), ak)}${home.amf}${macA}`;
  return { home: { ...home, sqn }, vector: { kind: "authentication-vector", rand, autn, xres: res, ck, ik } };
}

/** §6.3.3: first who asks, then whether it is new. */
export function answerChallenge(usim: UsimState, rand: string, autn: string): UsimAnswer {
  const amf = autn.slice(12, 16);
  const { ak } = milenage(usim.secret, rand, sqnText(0), amf);
  const sqn = exclusiveOrHex(autn.slice(0, 12), ak);
  const { macA, res, ck, ik } = milenage(usim.secret, rand, sqn, amf);
  if (macA !== autn.slice(16)) return { kind: "mac-failure" };
  const number = Number.parseInt(sqn, 16);
  if (!isFresh(usim.accepted, number)) return { kind: "synchronisation-failure", auts: autsOf(usim, rand) };
  return { kind: "authenticated", res, ck, ik, usim: { ...usim, accepted: accept(usim.accepted, number) } };
}

/** §6.3.5: the home takes the SQN of the USIM where its own would not be accepted. @returns null where the proof is wrong. */
export function resynchronise(home: HomeState, rand: string, auts: string): HomeState | null {
  const { akStar } = milenage(home.secret, rand, sqnText(0), RESYNCHRONISATION_AMF);
  const sqnMs = exclusiveOrHex(auts.slice(0, 12), akStar);
  const number = Number.parseInt(sqnMs, 16);
  // Step 3: the next one is accepted as it is; nothing is to be set, so nothing to be proved.
  if (isInRange(number, nextSqn(home.sqn))) return home;
  const { macS } = milenage(home.secret, rand, sqnMs, RESYNCHRONISATION_AMF);
  return macS === auts.slice(12) ? { ...home, sqn: number } : null;
}

/** §6.3.3: AUTS = SQN_MS ⊕ AK* || MAC-S. */
function autsOf(usim: UsimState, rand: string): string {
  const sqn = sqnText(highestSqn(usim.accepted));
  const { macS, akStar } = milenage(usim.secret, rand, sqn, RESYNCHRONISATION_AMF);
  return `${exclusiveOrHex(sqn, akStar)}${macS}`;
}
