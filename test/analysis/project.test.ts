import { hidden, item, operation, path } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import type { LocalEvent, LocalView } from "../../src/analysis/local-view.ts";
import { project } from "../../src/analysis/project.ts";
import type { Flow } from "../../src/model/flow.ts";
import { allFlows } from "../engine/six-flows.ts";
import { richFlow, smallFlow } from "../engine/small-flow.ts";

function viewOf(flow: Flow, participant: string): LocalView {
  const view = project(flow).views.get(participant);
  if (view === undefined) throw new Error(`no view of ${participant}`);
  return view;
}

/** "0 relay receives INVITE from alice → server" (the arrow: where the routing leads on), "1 end acts". */
function told(view: LocalView, phase: LocalEvent["phase"] = "flow"): readonly string[] {
  return view.events.flatMap(({ kind, role, peer, message, next, phase: its }, index) => {
    if (its !== phase) return [];
    const way =
      kind === "send" ? `sends ${message?.name} to ${peer}` : kind === "receive" ? `receives ${message?.name} from ${peer}` : kind;
    return [`${index} ${role} ${way}${next === null ? "" : ` → ${next}`}`];
  });
}

const afters = (view: LocalView) => view.events.map((event) => event.after);

test("an end sends and receives, a relay passes on; the routing of requests is that of their path", () => {
  const flow = smallFlow(
    ({ alice, proxy, bob }, flow) =>
      void flow
        .request(path(alice, proxy, bob), sip.invite())
        .reply(200)
        .ack(),
  );
  expect(told(viewOf(flow, "alice"))).toEqual([
    "0 end sends INVITE to proxy → proxy",
    "1 end receives 200 OK from proxy",
    "2 end sends ACK to proxy",
  ]);
  expect(told(viewOf(flow, "proxy"))).toEqual([
    "0 relay receives INVITE from alice → bob",
    "1 relay sends INVITE to bob",
    "2 relay receives 200 OK from bob",
    "3 relay sends 200 OK to alice",
    "4 relay receives ACK from alice",
    "5 relay sends ACK to bob",
  ]);
  expect(viewOf(flow, "proxy").events.map(({ pair }) => pair)).toEqual([1, 0, 3, 2, 5, 4]);
  expect(told(viewOf(flow, "bob"))[0]).toBe("0 end receives INVITE from proxy");
});

test("on a path that passes a participant twice, each passing has its own way on", () => {
  const flow = smallFlow(
    ({ alice, proxy, server, bob }, flow) => void flow.request(path(alice, proxy, server, proxy, bob), sip.options()).reply(200),
  );
  expect(told(viewOf(flow, "proxy"))).toEqual([
    "0 relay receives OPTIONS from alice → server",
    "1 relay sends OPTIONS to server",
    "2 relay receives OPTIONS from server → bob",
    "3 relay sends OPTIONS to bob",
    "4 relay receives 200 OK from bob",
    "5 relay sends 200 OK to server",
    "6 relay receives 200 OK from server",
    "7 relay sends 200 OK to alice",
  ]);
  expect(viewOf(flow, "proxy").events.map(({ pair }) => pair)).toEqual([1, 0, 3, 2, 5, 4, 7, 6]);
});

test("an end that its own message passes again is an end first and a relay then", () => {
  const flow = smallFlow(({ alice, server, bob }, flow) => void flow.send(path(server, alice, server, bob), operation("round")));
  expect(told(viewOf(flow, "server"))).toEqual([
    "0 end sends round to alice → alice",
    "1 relay receives round from alice → bob",
    "2 relay sends round to bob",
  ]);
});

test("one participant is a relay on one path and an end on another", () => {
  const flow = smallFlow(({ alice, server, bob }, flow) => {
    flow.request(path(alice, server, bob), sip.message());
    flow.request(path(alice, server), sip.message());
  });
  expect(told(viewOf(flow, "server"))).toEqual([
    "0 relay receives MESSAGE from alice → bob",
    "1 relay sends MESSAGE to bob",
    "2 end receives MESSAGE from alice",
  ]);
});

test("a hop that is not drawn is a hop all the same", () => {
  const flow = smallFlow(
    ({ alice, proxy, bob }, flow) => void flow.request(path(alice, hidden(proxy), bob), sip.message(), { show: "hidden" }),
  );
  expect(told(viewOf(flow, "proxy"))).toEqual(["0 relay receives MESSAGE from alice → bob", "1 relay sends MESSAGE to bob"]);
});

