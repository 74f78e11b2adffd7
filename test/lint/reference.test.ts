import { expect, test } from "vitest";
import { sip } from "../../src/dsl/sip.ts";
import { item, operation, path, received, steps, text } from "../../src/index.ts";
import type { Expectation } from "../../src/model/expectation.ts";
import type { Flow, Variant } from "../../src/model/flow.ts";
import { broken, call, throughRelay } from "./call.ts";

const asked = () =>
  call(({ alice, bob }, flow) => {
    const message = flow.request(path(alice, bob), sip.message());
    message.reply(200);
    flow.note(message, "Bob may be anywhere.");
    flow.erratum(message, { where: "step 1", was: "INFO", now: "MESSAGE", why: "no session" });
    flow.departs(message, { from: "RFC 3428 §4", reason: "for brevity" });
  });

const noVariant = { omits: [], sets: [], inserts: [], choices: [], messages: [], steps: [], paragraphs: [], expectations: [] };

function withVariant(flow: Flow, change: Partial<Variant>): Flow {
  const variant: Variant = { kind: "variant", id: "other", guard: "it is so", ...noVariant, place: flow.place, ...change };
  return { ...flow, variants: [variant] };
}

test("notes and errata hang on what is printed, departures on what is there", () => {
  const flow = asked();
  expect(broken(flow)).toEqual([]);
  const lost = 'reference/no-undefined-step: Unexpected reference to "m9", expected a step that the flow has';
  expect(broken({ ...flow, notes: flow.notes.map((one) => ({ ...one, at: "m9" })) })).toEqual([lost]);
  expect(broken({ ...flow, errata: flow.errata.map((one) => ({ ...one, at: "m9" })) })).toEqual([lost]);
  expect(broken({ ...flow, departures: flow.departures.map((one) => ({ ...one, at: "m9" })) })).toEqual([lost]);
  const hidden = call(({ alice, bob }, flow) => {
    const message = flow.request(path(alice, bob), sip.message(), { show: "hidden" });
    message.reply(200);
    flow.departs(message, { from: "RFC 3428 §4", reason: "for brevity" });
    flow.note(message, "Bob may be anywhere.");
  });
  expect(broken(hidden)).toEqual([
    "reference/no-undefined-step: Unexpected reference to MESSAGE, which has no number, expected a step that is printed",
  ]);
});

test.each<[Partial<Variant>, string]>([
  [{ omits: ["m9"] }, 'reference/no-undefined-step: Unexpected reference to "m9", expected a step that the flow has'],
  [
    { inserts: [{ kind: "insertion", after: "m9.1", body: [] }] },
    'reference/no-undefined-step: Unexpected reference to "m9.1", expected a step that the flow has',
  ],
  [
    { choices: [{ fragment: "f9", operand: 0 }] },
    'reference/no-undefined-step: Unexpected reference to "f9", expected a step that the flow has',
  ],
  [
    { choices: [{ fragment: "m1.1", operand: 0 }] },
    "reference/no-undefined-step: Unexpected reference to MESSAGE, which has no number, expected a step that is printed",
  ],
  [
    { sets: [{ kind: "parameter", id: "p9", media: { kind: "components", session: "s9", names: [] } }] },
    'reference/no-undefined-media: Unexpected parameter "p9", expected one that the flow has',
  ],
])("a variant that names what is not there: %j", (change, message) => {
  expect(broken(withVariant(asked(), change))).toContain(message);
});

test("a variant chooses an operand there is, and adds outside fragments", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.alt(
      ["yes", () => void flow.send(path(alice, bob), operation("yes"))],
      ["no", () => void flow.send(path(alice, bob), operation("no"))],
    );
  });
  expect(broken(withVariant(flow, { choices: [{ fragment: "f1", operand: 1 }] }))).toEqual([]);
  expect(broken(withVariant(flow, { choices: [{ fragment: "f1", operand: 2 }] }))).toEqual([
    "reference/no-undefined-step: Unexpected choice of operand 3 in variant other, expected one of 2",
  ]);
  expect(broken(withVariant(flow, { inserts: [{ kind: "insertion", after: "m1.1", body: [] }] }))).toEqual([
    'reference/no-undefined-step: Unexpected place "m1.1" of what variant other adds, expected one outside exchanges and fragments',
  ]);
});

test("prose of a step looks back, a NOTE looks anywhere", () => {
  const flow = call(({ alice, bob }, flow) => {
    const first = flow.request(path(alice, bob), sip.message());
    const answer = first.reply(200);
    flow.note(first, text`After ${steps(first, answer)} all is said.`);
    flow.action(alice, text`remembers ${steps(first, answer)}`);
  });
  expect(broken(flow)).toEqual([]);
  const ahead = flow.paragraphs.map((one, at) => (at === 0 ? { ...one, text: [{ kind: "steps", of: ["m1", "a1"] } as const] } : one));
  expect(broken({ ...flow, paragraphs: ahead })).toEqual([
    "reference/no-later-step: Unexpected reference to step 3, which comes later, expected an earlier step",
  ]);
});

test("a paragraph over several steps cites one of them, not all", () => {
  const flow = (all: boolean) =>
    call(({ alice, bob }, flow) => {
      const first = flow.request(path(alice, bob), sip.message());
      const answer = first.reply(200);
      flow.paragraph([first, answer], text`Alice writes, and what she wrote in ${all ? steps(first, answer) : first} is taken.`);
    });
  expect(broken(flow(false))).toEqual([]);
  expect(broken(flow(true))).toEqual(["reference/no-self-reference: Unexpected reference of MESSAGE to itself, expected an earlier step"]);
});

