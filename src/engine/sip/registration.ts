import type { RequestDraft } from "../../sip/agent/io.ts";
import { readAkaChallenge } from "../../sip/aka/challenge.ts";
import { authorize, initialCredentials } from "../../sip/aka/credentials.ts";
import { callIdOf, cseqOf, tagOf } from "../../sip/fields.ts";
import { printAuthorization, readChallenge } from "../../sip/headers/authorization.ts";
import { identifierOf } from "../../sip/identifiers.ts";
import { type Header, headerOf, isFault, type SipRequestMessage, type SipResponseMessage } from "../../sip/message.ts";
import { registeredIdentities, type SipIdentities } from "../../sip/registration/identities.ts";
import { hostOf, labelOf, uriOf } from "./addresses.ts";
import { identitiesOf } from "./identities.ts";
import type { Security } from "./stack.ts";

/** What a client remembers of its registration: all of its requests have the same Call-ID (RFC 3261 §10.2). */
export interface Registering {
  readonly callId: string;
  readonly fromTag: string;
  readonly sequence: number;
  readonly identities: SipIdentities;
  /** WWW-Authenticate of a 401 that has not been answered. */
  readonly challenge: string | null;
  /** Whether the last request said that the sequence number is out of range, and none before it did (TS 24.229 §5.1.1.5.3: not twice). */
  readonly resynchronises: boolean;
}

/**
 * REGISTER: the first says who asks (TS 24.229 §5.1.1.2.2), one after a challenge answers it (RFC 3310 §3.3, §3.4).
 *
 * @param own by what the flow has it register; null for what it has registered by before, else for its name at the registrar
 */
export function draftRegister(
  self: string,
  registrar: string,
  contents: Pick<RequestDraft, "headers" | "routes">,
  own: SipIdentities | null,
  security: Security,
): { readonly draft: RequestDraft; readonly security: Security } {
  const { registering } = security;
  const { private: username, public: identity } = own ?? registering?.identities ?? identitiesOf(self, registrar);
  const [uri, address] = [`sip:${hostOf(registrar)}`, `<${identity}>`];
  const read = registering?.challenge == null ? null : readChallenge(registering.challenge);
  const challenge = read === null || isFault(read) ? null : readAkaChallenge(read);
  const isAka = challenge !== null && !isFault(challenge);
  const cnonce = identifierOf({ seed: 0, name: labelOf(self), made: registering?.sequence ?? 0 });
  const answer = isAka
    ? authorize(security.usim, challenge, { username, request: { method: "REGISTER", uri, body: "" }, count: 1, cnonce })
    : null;
  const credentials = answer?.credentials ?? initialCredentials(username, hostOf(registrar), uri);
  const headers: readonly Header[] = [
    { name: "Contact", value: `<${uriOf(self)}>` },
    ...(contents.headers ?? []),
    { name: "Authorization", value: printAuthorization(credentials) },
  ];
  const again = registering === null ? {} : { fromTag: registering.fromTag, callId: registering.callId, cseq: registering.sequence + 1 };
  const usim = answer?.answer.kind === "authenticated" ? answer.answer.usim : security.usim;
  const resynchronises = answer?.answer.kind === "synchronisation-failure" && registering?.resynchronises !== true;
  return {
    draft: { method: "REGISTER", uri, to: address, from: address, ...contents, headers, ...again },
    security: { ...security, usim, registering: registering === null ? null : { ...registering, resynchronises } },
  };
}

/** What is remembered of a REGISTER that has been sent. */
export function registered(security: Security, request: SipRequestMessage): Security {
  const registering: Registering = {
    callId: callIdOf(request),
    fromTag: tagOf(request, "From") ?? "",
    sequence: cseqOf(request)?.number ?? 0,
    identities: registeredIdentities(request) ?? { private: "", public: "" },
    challenge: null,
    resynchronises: security.registering?.resynchronises ?? false,
  };
  return { ...security, registering };
}

/** What is remembered of its answer. */
export function challenged(security: Security, response: SipResponseMessage): Security {
  const challenge = response.status === 401 ? headerOf(response, "WWW-Authenticate") : null;
  return security.registering === null || challenge === null
    ? security
    : { ...security, registering: { ...security.registering, challenge } };
}
