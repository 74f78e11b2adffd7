import { type Agent, isIdle, newAgent } from "../../src/sip/agent/agent.ts";
import type { AgentInput, AgentOutput } from "../../src/sip/agent/io.ts";
import { reactAgent } from "../../src/sip/agent/react.ts";
import { destinationOf } from "../../src/sip/destination.ts";
import { isFault, type SipMessage } from "../../src/sip/message.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { type Locate, newProxy, type ProxyConfig, type ProxyCore, type ProxyOutput } from "../../src/sip/proxy/proxy.ts";
import { reactProxy } from "../../src/sip/proxy/react.ts";
import { defaultTiming, type TimerOrder, type Timing } from "../../src/sip/timing.ts";
import { writeMessage } from "../../src/sip/write-message.ts";

/** What becomes of a message on its way: after how many ms each copy arrives; none for one that is lost. */
export type Fate = (message: SipMessage, from: string, to: string, count: number) => readonly number[];

/** What a user does upon what it is told. */
export type User = (output: Told, world: World) => readonly AgentInput[];

type Told = Exclude<AgentOutput, { kind: "send" }> | Exclude<ProxyOutput, { kind: "send" }>;

export interface Node {
  /** What it does with an input; what it wants sent and told. */
  react(input: AgentInput): { readonly outputs: readonly (AgentOutput | ProxyOutput)[]; readonly timers: readonly TimerOrder[] };
  isIdle(): boolean;
}

export interface World {
  readonly nodes: Map<string, Node>;
  /** "F1 alice -> bob INVITE": what went over the network, in order. */
  readonly sent: { readonly time: number; readonly from: string; readonly to: string; readonly message: SipMessage }[];
  /** Sendings and arrivals in one order, as a trace has them. */
  readonly passes: { readonly way: "out" | "in"; readonly time: number; readonly at: string; readonly message: SipMessage }[];
  readonly told: { readonly time: number; readonly node: string; readonly output: Told }[];
  /** The handles of requests, with who sent them. */
  readonly asked: string[];
  time: number;
  /** Lets a user do something now. */
  act(node: string, ...inputs: readonly AgentInput[]): void;
  /** Lets a user do something later. */
  later(after: number, node: string, ...inputs: readonly AgentInput[]): void;
  /** Lets time pass until nothing is left to happen, or up to `until`. */
  run(until?: number): void;
}

interface Due {
  readonly time: number;
  readonly order: number;
  readonly node: string;
  readonly inputs: readonly AgentInput[];
  /** Of a timer. */
  readonly name?: string;
}

const LATENCY = 10;

