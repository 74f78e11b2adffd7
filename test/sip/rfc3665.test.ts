import { expect, test } from "vitest";
import type { AgentInput } from "../../src/sip/agent/io.ts";
import { allOf } from "../../src/sip/entries.ts";
import type { Header } from "../../src/sip/message.ts";
import type { Locate } from "../../src/sip/proxy/proxy.ts";
import { newRegistration, type RegistrationInput, reactRegistration } from "../../src/sip/registration/client.ts";
import { type Bindings, register } from "../../src/sip/registration/registrar.ts";
import { addAgent, addProxy, ladder, newWorld, type User, type World } from "./world.ts";

// The session flows of RFC 3665 §3, by its names: alice, ss1 (proxy 1), ss2 (proxy 2), bob.

const sdp = (version: number) =>
  `v=0\r\no=- 1 ${version} IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 49172 RTP/AVP 0\r\n`;
const described: readonly Header[] = [{ name: "Content-Type", value: "application/sdp" }];

const toward =
  (next: string): Locate =>
  (request) => ({
    kind: "forward",
    targets: [[request.uri === "sip:bob@biloxi.example.com" ? { uri: null, routes: [`<sip:${next};lr>`] } : { uri: null }]],
  });

/** Proxy 2 knows where bob is. */
const atHome: Locate = (request) => ({
  kind: "forward",
  targets: [[{ uri: request.uri === "sip:bob@biloxi.example.com" ? "sip:bob@bob" : null }]],
});

function trapezoid(users: { readonly [node: string]: User }): World {
  const world = newWorld(users);
  addAgent(world, "alice");
  addProxy(world, "ss1", toward("ss2"));
  addProxy(world, "ss2", atHome);
  addAgent(world, "bob");
  return world;
}

const invite = {
  kind: "request" as const,
  handle: "call",
  draft: {
    method: "INVITE",
    uri: "sip:bob@biloxi.example.com",
    to: "Bob <sip:bob@biloxi.example.com>",
    routes: ["<sip:ss1;lr>"],
    headers: described,
    body: sdp(1),
  },
};

/** Rings and picks up; then, if that is what it does, hangs up after a while. */
const rings =
  (hangsUp: boolean): User =>
  (output, world) => {
    if (output.kind === "acknowledged" && hangsUp && output.request.method === "ACK") {
      const [dialog = ""] = dialogsOf(world, "bob");
      world.later(5000, "bob", { kind: "request within", handle: "end", dialog, draft: { method: "BYE" } });
    }
    if (output.kind !== "request") return [];
    const { transaction } = output;
    if (output.request.method !== "INVITE") return [{ kind: "respond", transaction, draft: { status: 200 } }];
    world.later(2000, "bob", { kind: "respond", transaction, draft: { status: 200, headers: described, body: sdp(1) } });
    return [{ kind: "respond", transaction, draft: { status: 180 } }];
  };

const answersRequests: User = (output) =>
  output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status: 200 } }] : [];

function dialogsOf(world: World, node: string): readonly string[] {
  return world.told.flatMap(({ node: at, output }) =>
    at === node && output.kind === "dialog" && output.state === "confirmed" ? [output.dialog] : [],
  );
}

function responses(world: World, handle: string): readonly number[] {
  return world.told.flatMap(({ output }) => (output.kind === "response" && output.handle === handle ? [output.response.status] : []));
}

function allIdle(world: World): boolean {
  return [...world.nodes.values()].every((node) => node.isIdle());
}

test("§3.2: session establishment through two proxies", () => {
  const world = trapezoid({ alice: answersRequests, bob: rings(true) });
  world.act("alice", invite);
  world.run();
  expect(ladder(world)).toEqual([
    "alice -> ss1 INVITE",
    "ss1 -> alice 100 INVITE",
    "ss1 -> ss2 INVITE",
    "ss2 -> ss1 100 INVITE",
    "ss2 -> bob INVITE",
    "bob -> ss2 180 INVITE",
    "ss2 -> ss1 180 INVITE",
    "ss1 -> alice 180 INVITE",
    "bob -> ss2 200 INVITE",
    "ss2 -> ss1 200 INVITE",
    "ss1 -> alice 200 INVITE",
    "alice -> ss1 ACK",
    "ss1 -> ss2 ACK",
    "ss2 -> bob ACK",
    "bob -> ss2 BYE",
    "ss2 -> ss1 BYE",
    "ss1 -> alice BYE",
    "alice -> ss1 200 BYE",
    "ss1 -> ss2 200 BYE",
    "ss2 -> bob 200 BYE",
  ]);
  expect(responses(world, "call")).toEqual([100, 180, 200]);
  expect(allIdle(world)).toBe(true);
});

