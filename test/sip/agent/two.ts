import type { Agent } from "../../../src/sip/agent/agent.ts";
import type { AgentInput } from "../../../src/sip/agent/io.ts";
import { allOf } from "../../../src/sip/entries.ts";
import type { Header } from "../../../src/sip/message.ts";
import { addAgent, type Fate, ladder, nameOf, newWorld, type User, type World } from "../world.ts";

const sdp: readonly Header[] = [{ name: "Content-Type", value: "application/sdp" }];
const description = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n";
export const offer = { headers: sdp, body: description };

/** alice and bob with nothing between them; what they do is said by the test, or by users. */
export interface Two {
  readonly world: World;
  readonly alice: () => Agent;
  readonly bob: () => Agent;
  /** Lets time pass. */
  pass(ms?: number): void;
  /** What has gone over the network since the last time this was asked. */
  sent(): readonly string[];
  /** What a user has been told since the last time this was asked. */
  told(node: string): readonly string[];
  /** The server transaction of the last request of that method that the user was told of. */
  asked(node: string, method: string): string;
  /** The only dialog of an agent. */
  dialog(node: "alice" | "bob"): string;
  act(node: string, ...inputs: readonly AgentInput[]): void;
  isIdle(): boolean;
}

export function two(users: { readonly [node: string]: User } = {}, fate?: Fate, transport = "UDP"): Two {
  const world = newWorld(users, fate);
  const alice = addAgent(world, "alice", { transport });
  const bob = addAgent(world, "bob", { transport });
  let seen = 0;
  const heard = new Map<string, number>();
  return {
    world,
    alice,
    bob,
    pass: (ms = 1000) => world.run(world.time + ms),
    sent() {
      const lines = ladder(world).slice(seen);
      seen += lines.length;
      return lines;
    },
    told(node) {
      const from = heard.get(node) ?? 0;
      heard.set(node, world.told.length);
      return world.told.slice(from).flatMap(({ node: at, output }) => (at === node ? [wordsOf(output)] : []));
    },
    asked(node, method) {
      const last = world.told.findLast(
        ({ node: at, output }) => at === node && output.kind === "request" && output.request.method === method,
      );
      return last?.output.kind === "request" ? last.output.transaction : "none";
    },
    dialog: (node) => allOf((node === "alice" ? alice : bob)().dialogs)[0]?.dialog.id ?? "none",
    act: (node, ...inputs) => world.act(node, ...inputs),
    isIdle: () => [...world.nodes.values()].every((node) => node.isIdle()),
  };
}

/** A call that stands: alice has called bob. */
export function inCall(users: { readonly [node: string]: User } = {}, fate?: Fate, transport = "UDP"): Two {
  const call = two(users, fate, transport);
  call.act("alice", invite(offer));
  call.pass(20);
  call.act("bob", { kind: "respond", transaction: call.asked("bob", "INVITE"), draft: { status: 200, ...offer } });
  call.pass(20);
  call.sent();
  call.told("alice");
  call.told("bob");
  return call;
}

export function invite(
  more: { readonly headers?: readonly Header[]; readonly body?: string } = {},
): AgentInput & { readonly kind: "request" } {
  return { kind: "request", handle: "call", draft: { method: "INVITE", uri: "sip:bob@bob", to: "<sip:bob@example.com>", ...more } };
}

function wordsOf(output: World["told"][number]["output"]): string {
  switch (output.kind) {
    case "request":
      return `request ${output.request.method}${"replaces" in output && output.replaces !== null ? " replaces" : ""}`;
    case "response":
      return `${nameOf(output.response)}${output.cause === null ? "" : ` (${output.cause})`}`;
    case "acknowledged":
      return `${output.request.method}`;
    case "unacknowledged":
      return `unacknowledged ${output.what}`;
    case "settled":
      return `settled ${output.status} ${output.cause}`;
    case "dialog":
      return `dialog ${output.state}`;
    case "session ended":
      return `session ended, ${output.cause}`;
    case "subscription":
      return `${output.subscription.split(" ")[0]} ${output.state}`;
    case "retry":
      return `retry ${output.method}`;
    case "refused":
      return `refused: ${output.reason}`;
  }
}
