import { operation, path } from "callflow";
import { expect, test } from "vitest";
import type { LocalView } from "../../src/analysis/local-view.ts";
import { project } from "../../src/analysis/project.ts";
import type { Behaviour, Input, Output } from "../../src/engine/behaviour.ts";
import { drive } from "../../src/engine/drive.ts";
import { type Network, reliableNetwork } from "../../src/engine/network.ts";
import { participantBehaviour } from "../../src/engine/participant-behaviour.ts";
import { newParty, type Party } from "../../src/engine/party.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { TraceMessage } from "../../src/model/trace.ts";
import { allFlows } from "./six-flows.ts";
import { richFlow, smallFlow } from "./small-flow.ts";

interface Changes {
  readonly views?: (view: LocalView) => LocalView;
  readonly partyOf?: (view: LocalView) => Party;
  readonly network?: Network;
}

function run(flow: Flow, { views = (view) => view, partyOf, network = reliableNetwork(1) }: Changes = {}) {
  const projected = new Map([...project(flow).views].map(([id, view]) => [id, views(view)]));
  return drive(projected, {
    partyOf: partyOf ?? ((view) => newParty(participantBehaviour(), view, 1)),
    network,
    labelOf: (id) => `[${id}]`,
  });
}

const call = smallFlow(({ alice, proxy, bob }, flow) => {
  flow.given.session([path(alice, bob)], { media: ["audio"] });
  const decided = flow.action(alice, "decides");
  flow.request(path(alice, proxy, bob), operation("ask"), { using: [decided] }).reply("told");
});

test("events are numbered, labelled, and follow from an earlier one", () => {
  for (const { flow } of [...allFlows, { flow: richFlow }]) {
    const { events } = run(flow);
    for (const [at, { n, cause, hop, step, time, event, phase }] of events.entries()) {
      expect(n).toBe(at + 1);
      expect(step).toBe(hop === null ? null : `[${hop}]`);
      const because = cause === null ? undefined : events[cause - 1];
      if (because !== undefined) expect([because.n < n, because.time <= time, because.phase]).toEqual([true, true, phase]);
      if (event === "receive") expect(because).toMatchObject({ event: "send", hop: events[at]?.hop });
    }
  }
});

test("a cause is the last thing that was waited for, or what arrived", () => {
  const flow = run(call).events.filter(({ phase }) => phase === "flow");
  const begin = flow[0]?.n ?? 0;
  expect(flow.map(({ event, hop, cause }) => [event, hop, cause === null ? null : cause - begin])).toEqual([
    ["act", "a1", null],
    ["send", "m1.1", 0],
    ["receive", "m1.1", 1],
    ["send", "m1.2", 2],
    ["receive", "m1.2", 3],
    ["send", "m2.1", 4],
    ["receive", "m2.1", 5],
    ["send", "m2.2", 6],
    ["receive", "m2.2", 7],
  ]);
});

test("a participant with a wrong view makes the run fail where it acts upon it", () => {
  const wrong = (view: LocalView): LocalView => {
    if (view.participant !== "proxy") return view;
    return { ...view, events: view.events.map((event) => (event.element === "m1.1" ? { ...event, next: "server" } : event)) };
  };
  expect(run(call).failures).toEqual([]);
  expect(run(call, { views: wrong }).failures).toEqual([
    {
      element: "m1.2",
      reason: 'P-CSCF passes "ask" on to server, where its path leads, but the flow has it go to Bob',
      lacks: null,
    },
  ]);
});

test("what arrives is the event of the view that takes it", () => {
  const own = (view: LocalView): LocalView => ({
    ...view,
    events: view.events.map((event) =>
      view.participant === "bob" && event.element === "m1.2" ? { ...event, element: "bob's own" } : event,
    ),
  });
  const arrivals = run(call, { views: own }).events.filter(({ event, to }) => event === "receive" && to === "bob");
  expect(arrivals.at(-1)).toMatchObject({ hop: "bob's own", step: "[bob's own]" });
});

test("what the network loses does not arrive, and those who wait for it say so", () => {
  const lossy: Network = (sent) => (sent.hop === "m2.1" ? [] : [sent.time + 1]);
  const { events, failures, remainders } = run(call, { network: lossy });
  expect(events.at(-1)).toMatchObject({ event: "send", hop: "m2.1" });
  expect(failures).toEqual([]);
  expect(remainders.map(({ element, standing }) => `${element} ${standing}`)).toEqual([
    "m1.1 consequence",
    "m2.2 consequence",
    "m2.1 consequence",
    "m2.2 consequence",
  ]);
});

test("what the network doubles arrives twice; whoever does not expect it says so", () => {
  const twice: Network = (sent) => (sent.hop === "m1.2" ? [sent.time + 1, sent.time + 2] : [sent.time + 1]);
  const { events, failures } = run(call, { network: twice });
  expect(events.filter(({ event, hop }) => event === "receive" && hop === "m1.2")).toHaveLength(2);
  expect(failures).toEqual([{ element: "m1.2", reason: 'Bob receives "ask" from P-CSCF, which the flow does not send it', lacks: null }]);
});

