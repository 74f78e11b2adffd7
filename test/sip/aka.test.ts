import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerChallenge, newHome, newUsim, nextVector, resynchronise, type UsimState } from "../../src/sip/aka/authentication.ts";
import { challengeOf, readAkaChallenge, readNonce } from "../../src/sip/aka/challenge.ts";
import { authorize, type ClientInput, initialCredentials } from "../../src/sip/aka/credentials.ts";
import { digestOf } from "../../src/sip/aka/digest.ts";
import { milenage, opcOf } from "../../src/sip/aka/milenage.ts";
import { accept, highestSqn, isFresh, nextSqn, noSequences } from "../../src/sip/aka/sequence-number.ts";
import { authenticationInfo, isProof, judge } from "../../src/sip/aka/verdict.ts";
import { printAuthorization, readChallenge, readCredentials } from "../../src/sip/headers/authorization.ts";
import { paramOf, withParam } from "../../src/sip/headers/params.ts";
import { isFault } from "../../src/sip/message.ts";
import { testSets } from "./aka-vectors.ts";

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const hexOf = (octets: number) => fc.uint8Array({ minLength: octets, maxLength: octets }).map((all) => Buffer.from(all).toString("hex"));

describe("TS 35.208", () => {
  test.each(testSets)("K $k", ({ k, op, opc, rand, sqn, amf, ...expected }) => {
    expect(opcOf(k, op)).toBe(opc);
    expect(milenage({ k, opc }, rand, sqn, amf)).toEqual(expected);
  });
});

const hasOracle = spawnSync("osmo-auc-gen", ["--help"]).status === 0;
if (!hasOracle) console.warn("\nSKIPPED: no osmo-auc-gen to compare MILENAGE with. Debian: libosmocore-utils.\n");

function oracle(k: string, opc: string, rand: string, more: readonly string[]): (name: string) => string | undefined {
  const { stdout } = spawnSync("osmo-auc-gen", ["-3", "-a", "milenage", "-k", k, "-o", opc, "-r", rand, ...more], { encoding: "utf8" });
  return (name) => new RegExp(`^${name}[:=]?\\s*(\\S+)`, "m").exec(stdout)?.[1];
}

test.skipIf(!hasOracle)("random vectors, nonces and resynchronisations are those of osmo-auc-gen", () => {
  fc.assert(
    fc.property(hexOf(16), hexOf(16), hexOf(16), hexOf(2), fc.integer({ min: 64, max: 2 ** 31 }), (k, opc, rand, amf, sqn) => {
      const said = oracle(k, opc, rand, ["-f", amf, "-s", String(sqn)]);
      const { vector } = nextVector(newHome({ k, opc }, sqn % 32 === 0 ? sqn - 1 : sqn - 33, amf), rand);
      expect([said("RAND"), said("AUTN"), said("RES"), said("CK"), said("IK")]).toEqual([
        rand,
        vector.autn,
        vector.xres,
        vector.ck,
        vector.ik,
      ]);
      const { params } = challengeOf(vector, { realm, opaque: null, qop: [], stale: false });
      expect(said("IMS nonce")).toBe(paramOf(params, "nonce"));

      const usim = { ...newUsim({ k, opc }), accepted: accept(noSequences, sqn) };
      const failure = answerChallenge(usim, rand, vector.autn);
      if (failure.kind !== "synchronisation-failure") throw new Error(failure.kind);
      expect(oracle(k, opc, rand, ["-A", failure.auts])("SQN.MS")).toBe(String(sqn));
    }),
    { numRuns: 25 },
  );
});

