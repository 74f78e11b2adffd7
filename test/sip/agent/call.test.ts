import { expect, test } from "vitest";
import { addAgent, ladder, newWorld, type User } from "../world.ts";

/** Answers every call after a while, and every other request at once. */
const callee: User = (output, world) => {
  if (output.kind !== "request") return [];
  const { transaction } = output;
  if (output.request.method !== "INVITE") return [{ kind: "respond", transaction, draft: { status: 200 } }];
  world.later(3000, "bob", { kind: "respond", transaction, draft: { status: 200 } });
  return [{ kind: "respond", transaction, draft: { status: 180 } }];
};

test("a call without any proxy (RFC 3665 §3.1 without its proxies)", () => {
  const world = newWorld({ bob: callee });
  const [alice, bob] = [addAgent(world, "alice"), addAgent(world, "bob")];
  world.act("alice", { kind: "request", handle: "call", draft: { method: "INVITE", uri: "sip:bob@bob", to: "<sip:bob@example.com>" } });
  world.run(10000);
  const [dialog = ""] = Object.keys(alice().dialogs);
  expect(bob().dialogs[dialog]).toBeUndefined();
  world.act("alice", { kind: "request within", handle: "end", dialog, draft: { method: "BYE" } });
  world.run();
  expect(ladder(world)).toEqual([
    "alice -> bob INVITE",
    "bob -> alice 180 INVITE",
    "bob -> alice 200 INVITE",
    "alice -> bob ACK",
    "alice -> bob BYE",
    "bob -> alice 200 BYE",
  ]);
  expect([...world.nodes.values()].map((node) => node.isIdle())).toEqual([true, true]);
});