test("an end acts in its order; a relay passes on whatever the others do", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    flow.condition([alice, bob], "all is quiet");
    flow.action(proxy, "wakes up");
    flow.send(path(alice, proxy, bob), operation("one"));
    flow.send(path(alice, proxy, bob), operation("two"));
  });
  expect(afters(viewOf(flow, "alice"))).toEqual([[], [0], [1]]);
  expect(afters(viewOf(flow, "proxy"))).toEqual([[], [], [], [], []]);
  expect(viewOf(flow, "proxy").roots).toEqual({ prelude: [], flow: [0] });
  expect(viewOf(flow, "alice").followers).toEqual([[1], [2], []]);
});

test("strands are ordered within, not among each other; what follows waits for the end of each", () => {
  const flow = smallFlow(({ alice }, flow) => {
    flow.action(alice, "0");
    flow.par(
      () => {
        flow.action(alice, "1");
        flow.action(alice, "2");
      },
      () =>
        flow.par(
          () => void flow.action(alice, "3"),
          () => void flow.action(alice, "4"),
        ),
      () => {},
    );
    flow.action(alice, "5");
  });
  expect(afters(viewOf(flow, "alice"))).toEqual([[], [0], [1], [0], [0], [2, 3, 4]]);
});

test("strands that do not touch a participant do not touch its order; without anything before them they are roots", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.par(
      () => void flow.action(alice, "0"),
      () => void flow.action(alice, "1"),
    );
    flow.action(bob, "0");
    flow.par(
      () => void flow.action(alice, "2"),
      () => void flow.action(alice, "3"),
    );
    flow.action(bob, "1");
  });
  expect(afters(viewOf(flow, "alice"))).toEqual([[], [], [0, 1], [0, 1]]);
  expect(viewOf(flow, "alice").roots.flow).toEqual([0, 1]);
  expect(afters(viewOf(flow, "bob"))).toEqual([[], [0]]);
});

test("strands in which a participant only passes on leave its order as it is", () => {
  const flow = smallFlow(({ alice, proxy, bob }, flow) => {
    flow.action(proxy, "0");
    flow.par(
      () => void flow.send(path(alice, proxy, bob), operation("1")),
      () => void flow.send(path(bob, proxy, alice), operation("2")),
    );
    flow.action(proxy, "3");
  });
  expect(afters(viewOf(flow, "proxy"))).toEqual([[], [], [], [], [], [0]]);
});

test("what the prelude has brought is there when the flow begins, and not waited for", () => {
  const flow = smallFlow(({ alice, bob }, flow) => void flow.given.pending(path(alice, bob), sip.invite()).reply(200).ack());
  const view = viewOf(flow, "bob");
  expect(told(view, "prelude")).toEqual(["0 end receives INVITE from alice"]);
  expect(told(view)).toEqual(["1 end sends 200 OK to alice", "2 end receives ACK from alice"]);
  expect(afters(view)).toEqual([[], [], [1]]);
  expect(view.roots).toEqual({ prelude: [0], flow: [1] });
});

test("loops are unfolded, exchanges opened", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    flow.loop(
      "twice",
      2,
      () => void flow.exchange([alice, bob], "talk", () => void flow.request(path(alice, bob), sip.options()).reply(200)),
    );
  });
  const view = viewOf(flow, "bob");
  expect(told(view)).toEqual([
    "0 end receives OPTIONS from alice",
    "1 end sends 200 OK to alice",
    "2 end receives OPTIONS from alice",
    "3 end sends 200 OK to alice",
  ]);
  expect(view.events.map(({ element }) => element)).toEqual(["m1.1", "m2.1", "m1.1", "m2.1"]);
  expect(view.events.map(({ message }) => message?.answers?.id ?? null)).toEqual([null, "m1", null, "m1#2"]);
});

test("who acts upon something waits for it, wherever it has learnt it", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const passed = flow.send(path(alice, proxy, bob), operation("news"));
    flow.send(path(proxy, server), operation("report"), { using: [passed] });
  });
  expect(afters(viewOf(flow, "proxy"))).toEqual([[], [], [0]]);
  expect(viewOf(flow, "proxy").roots.flow).toEqual([]);
});

