import { expect, test } from "vitest";
import mcx from "../../flows/mcx-migration.ts";
import { execute } from "../../src/engine/index.ts";
import { hexOf, newSubscriber } from "../../src/engine/sip/security.ts";
import type { Trace, VectorPayload } from "../../src/model/trace.ts";
import { newHome, nextVector, resynchronise } from "../../src/sip/aka/authentication.ts";
import { readNonce } from "../../src/sip/aka/challenge.ts";
import { expectedResponse } from "../../src/sip/aka/credentials.ts";
import { readChallenge, readCredentials } from "../../src/sip/headers/authorization.ts";
import { paramOf } from "../../src/sip/headers/params.ts";
import { headerOf, isFault, type SipMessage } from "../../src/sip/message.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";

function sipAt(trace: Trace, step: string): SipMessage {
  const event = trace.events.find((one) => one.step === step && one.event === "send");
  if (event?.message?.kind !== "sip") throw new Error(`no SIP in step ${step}`);
  const message = parseStrict(event.message.raw);
  if (isFault(message)) throw new Error(message.what);
  return message;
}

function vectorAt(trace: Trace, step: string): VectorPayload | null {
  const event = trace.events.find((one) => one.step === step && one.event === "send");
  return event?.message?.kind === "named-signal" ? event.message.payload : null;
}

function credentialsAt(trace: Trace, step: string) {
  const read = readCredentials(headerOf(sipAt(trace, step), "Authorization") ?? "");
  if (isFault(read)) throw new Error(read.what);
  return read;
}

test("the vector of steps 6, 7 and 9 is the same, made with the key of the subscriber, and nobody sends it before", () => {
  const { trace } = execute(mcx, { seed: 5 });
  const vector = vectorAt(trace, "6");
  expect(vector).toMatchObject({ kind: "authentication-vector", rand: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect([vectorAt(trace, "7"), vectorAt(trace, "9")]).toEqual([vector, vector]);
  expect(["2", "4", "5"].map((step) => vectorAt(trace, step))).toEqual([null, null, null]);
  const { vector: expected } = nextVector(newHome(newSubscriber(5).secret), vector?.rand ?? "");
  expect(vector).toMatchObject({ autn: expected.autn, xres: expected.xres, ck: expected.ck, ik: expected.ik });
});

test("the challenge of step 10 is RAND and AUTN of that vector, without XRES; the response of step 11 is computed with RES", () => {
  const { trace } = execute(mcx, { seed: 5 });
  const vector = vectorAt(trace, "9");
  const challenge = readChallenge(headerOf(sipAt(trace, "10"), "WWW-Authenticate") ?? "");
  if (isFault(challenge)) throw new Error(challenge.what);
  expect(readNonce(paramOf(challenge.params, "nonce") ?? "")).toEqual({ rand: vector?.rand, autn: vector?.autn });
  const credentials = credentialsAt(trace, "11");
  expect(paramOf(credentials.params, "response")).toBe(expectedResponse(credentials, vector?.xres ?? "", "REGISTER", ""));
  for (const event of trace.events)
    if (event.message?.kind === "sip" && vector !== null) expect(event.message.raw).not.toContain(vector.xres);
});

test("a key that is not the subscriber's ends in 403", () => {
  for (const participant of ["agent", "subscribers"]) {
    const { outcome } = execute(mcx, { seed: 1, upsets: { [participant]: { k: hexOf("another") } } }).trace;
    expect(outcome.failures).toEqual([
      {
        step: "12",
        reason:
          "the SIP core in the partner MC system answers the SIP authentication challenge response with 403 (Forbidden), because the user agent has found that it was not its home network that asked (TS 33.102 §6.3.3), but the flow has it answer with the SIP registration response",
      },
    ]);
    expect(outcome.expectations.find(({ text }) => text.includes("is registered"))?.ok).toBe(false);
  }
});

test("a sequence number out of range ends in resynchronisation, with which the database goes on", () => {
  const { trace } = execute(mcx, { seed: 1, upsets: { agent: { sqn: 32 * 5000 + 1 } } });
  expect(trace.outcome.failures).toEqual([{ step: "12", reason: expect.stringContaining("resynchronise (TS 33.102 §6.3.5)") }]);
  const auts = Buffer.from(paramOf(credentialsAt(trace, "11").params, "auts") ?? "", "base64").toString("hex");
  expect(auts).toHaveLength(28);
  const { secret } = newSubscriber(1);
  const home = resynchronise(newHome(secret, 33), vectorAt(trace, "9")?.rand ?? "", auts);
  expect(home?.sqn).toBe(32 * 5000 + 1);
});

test("a REGISTER that nobody asks a database about is challenged by the registrar itself, or not at all", () => {
  const { trace } = execute(mcx, { seed: 2 });
  expect(headerOf(sipAt(trace, "12"), "Contact")).toContain("expires=3600");
  expect(headerOf(sipAt(trace, "12"), "Authentication-Info")).toContain("rspauth");
});