test("who uses itself, or what is nowhere, is told so once", () => {
  const flow = call(({ alice }, flow) => void flow.action(alice, "thinks"));
  const using = (id: string): Flow => ({ ...flow, body: flow.body.map((one) => (one.kind === "action" ? { ...one, using: [id] } : one)) });
  expect(broken(using("a1"))).toEqual(["reference/no-self-reference: Unexpected use of this action by itself, expected an earlier one"]);
  expect(broken(using("a9"))).toEqual([
    'reference/no-undefined-message: Unexpected use of "a9", expected a message, an action or an item of the flow',
  ]);
});

test("components of a session are looked for through parameters and rests", () => {
  const flow = call(({ alice, bob }, flow) => {
    const session = flow.given.session([path(alice, bob)], { media: ["audio", "video"] });
    const moved = flow.parameter(session.media("video"));
    flow.expect.media(session.mediaExcept(moved), [alice, bob]);
  });
  expect(broken(flow)).toEqual([]);
  // The DSL refuses a name that the session does not have; data may have it.
  const media = { kind: "components", session: "s1", names: ["text"] } as const;
  const other: Flow = { ...flow, parameters: flow.parameters.map((one) => ({ ...one, media })) };
  expect(broken(other)).toEqual(['reference/no-undefined-media: Unexpected component "text", expected one of audio, video']);
});

test("a session that no INVITE sets up is nowhere", () => {
  const flow = call(({ alice, bob }, flow) => {
    const session = flow.session(["audio"]);
    flow.request(path(alice, bob), sip.bye(session)).reply(200);
  });
  expect(broken(flow)).toContain(
    'reference/no-undefined-media: Unexpected session "s1", expected one that is given or that an INVITE sets up',
  );
});

test("received in a step that is not printed, by somebody, or by nobody", () => {
  const flow = call(({ alice, bob, carol }, flow) => {
    const told = flow.send(path(alice, bob), operation("tell"), { carries: { word: item("the password") }, show: "hidden" });
    const { word } = told.items;
    flow.action(bob, text`keeps ${word} ${received(word)}`);
    flow.action(carol, "listens");
    flow.note("flow", "nobody speaks");
  });
  expect(broken(flow)).toEqual([
    'reference/no-undefined-step: Unexpected reference to "tell", which has no number, expected a step that is printed',
  ]);
  const note = flow.notes.map((one) => ({ ...one, text: [{ kind: "received", message: "m1", by: "" } as const] }));
  expect(broken({ ...flow, notes: note })).toContain(
    'reference/consistent-receiver: Unexpected "tell" received by nobody, expected Bob, who receives it',
  );
});

test("a paragraph may say what its speaker does with what came in its own first step, not in its last", () => {
  const flow = call((handles, flow) => {
    const told = flow.send(throughRelay(handles), operation("tell"), { carries: { word: item("the password") } });
    flow.paragraph(told, text`It is passed on.`);
  });
  const saying = (by: string): Flow => ({
    ...flow,
    paragraphs: flow.paragraphs.map((one, at) => (at === 0 ? { ...one, text: [{ kind: "received", message: "m1", by } as const] } : one)),
  });
  expect(broken(saying("relay"))).toEqual([]);
  expect(broken(saying("bob"))).toEqual([
    'reference/no-self-reference: Unexpected reference of "tell" to itself, expected an earlier step',
  ]);
});

test("a condition that says a session holds which nobody has, a rest of something nobody has", () => {
  const flow = call(({ alice, bob }, flow) => {
    const session = flow.given.session([path(alice, bob)], { media: ["audio"] });
    flow.condition([alice, bob], "they talk", { holds: session });
    flow.expect.media(session.mediaExcept(session.media("audio")), [alice, bob]);
  });
  expect(broken(flow)).toEqual([]);
  const other = flow.body.map((one) => (one.kind === "condition" && one.holds !== null ? { ...one, holds: "s9" } : one));
  expect(broken({ ...flow, body: other })).toEqual([
    'reference/no-undefined-media: Unexpected session "s9", expected one that is given or that an INVITE sets up',
  ]);
  const of = { kind: "components", session: "s1", names: ["adio"] } as const;
  const rest = flow.expectations.map(
    (one): Expectation => (one.kind === "media" ? { ...one, media: { kind: "rest", session: "s1", all: ["audio"], of } } : one),
  );
  expect(broken({ ...flow, expectations: rest })).toEqual([
    'reference/no-undefined-media: Unexpected component "adio", expected one of audio',
  ]);
});

test("an action that makes an unknown item, a message that uses something unknown", () => {
  const flow = call(({ alice, bob }, flow) => {
    flow.action(alice, "thinks");
    flow.send(path(alice, bob), operation("tell"));
  });
  const making = flow.body.map((one) => (one.kind === "action" ? { ...one, makes: ["i9"] } : one));
  expect(broken({ ...flow, body: making })).toEqual([
    'reference/no-undefined-item: Unexpected information "i9", expected an item of the flow',
  ]);
  const using = flow.messages.map((one) => ({ ...one, using: ["m9"] }));
  expect(broken({ ...flow, messages: using })).toEqual([
    'reference/no-undefined-message: Unexpected use of "m9", expected a message, an action or an item of the flow',
  ]);
});
