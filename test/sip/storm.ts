import fc from "fast-check";
import type { AgentInput } from "../../src/sip/agent/io.ts";
import { hashOf } from "../../src/sip/identifiers.ts";
import type { Header } from "../../src/sip/message.ts";
import type { Locate } from "../../src/sip/proxy/proxy.ts";
import { addAgent, addProxy, type Fate, newWorld, type User, type World } from "./world.ts";

/** What goes wrong on the network, by the number of the message; and what the two users do when, in ms. */
export interface Storm {
  /** TCP neither loses nor doubles. */
  readonly transport: "UDP" | "TCP";
  /** Of a hundred messages, so many are lost besides. */
  readonly loss: number;
  readonly seed: number;
  readonly faults: readonly { readonly at: number; readonly delays: readonly number[] }[];
  readonly acts: readonly Act[];
  readonly answers: readonly number[];
  readonly ringsReliably: boolean;
  readonly ringing: number;
  readonly describes: boolean;
}

export interface Act {
  readonly after: number;
  readonly who: "alice" | "bob";
  readonly what: "INVITE" | "UPDATE" | "BYE" | "CANCEL" | "REFER" | "MESSAGE" | "INFO" | "SUBSCRIBE";
}

const delays = fc.oneof(
  { weight: 3, arbitrary: fc.constant([] as number[]) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(0), fc.integer({ min: 0, max: 3000 })) },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1, max: 6000 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 800 })) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 0, max: 90000 })) },
);

export const storms: fc.Arbitrary<Storm> = fc.record({
  transport: fc.constantFrom("UDP" as const, "UDP" as const, "TCP" as const),
  loss: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  seed: fc.nat(1000),
  faults: fc.array(fc.record({ at: fc.integer({ min: 1, max: 60 }), delays }), { maxLength: 25 }),
  acts: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 12000 }),
      who: fc.constantFrom("alice" as const, "bob" as const),
      what: fc.constantFrom<Act["what"]>("INVITE", "UPDATE", "BYE", "CANCEL", "REFER", "MESSAGE", "INFO", "SUBSCRIBE"),
    }),
    { maxLength: 8 },
  ),
  answers: fc.array(fc.constantFrom(200, 200, 200, 200, 486, 603), { minLength: 1, maxLength: 4 }),
  ringsReliably: fc.boolean(),
  ringing: fc.integer({ min: 0, max: 4000 }),
  describes: fc.boolean(),
});

const sdp: readonly Header[] = [{ name: "Content-Type", value: "application/sdp" }];
const body = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n";

/** Plays it out to the very end. */
export function play(storm: Storm): World {
  const faults = new Map(storm.faults.map(({ at, delays: of }) => [at, of]));
  const lost = (count: number) => hashOf(`${storm.seed} ${count}`) % 100 < storm.loss;
  const fate: Fate = (_message, _from, _to, count) => {
    const [first = 0, ...copies] = faults.get(count) ?? [0];
    if (storm.transport === "TCP") return [first];
    return lost(count) || faults.get(count)?.length === 0 ? [] : [first, ...copies];
  };
  const world = newWorld({ alice: user("alice", storm), bob: user("bob", storm) }, fate);
  addAgent(world, "alice", { transport: storm.transport });
  const via = (name: string) => ({ via: `SIP/2.0/${storm.transport} ${name}` });
  const toSs2: Locate = ({ uri }) => ({
    kind: "forward",
    targets: [[uri === "sip:bob@biloxi" ? { uri: null, routes: ["<sip:ss2;lr>"] } : { uri: null }]],
  });
  addProxy(world, "ss1", toSs2, via("ss1"));
  addProxy(
    world,
    "ss2",
    ({ uri }) => ({ kind: "forward", targets: [[{ uri: uri === "sip:bob@biloxi" ? "sip:bob@bob" : null }]] }),
    via("ss2"),
  );
  addAgent(world, "bob", { transport: storm.transport });
  const draft = {
    method: "INVITE",
    uri: "sip:bob@biloxi",
    to: "<sip:bob@biloxi>",
    routes: ["<sip:ss1;lr>"],
    ...(storm.describes ? { headers: sdp, body } : {}),
  };
  world.act("alice", { kind: "request", handle: "alice 0", draft });
  let count = 0;
  const acts = storm.acts.toSorted((one, other) => one.after - other.after);
  for (const act of acts) {
    world.run(act.after);
    count += 1;
    world.act(act.who, ...inputsOf(world, act, `${act.who} ${count}`));
  }
  // Nobody waits for ever: what still rings is cancelled, and whoever has a dialog ends it; so too in a call that begins when an INVITE comes late.
  for (const time of [60_000, 200_000, 400_000]) {
    world.run(time);
    for (const handle of world.asked) world.act(handle.split(":")[0] ?? "", { kind: "cancel", handle: handle.split(": ")[1] ?? "" });
    for (const who of ["alice", "bob"] as const) {
      count += 1;
      world.act(who, ...inputsOf(world, { after: 0, who, what: "BYE" }, `${who} ${count}`));
    }
  }
  world.run();
  return world;
}

