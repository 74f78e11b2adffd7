import { path, proxy, registrar, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import mcx from "../../flows/mcx-migration.ts";
import { project } from "../../src/analysis/project.ts";
import { drive } from "../../src/engine/drive.ts";
import { failuresOf as failuresOfRun } from "../../src/engine/failures.ts";
import { execute } from "../../src/engine/index.ts";
import { reliableNetwork } from "../../src/engine/network.ts";
import { participantBehaviour } from "../../src/engine/participant-behaviour.ts";
import { newParty } from "../../src/engine/party.ts";
import { hexOf, newSubscriber } from "../../src/engine/sip/security.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { VectorPayload } from "../../src/model/payload.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { type Trace, type TraceEvent, titleOf } from "../../src/model/trace.ts";
import { indexOf } from "../../src/model/walk.ts";
import { newHome, nextVector, resynchronise } from "../../src/sip/aka/authentication.ts";
import { readNonce } from "../../src/sip/aka/challenge.ts";
import { expectedResponse } from "../../src/sip/aka/credentials.ts";
import { readChallenge, readCredentials } from "../../src/sip/headers/authorization.ts";
import { paramOf } from "../../src/sip/headers/params.ts";
import { headerOf, isFault, type SipMessage } from "../../src/sip/message.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { checkTrace } from "../../src/trace/index.ts";
import { failuresOf, flowOf } from "./small-flow.ts";

function sipAt(trace: Trace, step: string): SipMessage {
  const event = trace.events.find((one) => one.step === step && one.event === "send");
  if (event?.message?.kind !== "sip") throw new Error(`no SIP in step ${step}`);
  const message = parseStrict(event.message.raw);
  if (isFault(message)) throw new Error(message.what);
  return message;
}

function vectorAt(trace: Trace, step: string): VectorPayload | null {
  const event = trace.events.find((one) => one.step === step && one.event === "send");
  return vectorIn(event);
}

function vectorIn(event: TraceEvent | undefined): VectorPayload | null {
  const payloads = event?.message?.kind === "named-signal" ? event.message.payloads : [];
  return payloads.find((payload) => payload.kind === "authentication-vector") ?? null;
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

/** Sent in the flow, and not drawn: who, to whom, what. */
const unseen = (trace: Trace) =>
  trace.events.flatMap(({ event, hop, from, to, message }) =>
    event === "send" && hop === null && message !== null ? [`${from} > ${to} ${titleOf(message)}`] : [],
  );

test("a sequence number out of range ends in resynchronisation, with which the database goes on", () => {
  const { trace, ending, recoveries } = execute(mcx, { seed: 1, upsets: { agent: { sqn: 32 * 5000 + 1 } } });
  expect(trace.outcome).toMatchObject({ ok: true, failures: [] });
  expect(ending).toBe("done");
  expect(checkTrace(trace)).toEqual([]);
  expect(recoveries).toEqual([{ step: "11", what: expect.stringContaining("resynchronise") }]);
  const [asks, answers] = ["get SIP authentication information request", "get SIP authentication information response"];
  expect(unseen(trace)).toEqual([
    `core > partnerServer ${asks}`,
    `partnerServer > core ${asks}`,
    `core > primaryCore ${asks}`,
    `primaryCore > primaryServer ${asks}`,
    `primaryServer > primaryCore ${asks}`,
    `primaryCore > subscribers ${asks}`,
    `subscribers > primaryCore ${answers}`,
    `primaryCore > primaryServer ${answers}`,
    `primaryServer > primaryCore ${answers}`,
    `primaryCore > core ${answers}`,
    `core > partnerServer ${answers}`,
    `partnerServer > core ${answers}`,
    "core > agent 401 Unauthorized",
    "agent > core REGISTER",
  ]);
  const auts = Buffer.from(paramOf(credentialsAt(trace, "11").params, "auts") ?? "", "base64").toString("hex");
  expect(auts).toHaveLength(28);
  const { secret } = newSubscriber(1);
  const home = resynchronise(newHome(secret, 33), vectorAt(trace, "9")?.rand ?? "", auts);
  expect(home?.sqn).toBe(32 * 5000 + 1);
  const { vector } = nextVector(home ?? newHome(secret), "0".repeat(32));
  const payload = vectorIn(trace.events.findLast((event) => vectorIn(event) !== null));
  // The same sequence number, hidden with another RAND.
  expect(payload?.autn.slice(12, 16)).toBe(vector.autn.slice(12, 16));
});

test("a registrar that is its own home network resynchronises by itself", () => {
  const flow = flowOf({ phone: ue("Phone"), core: registrar("Registrar") }, ({ phone, core }, flow) => {
    const first = flow.request(path(phone, core), sip.register());
    const challenge = first.reply(401);
    flow.request(path(phone, core), sip.register(), { using: [challenge] }).reply(200);
    flow.expect.registered(phone, core);
  });
  expect(failuresOf(flow)).toEqual([]);
  const { trace } = execute(flow, { seed: 1, upsets: { phone: { sqn: 32 * 5000 + 1 } } });
  expect(trace.outcome.failures).toEqual([]);
  expect(unseen(trace)).toEqual(["core > phone 401 Unauthorized", "phone > core REGISTER"]);
  expect(checkTrace(trace)).toEqual([]);
});

test("a registration through two proxies is resynchronised as well", () => {
  const flow = flowOf({ phone: ue("Phone"), pcscf: proxy("P-CSCF"), icscf: proxy("I-CSCF"), core: registrar("Registrar") }, (all, flow) => {
    const way = path(all.phone, all.pcscf, all.icscf, all.core);
    const challenge = flow.request(way, sip.register()).reply(401);
    flow.request(way, sip.register(), { using: [challenge] }).reply(200);
    flow.expect.registered(all.phone, all.core);
  });
  expect(failuresOf(flow)).toEqual([]);
  const { trace, steps } = execute(flow, { seed: 1, upsets: { phone: { sqn: 32 * 5000 + 1 } } });
  expect(trace.outcome.failures).toEqual([]);
  expect(steps).toBe(12);
  expect(unseen(trace)).toEqual([
    "core > icscf 401 Unauthorized",
    "icscf > pcscf 401 Unauthorized",
    "pcscf > phone 401 Unauthorized",
    "phone > pcscf REGISTER",
    "pcscf > icscf REGISTER",
    "icscf > core REGISTER",
  ]);
  expect(checkTrace(trace)).toEqual([]);
});

test("a proof of the sequence number that is wrong is refused by the home network, and the registration fails", () => {
  const forged = execute(mcx, {
    seed: 1,
    faults: [
      { kind: "desynchronise", participant: "agent" },
      { kind: "rekey", participant: "agent" },
    ],
  });
  expect(forged.trace.outcome.failures[0]?.step).toBe("12");
  expect(forged.trace.outcome.ok).toBe(false);
});

test("a REGISTER that nobody asks a database about is challenged by the registrar itself, or not at all", () => {
  const { trace } = execute(mcx, { seed: 2 });
  expect(headerOf(sipAt(trace, "12"), "Contact")).toContain("expires=3600");
  expect(headerOf(sipAt(trace, "12"), "Authentication-Info")).toContain("rspauth");
});

/** A network between the card and its home that changes the proof of the sequence number. */
function forging(flow: Flow, participant: string) {
  const behaviour = participantBehaviour({ [participant]: { sqn: 32 * 5000 + 1 } });
  const forged = (raw: string) => raw.replace(/auts="[^"]*"/u, `auts="${Buffer.alloc(14, 7).toString("base64")}"`);
  const { stepOf } = indexOf(flow);
  const run = drive(project(flow).views, {
    partyOf: (view) => {
      const party = newParty(behaviour, view, 1);
      return {
        ...party,
        react: (input) =>
          party.react(
            input.kind === "arrival" && input.message.kind === "sip"
              ? { ...input, message: { kind: "sip", raw: forged(input.message.raw) } }
              : input,
          ),
      };
    },
    network: reliableNetwork(1),
    labelOf: (id) => {
      const step = stepOf.get(id);
      return step === undefined ? null : printLabel(step.number);
    },
  });
  return { ...run, told: failuresOfRun(flow, run) };
}

test("a database that finds the proof of the sequence number forged makes no vector, and the registrar has none to challenge with", () => {
  const { told, events } = forging(mcx, "agent");
  expect(told).toEqual([
    {
      step: "12",
      reason:
        "the SIP core in the partner MC system gets no other authentication vector: the proof of the sequence number is wrong (TS 33.102 §6.3.5)",
    },
  ]);
  // It was asked, and its answers went back without a vector; nobody was challenged again.
  const answers = events.filter(
    ({ event, hop, message }) => event === "send" && hop === null && message?.kind === "named-signal" && message.role === "reply",
  );
  expect(answers.map((event) => [event.from, vectorIn(event)])).toEqual(
    ["subscribers", "primaryCore", "primaryServer", "primaryCore", "core", "partnerServer"].map((from) => [from, null]),
  );
  expect(events.some(({ hop, message }) => hop === null && message?.kind === "sip")).toBe(false);
});

test("a registrar that is its own home network refuses a forged proof as well", () => {
  const flow = flowOf({ phone: ue("Phone"), core: registrar("Registrar") }, ({ phone, core }, flow) => {
    const challenge = flow.request(path(phone, core), sip.register()).reply(401);
    flow.request(path(phone, core), sip.register(), { using: [challenge] }).reply(200);
  });
  expect(forging(flow, "phone").told).toEqual([
    {
      step: "4",
      reason: expect.stringMatching(
        /^Registrar is to send 200 OK.*, but the proof of the sequence number is wrong \(TS 33\.102 §6\.3\.5\)$/u,
      ),
    },
  ]);
});
