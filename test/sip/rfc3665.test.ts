import { expect, test } from "vitest";
import type { Header } from "../../src/sip/message.ts";
import type { Locate } from "../../src/sip/proxy/proxy.ts";
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