function inputsOf(world: World, { who, what }: Act, handle: string): readonly AgentInput[] {
  const dialog = openDialog(world, who);
  if (what === "CANCEL") return [{ kind: "cancel", handle: "alice 0" }];
  if (what === "MESSAGE")
    return [
      { kind: "request", handle, draft: { method: "MESSAGE", uri: "sip:bob@biloxi", to: "<sip:bob@biloxi>", routes: ["<sip:ss1;lr>"] } },
    ];
  if (what === "SUBSCRIBE") {
    const headers = [
      { name: "Event", value: "presence" },
      { name: "Expires", value: "20" },
    ];
    return [
      {
        kind: "request",
        handle,
        draft: { method: "SUBSCRIBE", uri: "sip:bob@biloxi", to: "<sip:bob@biloxi>", routes: ["<sip:ss1;lr>"], headers },
      },
    ];
  }
  if (dialog === null) return [];
  const headers = what === "REFER" ? [{ name: "Refer-To", value: "<sip:carol@carol>" }] : what === "INVITE" || what === "UPDATE" ? sdp : [];
  return [{ kind: "request within", handle, dialog, draft: { method: what, headers, body: headers === sdp ? body : "" } }];
}

function openDialog(world: World, who: string): string | null {
  const open = new Set<string>();
  for (const { node, output } of world.told) {
    if (node !== who || output.kind !== "dialog") continue;
    if (output.state === "ended") open.delete(output.dialog);
    else open.add(output.dialog);
  }
  return [...open].at(-1) ?? null;
}

/** Answers what it is asked, describes what it must, notifies of what it accepted. */
function user(name: string, storm: Storm): User {
  let answered = 0;
  return (output, world) => {
    switch (output.kind) {
      case "request": {
        const { transaction, request } = output;
        const described = request.body === "" ? [] : [{ headers: sdp, body }];
        const ok: AgentInput = { kind: "respond", transaction, draft: { status: 200, ...described[0] } };
        if (request.method === "INVITE") {
          const status = storm.answers[answered % storm.answers.length] ?? 200;
          answered += 1;
          const offer = status === 200 ? { headers: sdp, body } : {};
          world.later(storm.ringing, name, { kind: "respond", transaction, draft: { status, ...offer } });
          return [{ kind: "respond", transaction, draft: { status: 180 }, reliably: storm.ringsReliably }];
        }
        if (request.method === "UPDATE" || request.method === "PRACK") return [ok];
        if (request.method === "REFER" || request.method === "SUBSCRIBE")
          return [{ kind: "respond", transaction, draft: { status: request.method === "REFER" ? 202 : 200 } }];
        return [{ kind: "respond", transaction, draft: { status: 200 } }];
      }
      case "subscription": {
        const { dialog, subscription, state } = output;
        if (state !== "resp_wait" || dialog === null) return [];
        const [, , , event = "", id] = subscription.split(" ");
        const notify = (count: number, says: string): AgentInput => ({
          kind: "request within",
          handle: `${name} NOTIFY ${subscription} ${count}`,
          dialog,
          draft: {
            method: "NOTIFY",
            headers: [
              { name: "Event", value: id === undefined ? event : `${event};id=${id}` },
              { name: "Subscription-State", value: says },
            ],
          },
        });
        // A subscription to presence is left to expire, that of a REFER is ended.
        if (event === "refer") world.later(1500, name, notify(2, "terminated;reason=noresource"));
        return [notify(1, "active;expires=60")];
      }
      case "response": {
        const { handle, response, dialog } = output;
        if (response.status < 200 || response.status >= 300 || dialog === null) return [];
        const cseq = response.headers.find((header) => header.name === "CSeq")?.value ?? "";
        // The answer to an offer in a 2xx travels in the ACK.
        if (cseq.endsWith("INVITE") && !storm.describes && handle === "alice 0")
          return [{ kind: "acknowledge", handle, dialog, headers: sdp, body }];
        return [];
      }
      default:
        return [];
    }
  };
}
