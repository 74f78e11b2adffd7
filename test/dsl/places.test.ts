import { expect, test } from "vitest";
import type { Place } from "../../src/model/place.ts";
import { inFlow, runSource, wrongOf as wrongIn } from "./run-body.ts";

const run = (body: string) => runSource(inFlow(body));
const wrongOf = (body: string) => wrongIn(inFlow(body));
const FIRST = 3;
const at = (line: number, column: number): Place => ({ file: "flows/tried.ts", line: FIRST + line - 1, column });

test("each thing knows the call that made it", () => {
  const flow = run(`
flow.condition([a], "idle");
const invite = flow.request(path(a, b, c), sip.invite(),
  { until: b }); invite.trying(b);
    invite.onward();
const ok = invite.reply(200); ok.ack();
flow.note(ok, "x"); flow.departs(ok, { from: "x", reason: "x" });
flow.precondition("x");
  flow.erratum(ok, { where: "x", was: "x", now: "x", why: "x" });
flow.expect.registered(a, c);
flow.paragraph(ok);
flow.given.known([a], "x");
flow.variant("v", "x", (variant) => { variant.after(ok, () => flow.action(a, "x")); variant.expect.registered(b, c); });
`);
  expect(flow.place).toEqual({ file: "flows/tried.ts", line: 2, column: 8 });
  expect(flow.participants.map(({ place }) => place)).toEqual([27, 39, 54].map((column) => ({ file: "flows/tried.ts", line: 1, column })));
  expect(flow.body.map(({ place }) => place)).toEqual([
    at(2, 6),
    at(3, 21),
    at(4, 25),
    at(5, 12),
    ...[19, 19, 34, 34].map((column) => at(6, column)),
  ]);
  expect(flow.messages.map(({ place }) => place)).toEqual([at(3, 21), at(4, 25), at(6, 19), at(6, 34)]);
  expect(flow.notes[0]?.place).toEqual(at(7, 6));
  expect(flow.departures[0]?.place).toEqual(at(7, 26));
  expect(flow.preconditions[0]?.place).toEqual(at(8, 6));
  expect(flow.errata[0]?.place).toEqual(at(9, 8));
  expect(flow.expectations[0]?.place).toEqual(at(10, 13));
  expect(flow.paragraphs.map(({ place }) => place)).toContainEqual(at(11, 6));
  expect(flow.items[0]?.place).toEqual(at(12, 12));
  expect(flow.givens[0]?.place).toEqual(at(12, 12));
  expect(flow.variants[0]?.place).toEqual(at(13, 6));
  expect(flow.variants[0]?.steps[0]?.place).toEqual(at(13, 68));
  expect(flow.variants[0]?.expectations[0]?.place).toEqual(at(13, 100));
});

test("what cannot be built is said with the place of its call", () => {
  const invite = "const invite = flow.request(path(a, b, c), sip.invite(), { until: b });\n";
  expect(wrongOf(`${invite}invite.hop(3);`)).toBe("flows/tried.ts:4:8: INVITE has no hop 3. Its hops are counted from 1 to 2");
  expect(wrongOf(`${invite}invite.hops(2, 1);`)).toBe("flows/tried.ts:4:8: INVITE has no hops 2 to 1. Its hops are counted from 1 to 2");
  expect(wrongOf(`${invite}invite.trying(c);`)).toBe(
    "flows/tried.ts:4:8: c has not received INVITE by then. 100 (Trying) comes from one who has received the request",
  );
  expect(wrongOf(`${invite}invite.onward(a);`)).toBe(
    "flows/tried.ts:4:8: INVITE has no a ahead on its path. Name a participant that the message has not reached yet",
  );
  expect(wrongOf(`${invite}invite.onward(); invite.onward();`)).toBe(
    "flows/tried.ts:4:25: INVITE has passed its whole path. Name a participant that the message has not reached yet",
  );
  expect(wrongOf("flow.request(path(a), sip.invite());")).toBe("flows/tried.ts:3:6: INVITE has no way to go. A path has two ends at least");
  expect(wrongOf("const busy = flow.request(path(a, c), sip.invite()).reply(486);\nbusy.ack(); busy.ack();")).toBe(
    "flows/tried.ts:4:18: 486 Busy Here has no hop that is not acknowledged",
  );
});

test("what is no handle is said with the place of the call it is given to", () => {
  const handle = "something stands here that is no handle of the flow. Name what a call of the flow has returned";
  expect(wrongOf("flow.action(a, 'x');\nflow.action(a, 'x', { using: [undefined] });")).toBe(`flows/tried.ts:4:6: ${handle}`);
  expect(wrongOf("flow.paragraph([{}]);")).toBe(`flows/tried.ts:3:6: ${handle}`);
  expect(wrongOf("flow.variant('v', 'x', (variant) => variant.omit(7));")).toBe(`flows/tried.ts:3:45: ${handle}`);
  expect(wrongOf("flow.variant('v', 'x', (variant) => variant.after(null, () => {}));")).toBe(`flows/tried.ts:3:45: ${handle}`);
  expect(wrongOf("flow.note('flow', text`see $" + "{undefined}`);")).toBe(
    "flows/tried.ts:3:6: text holds undefined. Put a string there, a participant, an item, or something with a number",
  );
  expect(wrongOf("const known = flow.given.known([a], 'x');\nflow.action(a, text`x $" + "{received(known)}`);")).toBe(
    "flows/tried.ts:4:6: received() of what no message has carried. Take the item from the items of a message",
  );
});

test("a paragraph over nothing that is printed is refused", () => {
  const nothing = "the paragraph covers no step with a number. Give it what is printed and is in no later paragraph";
  expect(wrongOf("const o = flow.request(path(a, c), sip.options(), { show: 'hidden' });\nflow.paragraph(o, 'x');")).toBe(
    `flows/tried.ts:4:6: ${nothing}`,
  );
  expect(wrongOf("const o = flow.request(path(a, c), sip.options());\nflow.paragraph(o, 'x');\nflow.paragraph(o, 'y');")).toBe(
    `flows/tried.ts:4:6: ${nothing}`,
  );
});

test("what the author throws stays what it is", () => {
  expect(() => run("nobody();")).toThrow(ReferenceError);
});