test("§3.1: session establishment without any proxy", () => {
  const world = newWorld({ alice: answersRequests, bob: rings(true) });
  addAgent(world, "alice", { transport: "TCP" });
  addAgent(world, "bob", { transport: "TCP" });
  world.act("alice", { ...invite, draft: { ...invite.draft, uri: "sip:bob@bob", routes: [] } });
  world.run();
  expect(ladder(world)).toEqual([
    "alice -> bob INVITE",
    "bob -> alice 180 INVITE",
    "bob -> alice 200 INVITE",
    "alice -> bob ACK",
    "bob -> alice BYE",
    "alice -> bob 200 BYE",
  ]);
  expect(allIdle(world)).toBe(true);
});

test("§3.3: each proxy asks for credentials of its own", () => {
  const asks =
    (realm: string, route: Locate): Locate =>
    (request) => {
      const knows = request.headers.some(({ name, value }) => name === "Proxy-Authorization" && value.includes(realm));
      if (request.method !== "INVITE" || knows) return route(request);
      return { kind: "answer", status: 407, headers: [{ name: "Proxy-Authenticate", value: `Digest realm="${realm}", nonce="1"` }] };
    };
  const credentials: Header[] = [];
  const alice: User = (output) => {
    if (output.kind === "response" && output.response.status === 407) {
      const challenge = output.response.headers.find(({ name }) => name === "Proxy-Authenticate")?.value ?? "";
      credentials.push({ name: "Proxy-Authorization", value: `${challenge}, username="alice", response="1"` });
      const { draft } = invite;
      const again = { ...draft, fromTag: "a", callId: "c", cseq: 1 + credentials.length, headers: [...described, ...credentials] };
      return [{ ...invite, handle: `call ${credentials.length}`, draft: again }];
    }
    return answersRequests(output, world);
  };
  const world = newWorld({ alice, bob: rings(true) });
  addAgent(world, "alice");
  addProxy(world, "ss1", asks("atlanta.example.com", toward("ss2")));
  addProxy(world, "ss2", asks("biloxi.example.com", atHome));
  addAgent(world, "bob");
  world.act("alice", { ...invite, draft: { ...invite.draft, fromTag: "a", callId: "c", cseq: 1 } });
  world.run();
  expect(ladder(world).slice(0, 18)).toEqual([
    "alice -> ss1 INVITE",
    "ss1 -> alice 100 INVITE",
    "ss1 -> alice 407 INVITE",
    "alice -> ss1 ACK",
    "alice -> ss1 INVITE",
    "ss1 -> alice 100 INVITE",
    "ss1 -> ss2 INVITE",
    "ss2 -> ss1 100 INVITE",
    "ss2 -> ss1 407 INVITE",
    "ss1 -> ss2 ACK",
    "ss1 -> alice 407 INVITE",
    "alice -> ss1 ACK",
    "alice -> ss1 INVITE",
    "ss1 -> alice 100 INVITE",
    "ss1 -> ss2 INVITE",
    "ss2 -> ss1 100 INVITE",
    "ss2 -> bob INVITE",
    "bob -> ss2 180 INVITE",
  ]);
  expect([responses(world, "call"), responses(world, "call 1"), responses(world, "call 2")]).toEqual([
    [100, 407],
    [100, 407],
    [100, 180, 200],
  ]);
  expect(allIdle(world)).toBe(true);
});

test("§3.4: a proxy that does not answer is given up after 64 T1, and another one is taken", () => {
  const alice: User = (output, world) => {
    if (output.kind !== "response" || output.cause !== "timeout") return answersRequests(output, world);
    return [{ ...invite, handle: "second", draft: { ...invite.draft, routes: ["<sip:ss2;lr>"] } }];
  };
  const world = newWorld({ alice, bob: rings(true) });
  addAgent(world, "alice");
  addProxy(world, "ss2", atHome);
  addAgent(world, "bob");
  world.act("alice", invite);
  world.run();
  expect(ladder(world).slice(0, 10)).toEqual([
    ...Array.from({ length: 7 }, () => "alice -> ss1 INVITE"),
    "alice -> ss2 INVITE",
    "ss2 -> alice 100 INVITE",
    "ss2 -> bob INVITE",
  ]);
  expect([responses(world, "call"), responses(world, "second")]).toEqual([[408], [100, 180, 200]]);
  expect(allIdle(world)).toBe(true);
});