describe("digest", () => {
  test("the example of RFC 2617 §3.5", () => {
    const qop = { name: "auth", nc: "00000001", cnonce: "0a4f113b" } as const;
    const input = {
      username: "Mufasa",
      realm: "testrealm@host.com",
      password: text("Circle Of Life"),
      nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
    };
    expect(digestOf({ ...input, uri: "/dir/index.html", method: "GET", qop, body: text("") })).toBe("6629fae49393a05397450978507c4ef1");
  });

  test("the examples of RFC 2069 and of auth-int", () => {
    const old = {
      username: "Mufasa",
      realm: "testrealm@host.com",
      password: text("CircleOfLife"),
      nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
    };
    expect(digestOf({ ...old, uri: "/dir/index.html", method: "GET", qop: null, body: text("") })).toBe("1949323746fe6a43ef61f9606e7febea");
    const bob = { username: "bob", realm: "biloxi.com", password: text("zanzibar"), nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093" };
    const uri = "sip:bob@biloxi.com";
    const qop = { name: "auth", nc: "00000001", cnonce: "0a4f113b" } as const;
    expect(digestOf({ ...bob, uri, method: "INVITE", qop: null, body: text("") })).toBe("bf57e4e0d0bffc0fbaedce64d59add5e");
    expect(digestOf({ ...bob, uri, method: "INVITE", qop, body: text("") })).toBe("89eb0059246c02b2f6ee02c7961d5ea3");
  });
});

describe("sequence numbers", () => {
  test("an honest home is always fresh, also with the last 31 in another order", () => {
    let sqn = 0;
    let accepted = noSequences;
    for (let count = 0; count < 100; count++) {
      sqn = nextSqn(sqn);
      expect(isFresh(accepted, sqn)).toBe(true);
      accepted = accept(accepted, sqn);
      expect(isFresh(accepted, sqn)).toBe(false);
      expect(highestSqn(accepted)).toBe(sqn);
    }
    const later = Array.from({ length: 31 }, () => (sqn = nextSqn(sqn)));
    for (const each of later.toReversed()) {
      expect(isFresh(accepted, each)).toBe(true);
      accepted = accept(accepted, each);
    }
  });

  test("a jump of more than 2^28 is not believed", () => {
    expect(isFresh(noSequences, 2 ** 28 * 32)).toBe(true);
    expect(isFresh(noSequences, (2 ** 28 + 1) * 32)).toBe(false);
  });
});

const [set] = testSets;
const secret = { k: set.k, opc: set.opc };
const rands = testSets.map(({ rand }) => rand);
const [rand1 = "", rand2 = "", rand3 = ""] = rands;
const realm = "home.example";
const request = { method: "REGISTER", uri: "sip:home.example", body: "" };
const client: ClientInput = { username: "user@home.example", request, count: 1, cnonce: "0a4f113b" };

/** Over the wire: what is said is printed and read. */
function ask(vector: Parameters<typeof challengeOf>[0], qop: readonly ("auth" | "auth-int")[]) {
  const printed = printAuthorization(challengeOf(vector, { realm, opaque: "xyz", qop, stale: false }));
  const challenge = readChallenge(printed);
  const read = isFault(challenge) ? challenge : readAkaChallenge(challenge);
  if (isFault(read)) throw new Error(read.what);
  return read;
}

function answer(
  usim: UsimState,
  vector: Parameters<typeof challengeOf>[0],
  qop: readonly ("auth" | "auth-int")[] = ["auth"],
  input = client,
) {
  const outcome = authorize(usim, ask(vector, qop), input);
  const credentials = readCredentials(printAuthorization(outcome.credentials));
  if (isFault(credentials)) throw new Error(credentials.what);
  expect(credentials).toEqual(outcome.credentials);
  return { ...outcome, credentials };
}

describe("a registration", () => {
  test.each([[[]], [["auth"]], [["auth-int"]], [["auth", "auth-int"]]] as const)("with qop %j is accepted, and the keys agree", (qop) => {
    const { vector } = nextVector(newHome(secret), rand1);
    const input = { ...client, request: { ...request, body: "some body" } };
    const { answer: said, credentials } = answer(newUsim(secret), vector, qop, input);
    expect(said).toMatchObject({ kind: "authenticated", res: vector.xres, ck: vector.ck, ik: vector.ik });
    expect(judge(credentials, vector, realm, input.request)).toEqual({ kind: "accepted" });
    const other = judge(credentials, vector, realm, { ...input.request, body: "another body" });
    expect(other.kind).toBe((qop as readonly string[]).includes("auth-int") ? "wrong-response" : "accepted");
    expect(paramOf(credentials.params, "opaque")).toBe("xyz");
  });

  test("the vector of the test set: AUTN hides SQN and shows MAC", () => {
    const sqn = Number.parseInt(set.sqn, 16);
    // The one before, so that this one is made.
    const before = sqn - 33;
    expect(nextSqn(before)).toBe(sqn);
    const { vector } = nextVector(newHome(secret, before, set.amf), set.rand);
    expect(vector).toEqual({
      kind: "authentication-vector",
      rand: set.rand,
      autn: `55f328b43577${set.amf}${set.macA}`,
      xres: set.res,
      ck: set.ck,
      ik: set.ik,
    });
  });

  test("a wrong answer, another method, another URI, another realm, another vector", () => {
    const { home, vector } = nextVector(newHome(secret), rand1);
    const { credentials } = answer(newUsim(secret), vector);
    const wrong = { ...credentials, params: withParam(credentials.params, "response", '"00000000000000000000000000000000"') };
    expect(judge(wrong, vector, realm, request).kind).toBe("wrong-response");
    expect(judge(credentials, vector, realm, { ...request, method: "INVITE" }).kind).toBe("wrong-response");
    expect(judge(credentials, vector, realm, { ...request, uri: "sip:other.example" }).kind).toBe("wrong-response");
    expect(judge(credentials, vector, "other.example", request).kind).toBe("wrong-response");
    expect(judge(credentials, nextVector(home, rand2).vector, realm, request).kind).toBe("stale");
    expect(judge(initialCredentials("user@home.example", realm, request.uri), vector, realm, request).kind).toBe("unchallenged");
  });

  test("a USIM with another key does not answer; a home with another key is found out", () => {
    const { vector } = nextVector(newHome(secret), rand1);
    const { answer: said, credentials } = answer(newUsim({ ...secret, k: testSets[1].k }), vector);
    expect(said.kind).toBe("mac-failure");
    expect(judge(credentials, vector, realm, request).kind).toBe("declined");
    const forged = { ...vector, autn: `${vector.autn.slice(0, -1)}${vector.autn.endsWith("0") ? "1" : "0"}` };
    expect(answer(newUsim(secret), forged).answer.kind).toBe("mac-failure");
  });

  test("a home that is behind is resynchronised and then accepted", () => {
    const first = nextVector(newHome(secret, 1000 * 32), rand1);
    const ahead = answerChallenge(newUsim(secret), first.vector.rand, first.vector.autn);
    if (ahead.kind !== "authenticated") throw new Error(ahead.kind);

    const behind = nextVector(newHome(secret, 5 * 32), rand2);
    const { answer: said, credentials } = answer(ahead.usim, behind.vector);
    const verdict = judge(credentials, behind.vector, realm, request);
    if (verdict.kind !== "synchronisation-failure" || said.kind !== "synchronisation-failure") throw new Error(verdict.kind);
    expect(verdict.auts).toBe(said.auts);
    const home = resynchronise(behind.home, rand2, verdict.auts);
    expect(home?.sqn).toBe(1001 * 32 + 1);

    const again = nextVector(home ?? behind.home, rand3);
    const { credentials: right } = answer(ahead.usim, again.vector);
    expect(judge(right, again.vector, realm, request).kind).toBe("accepted");
  });

  test("AUTS that was tampered with moves no home; a forged response with it is none", () => {
    const first = nextVector(newHome(secret, 1000 * 32), rand1);
    const ahead = answerChallenge(newUsim(secret), first.vector.rand, first.vector.autn);
    if (ahead.kind !== "authenticated") throw new Error(ahead.kind);
    const behind = nextVector(newHome(secret, 5 * 32), rand2);
    const { answer: said, credentials } = answer(ahead.usim, behind.vector);
    if (said.kind !== "synchronisation-failure") throw new Error(said.kind);
    const flipped = `${said.auts.slice(0, 13)}${said.auts[13] === "0" ? "1" : "0"}${said.auts.slice(14)}`;
    expect(resynchronise(behind.home, rand2, flipped)).toBeNull();
    expect(resynchronise(newHome({ ...secret, k: testSets[1].k }), rand2, said.auts)).toBeNull();
    const forged = { ...credentials, params: withParam(credentials.params, "response", '"00000000000000000000000000000000"') };
    expect(judge(forged, behind.vector, realm, request).kind).toBe("wrong-response");
  });

  test("a home whose next number is accepted anyway stays where it is", () => {
    const home = newHome(secret, 2000 * 32);
    const { vector } = nextVector(newHome(secret, 1000 * 32), rand1);
    const usim = answerChallenge(newUsim(secret), rand1, vector.autn);
    if (usim.kind !== "authenticated") throw new Error(usim.kind);
    const repeated = answerChallenge(usim.usim, rand1, vector.autn);
    if (repeated.kind !== "synchronisation-failure") throw new Error(repeated.kind);
    expect(resynchronise(home, rand1, repeated.auts)).toBe(home);
  });

  test("the server proves that it knows RES", () => {
    const { vector } = nextVector(newHome(secret), rand1);
    const { answer: said, credentials } = answer(newUsim(secret), vector, ["auth-int"]);
    if (said.kind !== "authenticated") throw new Error(said.kind);
    const info = authenticationInfo(credentials, vector.xres, "");
    expect(info.map(({ name }) => name)).toEqual(["qop", "rspauth", "cnonce", "nc"]);
    expect(isProof(info, credentials, said.res, "")).toBe(true);
    expect(isProof(info, credentials, said.res, "x")).toBe(false);
    expect(isProof(authenticationInfo(credentials, "0000000000000000", ""), credentials, said.res, "")).toBe(false);
  });

  test("any home and USIM that share a secret agree; any that do not, do not", () => {
    fc.assert(
      fc.property(hexOf(16), hexOf(16), hexOf(16), hexOf(16), hexOf(2), fc.nat(2 ** 28), (k, opc, other, rand, amf, seq) => {
        const { vector } = nextVector(newHome({ k, opc }, seq * 32, amf), rand);
        const said = answerChallenge(newUsim({ k, opc }), rand, vector.autn);
        expect(said.kind).toBe(seq < 2 ** 28 ? "authenticated" : "synchronisation-failure");
        if (other !== k) expect(answerChallenge(newUsim({ k: other, opc }), rand, vector.autn).kind).toBe("mac-failure");
      }),
      { numRuns: 100 },
    );
  });
});

describe("challenges that are none", () => {
  test.each([
    ['Digest realm="r", nonce="abc"', "found Digest with MD5"],
    ['Basic realm="r"', "found Basic"],
    ['Digest realm="r", algorithm=AKAv1-MD5', "a realm and a nonce"],
    ['Digest realm="r", algorithm=AKAv1-MD5, nonce="QUJD"', "RAND and AUTN"],
    ['Digest realm="r", algorithm=AKAv1-MD5, nonce="*"', "RAND and AUTN"],
    [`Digest realm="r", algorithm=AKAv1-MD5, qop="other", nonce="${"A".repeat(44)}"`, "auth or auth-int"],
  ])("%s", (value, what) => {
    const challenge = readChallenge(value);
    const read = isFault(challenge) ? challenge : readAkaChallenge(challenge);
    expect(isFault(read) ? read.what : "read").toContain(what);
  });

  test("what the server adds to the nonce is no matter", () => {
    expect(readNonce(Buffer.from(`${set.rand}${set.op}abcdef`, "hex").toString("base64"))).toEqual({ rand: set.rand, autn: set.op });
  });
});
