import { expect, test } from "vitest";
import { sip } from "../../src/dsl/sip.ts";
import { item, operation, path } from "../../src/index.ts";
import { lintFlow } from "../../src/lint/index.ts";
import type { Flow, Participant } from "../../src/model/flow.ts";
import { broken, call } from "./call.ts";

const talk = call(({ alice, bob, carol }, flow) => {
  const session = flow.given.session([path(alice, bob)], { media: ["audio"] });
  const told = flow.send(path(alice, bob), operation("tell"), { carries: { word: item("the password") } });
  const { word } = told.items;
  flow.expect.media(session.media(), [alice, bob], { through: [carol] });
  flow.expect.released(session, bob);
  flow.expect.knows(bob, word);
  flow.expect.neverLearns(carol, word);
});

/** The flow with another participant in its n-th expectation. */
function expecting(at: number, change: object): Flow {
  return { ...talk, expectations: talk.expectations.map((one, index) => (index === at ? { ...one, ...change } : one)) };
}

test("expectations about who and what was there", () => {
  expect(broken(talk)).toEqual([]);
  expect(broken(expecting(0, { between: ["alice", "carol"] }))).toEqual([
    "flow/no-unfounded-expectation: Unexpected media at Carol, expected somebody who has part in the session",
  ]);
  expect(broken(expecting(0, { through: ["karol"] }))).toEqual([
    'participant/no-undeclared: Unexpected participant "karol", expected "carol", or a declaration',
  ]);
  expect(broken(expecting(1, { participant: "carol" }))).toEqual([
    "flow/no-unfounded-expectation: Unexpected release of Carol, expected somebody who has part in the session",
  ]);
  expect(broken(expecting(2, { participant: "carol" }))).toEqual([
    "flow/no-unfounded-expectation: Unexpected knowledge of the password at Carol, expected somebody who receives or makes it",
  ]);
});

test("a session that an INVITE makes has its parties and those it says media goes to", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    const session = flow.session(["audio"]);
    flow
      .request(path(alice, bob), sip.invite({ session, offer: [session.media().at(carol)] }))
      .reply(200, { answer: [session.media().at(bob)] })
      .ack();
    flow.expect.media(session.media(), [bob, carol]);
  });
  expect(broken(flow)).toEqual([]);
});

test("a participant that only a variant needs is not unused", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    const told = flow.send(path(alice, bob), operation("tell"));
    flow.variant("more", "there is more", (variant) => variant.after(told, () => void flow.send(path(bob, carol), operation("tell"))));
  });
  const without = flow.body.map((one) => (one.kind === "condition" ? { ...one, participants: ["alice", "bob", "relay"] } : one));
  expect(broken({ ...flow, body: without })).toEqual([]);
  expect(broken({ ...flow, body: without, variants: [] })).toEqual([
    'participant/no-unused: Unexpected participant "Carol" without a part, expected it in a step, or not declared',
  ]);
});

/** The flow with other declarations. */
function declaring(change: (participants: readonly Participant[]) => readonly Participant[]): readonly string[] {
  return broken({ ...talk, participants: change(talk.participants) });
}

test("two participants of one id, or of one name", () => {
  const twice = (change: object) => declaring((all) => [...all, ...all.slice(0, 1).map((one) => ({ ...one, ...change }))]);
  expect(twice({ name: "Alison" })).toEqual(['participant/no-duplicate: Unexpected second participant "alice", expected an id of its own']);
  expect(twice({ id: "alison" })).toContain(
    'participant/no-duplicate: Unexpected second participant named "Alice", expected a name of its own',
  );
});

test("groups that are not there, or stand in themselves", () => {
  const group = (id: string, parent: string | null) => ({ kind: "group", id, name: id, parent }) as const;
  const grouped = (...groups: Flow["groups"]) => broken({ ...talk, groups });
  expect(grouped(group("a", "b"), group("b", null), group("c", "b"))).toEqual([]);
  expect(grouped(group("a", "b"))).toEqual([
    'participant/no-undefined-group: Unexpected group "b" around "a", expected one that the flow has',
  ]);
  expect(grouped(group("a", "b"), group("b", "a"), group("c", "a"))).toEqual([
    'participant/no-undefined-group: Unexpected group "a" inside itself, expected it in another or in none',
  ]);
});

test.each([
  ["200 OK", "sip-response", null],
  ["200", "sip-response", null],
  ["200 OK (MESSAGE)", "sip-response", null],
  ["Accepted notification", "sip-response", null],
  ["200 Fine", "sip-response", "200 OK"],
  ["202 Accepted", "sip-response", "200 OK"],
  ["Instant message", "sip-request", null],
  ["MESSAGE after REFER", "sip-request", null],
  ["re-INVITE", "sip-request", "re-MESSAGE"],
])("a message called %j as a %s", (name, kind, expected) => {
  const flow = call(({ alice, bob }, flow) => void flow.request(path(alice, bob), sip.message()).reply(200));
  const named = { ...flow, messages: flow.messages.map((one) => (one.signal.kind === kind ? { ...one, name } : one)) };
  expect(lintFlow(named).map((one) => [one.rule, one.expected])).toEqual(expected === null ? [] : [["message/consistent-name", expected]]);
});

test("two NOTEs with one number, two without; Editor's notes have none", () => {
  const flow = call((_, flow) => {
    flow.note("flow", "one");
    flow.note("flow", "other");
    flow.editorsNote("flow", "open");
    flow.editorsNote("flow", "open too");
  });
  const numbered = (number: number | null) =>
    broken({ ...flow, notes: flow.notes.map((one) => (one.style === "note" ? { ...one, number } : one)) });
  expect(broken(flow)).toEqual([]);
  expect(numbered(1)).toEqual(["note/no-duplicate: Unexpected second NOTE 1, expected a number of its own"]);
  expect(numbered(null)).toEqual(["note/no-duplicate: Unexpected second NOTE without a number, expected a number of its own"]);
});