test("§3.6: redirected, the offer in the 200 and the answer in the ACK", () => {
  const redirect: Locate = () => ({ kind: "answer", status: 302, headers: [{ name: "Contact", value: "<sip:bob@bob>" }] });
  const alice: User = (output, world) => {
    if (output.kind !== "response") return answersRequests(output, world);
    const { response, handle, dialog } = output;
    if (response.status === 302) {
      const target = response.headers.find(({ name }) => name === "Contact")?.value.slice(1, -1) ?? "";
      const { headers: _, body: __, ...draft } = invite.draft;
      return [
        { ...invite, handle: "redirected", draft: { ...draft, uri: target, routes: ["<sip:ss3;lr>"], fromTag: "a", callId: "c", cseq: 2 } },
      ];
    }
    return response.status === 200 && handle === "redirected" && dialog !== null
      ? [{ kind: "acknowledge", handle, dialog, headers: described, body: sdp(1) }]
      : [];
  };
  const world = newWorld({ alice, bob: rings(true) });
  addAgent(world, "alice");
  addProxy(world, "ss1", redirect, { tryingAtOnce: false });
  addProxy(world, "ss3", () => ({ kind: "forward", targets: [[{ uri: null }]] }));
  addAgent(world, "bob");
  const { headers: _, body: __, ...draft } = invite.draft;
  world.act("alice", { ...invite, draft: { ...draft, fromTag: "a", callId: "c" } });
  world.run();
  expect(ladder(world)).toEqual([
    "alice -> ss1 INVITE",
    "ss1 -> alice 302 INVITE",
    "alice -> ss1 ACK",
    "alice -> ss3 INVITE",
    "ss3 -> alice 100 INVITE",
    "ss3 -> bob INVITE",
    "bob -> ss3 180 INVITE",
    "ss3 -> alice 180 INVITE",
    "bob -> ss3 200 INVITE",
    "ss3 -> alice 200 INVITE",
    "alice -> ss3 ACK",
    "ss3 -> bob ACK",
    "bob -> ss3 BYE",
    "ss3 -> alice BYE",
    "alice -> ss3 200 BYE",
    "ss3 -> bob 200 BYE",
  ]);
  const acks = world.sent.filter(({ message }) => message.kind === "request" && message.method === "ACK");
  expect(acks.at(-1)?.message.body).toBe(sdp(1));
  expect(allIdle(world)).toBe(true);
});

test("§3.7: a re-INVITE moves bob to another address, and what follows goes there", () => {
  const bob = rings(false);
  const world = newWorld({ alice: answersRequests, bob });
  const alice = addAgent(world, "alice");
  addAgent(world, "bob");
  world.act("alice", { ...invite, draft: { ...invite.draft, uri: "sip:bob@bob", routes: [] } });
  world.run(10_000);
  const [dialog = ""] = dialogsOf(world, "bob");
  const headers = [{ name: "Contact", value: "<sip:bob@moved>" }, ...described];
  world.act("bob", { kind: "request within", handle: "moved", dialog, draft: { method: "INVITE", headers, body: sdp(2) } });
  world.run(20_000);
  expect(allOf(alice().dialogs).map((held) => held.dialog.remoteTarget)).toEqual(["sip:bob@moved"]);
  addAgent(world, "moved");
  const [own = ""] = dialogsOf(world, "alice");
  world.act("alice", { kind: "request within", handle: "end", dialog: own, draft: { method: "BYE" } });
  expect(ladder(world).slice(4)).toEqual(["bob -> alice INVITE", "alice -> bob 200 INVITE", "bob -> alice ACK", "alice -> moved BYE"]);
});

test("§3.8: nobody picks up, and the caller cancels", () => {
  const bob: User = (output) =>
    output.kind === "request" && output.request.method === "INVITE"
      ? [{ kind: "respond", transaction: output.transaction, draft: { status: 180 } }]
      : [];
  const world = trapezoid({ bob });
  world.act("alice", invite);
  world.later(5000, "alice", { kind: "cancel", handle: "call" });
  world.run();
  const cancelled = ladder(world).slice(8);
  // Hop by hop: each CANCEL is answered where it arrives, and the 487 comes back through acknowledged hops.
  expect(cancelled).toEqual([
    "alice -> ss1 CANCEL",
    "ss1 -> alice 200 CANCEL",
    "ss1 -> ss2 CANCEL",
    "ss2 -> ss1 200 CANCEL",
    "ss2 -> bob CANCEL",
    "bob -> ss2 200 CANCEL",
    "bob -> ss2 487 INVITE",
    "ss2 -> bob ACK",
    "ss2 -> ss1 487 INVITE",
    "ss1 -> ss2 ACK",
    "ss1 -> alice 487 INVITE",
    "alice -> ss1 ACK",
  ]);
  expect(responses(world, "call")).toEqual([100, 180, 487]);
  expect(allIdle(world)).toBe(true);
});