export function newWorld(users: { readonly [node: string]: User }, fate: Fate = () => [0]): World {
  const due: Due[] = [];
  let order = 0;
  const plan = (after: number, node: string, inputs: readonly AgentInput[], name?: string) => {
    order += 1;
    due.push({ time: world.time + after, order, node, inputs, ...(name === undefined ? {} : { name }) });
  };
  const unplan = (node: string, name: string) => {
    const at = due.findIndex((other) => other.node === node && other.name === name);
    if (at >= 0) due.splice(at, 1);
  };
  const carry = (from: string, message: SipMessage) => {
    const to = destinationOf(message)?.host ?? "nowhere";
    world.sent.push({ time: world.time, from, to, message });
    world.passes.push({ way: "out", time: world.time, at: from, message });
    // What arrives is what was written: nothing but text passes between two of them.
    const arriving = parseStrict(writeMessage(message));
    if (isFault(arriving))
      throw new Error(`${from} sends ${writeMessage(message)}\nwhich is no SIP: ${arriving.what} (${arriving.clause})`);
    for (const delay of fate(arriving, from, to, world.sent.length)) plan(LATENCY + delay, to, [{ kind: "message", message: arriving }]);
  };
  const world: World = {
    nodes: new Map(),
    sent: [],
    passes: [],
    told: [],
    asked: [],
    time: 0,
    act(name, ...inputs) {
      const node = world.nodes.get(name);
      if (node === undefined) return;
      for (const input of inputs) {
        if (input.kind === "message") world.passes.push({ way: "in", time: world.time, at: name, message: input.message });
        const { outputs, timers } = node.react(input);
        const asks = input.kind === "request" || input.kind === "request within";
        if (asks && !outputs.some(({ kind }) => kind === "refused")) world.asked.push(`${name}: ${input.handle}`);
        for (const timer of timers) {
          unplan(name, timer.name);
          if (timer.after !== null) plan(timer.after, name, [{ kind: "timer", name: timer.name }], timer.name);
        }
        for (const output of outputs) {
          if (output.kind === "send") carry(name, output.message);
          else world.told.push({ time: world.time, node: name, output });
        }
        for (const output of outputs) if (output.kind !== "send") world.act(name, ...(users[name]?.(output, world) ?? []));
      }
    },
    later: (after, node, ...inputs) => plan(after, node, inputs),
    run(until = Number.POSITIVE_INFINITY) {
      for (;;) {
        let next = -1;
        for (const [index, one] of due.entries()) {
          const best = due[next];
          if (one.time <= until && (best === undefined || one.time < best.time || (one.time === best.time && one.order < best.order)))
            next = index;
        }
        const [first] = next < 0 ? [] : due.splice(next, 1);
        if (first === undefined) {
          if (Number.isFinite(until)) world.time = until;
          return;
        }
        world.time = first.time;
        world.act(first.node, ...first.inputs);
      }
    },
  };
  return world;
}

/** A user agent that is called what it is reached under: sip:<name>@<name>. */
export function addAgent(
  world: World,
  name: string,
  change: { readonly seed?: number; readonly timing?: Timing; readonly transport?: string } = {},
): () => Agent {
  let agent = newAgent({
    name,
    seed: change.seed ?? 1,
    address: `<sip:${name}@example.com>`,
    contact: `<sip:${name}@${name}>`,
    via: `SIP/2.0/${change.transport ?? "UDP"} ${name}`,
    allow: ["INVITE", "ACK", "CANCEL", "BYE", "PRACK", "UPDATE", "INFO", "OPTIONS", "MESSAGE", "REFER", "SUBSCRIBE", "NOTIFY", "REGISTER"],
    supported: ["100rel", "replaces"],
    events: ["presence", "refer"],
    referExpires: 60,
    timing: change.timing ?? defaultTiming,
  });
  world.nodes.set(name, {
    react(input) {
      const reaction = reactAgent(agent, input);
      agent = reaction.agent;
      return reaction;
    },
    isIdle: () => isIdle(agent),
  });
  return () => agent;
}

/** A proxy that is reached under its name. */
export function addProxy(world: World, name: string, locate: Locate, change: Partial<ProxyConfig> = {}): () => ProxyCore {
  let proxy = newProxy({
    name,
    seed: 1,
    via: `SIP/2.0/UDP ${name}`,
    recordRoute: `<sip:${name};lr>`,
    hosts: [name],
    supported: [],
    tryingAtOnce: true,
    timing: defaultTiming,
    ...change,
  });
  world.nodes.set(name, {
    react(input) {
      if (input.kind !== "message" && input.kind !== "timer" && input.kind !== "transport error" && input.kind !== "respond")
        return { outputs: [], timers: [] };
      const reaction = reactProxy(proxy, input, locate);
      proxy = reaction.proxy;
      return reaction;
    },
    isIdle: () => [proxy.transactions.open, proxy.contexts, proxy.branches].every((all) => Object.keys(all).length === 0),
  });
  return () => proxy;
}

/** "alice -> bob INVITE": what went over the network, without its time. */
export function ladder(world: World): readonly string[] {
  return world.sent.map(({ from, to, message }) => `${from} -> ${to} ${nameOf(message)}`);
}

export function nameOf(message: SipMessage): string {
  if (message.kind === "request") return message.method;
  const method = message.headers.find(({ name }) => name === "CSeq")?.value.split(" ")[1];
  return `${message.status} ${method}`;
}