test("what a participant has not learnt is in its view, with the name that a sentence needs", () => {
  const flow = smallFlow(({ alice, server, bob }, flow) => {
    const known = flow.given.known([alice], "the key");
    const made = flow.action(server, "makes a ticket", { makes: { ticket: item("a ticket") } });
    const asked = flow.request(path(alice, server), operation("give a ticket"), { carries: { known } });
    asked.reply("ticket given", { using: [made], carries: { ticket: made.items.ticket } });
    flow.send(path(alice, bob), operation("boast"));
  });
  expect(project(flow).views.get("alice")?.configured).toEqual(["i1"]);
  for (const view of project(flow).views.values()) for (const event of view.events) expect(event.unlearnt).toEqual([]);

  const using = (...things: readonly string[]): Flow => ({
    ...flow,
    messages: flow.messages.map((message) => (message.id === "m3" ? { ...message, using: things } : message)),
  });
  const missing = (...things: readonly string[]) => viewOf(using(...things), "alice").events.at(-1)?.unlearnt;
  expect(missing("i1", "m1", "m2", "i2")).toEqual([]);
  expect(missing("a1")).toEqual([{ what: "a1", kind: "action", name: "the action of step 1 of the application server", later: null }]);
  expect(missing("m3")).toEqual([{ what: "m3", kind: "message", name: '"boast" of step 4', later: null }]);
  expect(missing("nothing")).toEqual([{ what: "nothing", kind: "unknown", name: "nothing", later: null }]);
  const early = { ...flow, messages: flow.messages.map((message) => (message.id === "m1" ? { ...message, using: ["m2"] } : message)) };
  expect(viewOf(early, "alice").events[0]?.unlearnt).toEqual([{ what: "m2", kind: "message", name: '"ticket given" of step 3', later: 1 }]);
  const unmade = { ...flow, givens: [] };
  expect(viewOf(unmade, "alice").events[0]?.unlearnt).toEqual([{ what: "i1", kind: "item", name: "the key", later: null }]);
});

test("a view knows what its participant is, and its neighbours by the names of the clause", () => {
  const flow = smallFlow(({ alice, proxy, server }, flow) => void flow.send(path(alice, proxy, server), operation("hello")));
  const view = viewOf(flow, "proxy");
  expect(view.type).toBe("proxy");
  expect([...view.names.values()]).toEqual(["P-CSCF", "Alice", "the application server"]);
});

test("nobody who is not declared is forgotten, and begins in the phase where it is met", () => {
  const flow = smallFlow(({ alice, bob }, flow) => void flow.send(path(alice, bob), operation("hello")));
  const body = flow.body.map((element) => (element.kind === "hop" ? { ...element, to: "carol" } : element));
  const view = viewOf({ ...flow, body }, "carol");
  expect(view).toMatchObject({ type: null, roots: { prelude: [], flow: [0] } });
  expect([...view.names.values()]).toEqual(["carol", "Alice", "Bob"]);
});

test("a message that the flow does not define is a hop without a message", () => {
  const flow = smallFlow(({ alice, bob }, flow) => void flow.send(path(alice, bob), operation("hello")));
  expect(told(viewOf({ ...flow, messages: [] }, "bob"))).toEqual(["0 end receives undefined from alice"]);
});

test("no view tells of the way beyond the neighbours", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => void flow.send(path(alice, proxy, server, bob), operation("hello")));
  expect(JSON.stringify(viewOf(flow, "alice"))).not.toContain("server");
  expect(viewOf(flow, "alice").events[0]?.message).toMatchObject({ origin: "alice", target: "bob", answers: null });
});

test("every hop of every flow is sent in one view and received in another", () => {
  for (const flow of [...allFlows.map((one) => one.flow), richFlow]) {
    const events = [...project(flow).views.values()].flatMap((view) => view.events);
    const count = (kind: LocalEvent["kind"]) => events.filter((event) => event.kind === kind).length;
    expect(count("send")).toBe(count("receive"));
    expect(count("send")).toBeGreaterThan(0);
    for (const { role, kind, pair } of events) if (role === "relay") expect(pair, `${kind} of a relay`).not.toBeNull();
  }
});