test.each([
  ["§3.9: busy", 486],
  ["§3.11: temporarily unavailable", 480],
])("%s", (_, status) => {
  const bob: User = (output) =>
    output.kind === "request" ? [{ kind: "respond", transaction: output.transaction, draft: { status } }] : [];
  const world = trapezoid({ bob });
  world.act("alice", invite);
  world.run();
  expect(ladder(world).slice(5)).toEqual([
    `bob -> ss2 ${status} INVITE`,
    "ss2 -> bob ACK",
    `ss2 -> ss1 ${status} INVITE`,
    "ss1 -> ss2 ACK",
    `ss1 -> alice ${status} INVITE`,
    "alice -> ss1 ACK",
  ]);
  expect(responses(world, "call")).toEqual([100, status]);
  expect(allIdle(world)).toBe(true);
});

test("§3.10: no response from the user agent: the proxy tries seven times and answers 408", () => {
  const world = newWorld({});
  addAgent(world, "alice");
  addProxy(world, "ss1", toward("ss2"));
  addProxy(world, "ss2", atHome);
  world.act("alice", invite);
  world.run();
  expect(ladder(world).filter((line) => line === "ss2 -> bob INVITE")).toHaveLength(7);
  expect(ladder(world).slice(-4)).toEqual(["ss2 -> ss1 408 INVITE", "ss1 -> ss2 ACK", "ss1 -> alice 408 INVITE", "alice -> ss1 ACK"]);
  expect(responses(world, "call")).toEqual([100, 408]);
  expect(allIdle(world)).toBe(true);
});

/** bob with his registration, and a registrar that asks for credentials. */
function registering(accepts: boolean) {
  let registration = newRegistration({
    id: "registration",
    registrar: "sip:ss2",
    address: "Bob <sip:bob@biloxi.example.com>",
    contact: "<sip:bob@bob>",
    callId: "r1",
    fromTag: "a73kszlfl",
    headers: [],
    routes: [],
  });
  let bindings: Bindings = {};
  const ask = (input: RegistrationInput): readonly AgentInput[] => {
    const { registration: next, request } = reactRegistration(registration, input);
    registration = next;
    return request === null ? [] : [{ kind: "request", handle: `REGISTER ${request.cseq}`, draft: request }];
  };
  const bob: User = (output) => {
    if (output.kind !== "response") return [];
    const answered = ask({ kind: "response", response: output.response });
    if (output.response.status !== 401) return answered;
    return ask({ kind: "credentials", headers: [{ name: "Authorization", value: 'Digest username="bob", response="1"' }] });
  };
  const ss2: User = (output, world) => {
    if (output.kind !== "request") return [];
    const { transaction, request } = output;
    const knows = request.headers.some(({ name }) => name === "Authorization");
    const challenge = {
      status: 401,
      headers: [{ name: "WWW-Authenticate", value: 'Digest realm="atlanta.example.com", nonce="ea9c8e88df84f1cec4341ae6cbe5a359"' }],
    };
    if (!knows || !accepts) return [{ kind: "respond", transaction, draft: accepts || !knows ? challenge : { status: 403 } }];
    const registered = register(bindings, request, world.time, { defaultExpires: 3600, minExpires: 60, maxExpires: 7200 });
    bindings = registered.bindings;
    return [{ kind: "respond", transaction, draft: registered.answer }];
  };
  const world = newWorld({ bob, ss2 });
  addAgent(world, "bob");
  addAgent(world, "ss2");
  return { world, ask, state: () => registration.state, bound: () => Object.values(bindings).flat().length };
}

test("§2.1, §2.4: registration with a challenge, and its end", () => {
  const { world, ask, state, bound } = registering(true);
  world.act("bob", ...ask({ kind: "ask", expires: 7200 }));
  world.run();
  expect(ladder(world)).toEqual(["bob -> ss2 REGISTER", "ss2 -> bob 401 REGISTER", "bob -> ss2 REGISTER", "ss2 -> bob 200 REGISTER"]);
  expect([state(), bound()]).toEqual(["registered", 1]);
  world.act("bob", ...ask({ kind: "ask", expires: 0 }));
  world.run();
  expect([state(), bound(), world.sent.length]).toEqual(["unregistered", 0, 8]);
  const numbers = world.sent.flatMap(({ message }) =>
    message.kind === "request" ? message.headers.filter(({ name }) => name === "CSeq").map(({ value }) => value) : [],
  );
  expect(numbers).toEqual(["1 REGISTER", "2 REGISTER", "3 REGISTER", "4 REGISTER"]);
  expect(allIdle(world)).toBe(true);
});

test("§2.5: an unsuccessful registration", () => {
  const { world, ask, state, bound } = registering(false);
  world.act("bob", ...ask({ kind: "ask", expires: 7200 }));
  world.run();
  expect(ladder(world)).toEqual(["bob -> ss2 REGISTER", "ss2 -> bob 401 REGISTER", "bob -> ss2 REGISTER", "ss2 -> bob 403 REGISTER"]);
  expect([state(), bound()]).toEqual(["unregistered", 0]);
});