/** Answers whatever comes, and has timers of its own: one that it starts three times in each phase, one that it stops. */
const echo: Behaviour<{ readonly left: number }> = {
  begin: () => ({ left: 0 }),
  react({ left }, input: Input) {
    const again = { name: "again", after: 100, event: 0 };
    switch (input.kind) {
      case "start":
        return {
          state: { left: 3 },
          outputs: [],
          timers: [again, { name: "never", after: 50, event: null }, { name: "never", after: null, event: null }],
        };
      case "timer":
        return { state: { left: left - 1 }, outputs: [], timers: left > 1 ? [again] : [] };
      case "arrival":
        return { state: { left }, outputs: [{ kind: "send", event: null, to: input.from, message: echoed(input.message) }], timers: [] };
    }
  },
  isOver: ({ left }) => left === 0,
  remainders: ({ left }) => (left === 0 ? [] : [{ event: 0, reason: `${left} left`, standing: "cause", isOpen: true }]),
};

function echoed(message: TraceMessage): TraceMessage {
  if (message.kind !== "named-signal") return message;
  return { ...message, name: `echo of ${message.name}`, role: "reply", via: message.via };
}

test("each participant may behave in its own way; what its view does not have belongs to no hop", () => {
  const { events, failures, remainders } = run(call, {
    partyOf: (view) => (view.participant === "bob" ? newParty(echo, view, 1) : newParty(participantBehaviour(), view, 1)),
  });
  const echoes = events.filter(
    ({ event, message }) => event === "send" && message?.kind === "named-signal" && message.name.startsWith("echo"),
  );
  expect(echoes[0]).toMatchObject({ from: "bob", hop: null, step: null });
  // What no view has follows from something else that went wrong, which is told.
  expect(failures).toEqual([]);
  expect(remainders.length).toBeGreaterThan(0);
  // "again" has expired three times in each phase, "never" not once.
  expect(remainders.filter(({ reason }) => reason.endsWith("left"))).toEqual([]);
});

test("an answer that did not go out through a relay is not passed on by it", () => {
  const astray: Behaviour<null> = {
    begin: () => null,
    react(state, input) {
      if (input.kind !== "arrival" || input.message.kind !== "named-signal") return { state, outputs: [], timers: [] };
      const told: TraceMessage = { ...input.message, name: "told", role: "reply", via: ["server", "alice"] };
      return { state, outputs: [{ kind: "send", event: null, to: input.from, message: told }], timers: [] };
    },
    isOver: () => true,
    remainders: () => [],
  };
  const { failures } = run(call, {
    partyOf: (view) => (view.participant === "bob" ? newParty(astray, view, 1) : newParty(participantBehaviour(), view, 1)),
  });
  expect(failures.map(({ reason }) => reason)).toContain('P-CSCF receives "told", whose request has not come through it');
});

test("a behaviour is told the seed, its own view and nothing else", () => {
  const seen: unknown[] = [];
  const spy: Behaviour<null> = {
    begin(view, seed) {
      seen.push([view.participant, seed]);
      return null;
    },
    react(state, input) {
      seen.push(input);
      return { state, outputs: [], timers: [] };
    },
    isOver: () => true,
    remainders: () => [],
  };
  run(
    smallFlow(({ alice, bob }, flow) => void flow.send(path(alice, bob), operation("hello"))),
    {
      partyOf: (view) => (view.participant === "bob" ? newParty(spy, view, 7) : newParty(participantBehaviour(), view, 7)),
    },
  );
  expect(seen).toEqual([
    ["bob", 7],
    { kind: "start", phase: "prelude" },
    { kind: "start", phase: "flow" },
    { kind: "arrival", from: "alice", message: expect.objectContaining({ kind: "named-signal", name: "hello" }) },
  ]);
});

test("a reaction leaves the state as it was: the same input brings the same again", () => {
  for (const { flow } of [...allFlows, { flow: richFlow }]) {
    run(flow, {
      partyOf(view) {
        const behaviour = participantBehaviour();
        let state = behaviour.begin(view, 1);
        return {
          view,
          react(input) {
            const reaction = behaviour.react(state, input);
            expect(behaviour.react(state, input)).toEqual(reaction);
            state = reaction.state;
            return reaction;
          },
          isOver: (phase) => behaviour.isOver(state, phase),
          remainders: () => behaviour.remainders(state),
        };
      },
    });
  }
});

test("what is sent to nobody is lost, and said to be missing by who waits for it", () => {
  const lost: Behaviour<null> = {
    begin: () => null,
    react(state, input) {
      const outputs: readonly Output[] =
        input.kind === "arrival" ? [{ kind: "send", event: null, to: "nobody", message: input.message }] : [];
      return { state, outputs, timers: [] };
    },
    isOver: () => true,
    remainders: () => [],
  };
  const { events, remainders } = run(call, {
    partyOf: (view) => (view.participant === "bob" ? newParty(lost, view, 1) : newParty(participantBehaviour(), view, 1)),
  });
  const lostOnes = events.filter(({ to }) => to === "nobody");
  expect(new Set(lostOnes.map(({ event }) => event))).toEqual(new Set(["send"]));
  expect(remainders.map(({ reason }) => reason).join()).toContain("Alice");
});
