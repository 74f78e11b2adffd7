import { as, defineFlow, group, item, operation, path, received, steps, text, thisFigure, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { flowOf, head, printed } from "./try-flow.ts";

test("prose names participants, cites steps and the figure, whatever their numbers become", () => {
  const flow = flowOf(({ a, b, c, d }, flow) => {
    flow.introduction(text`Where ${a} calls ${"somebody"}, as ${thisFigure} shows.`);
    const begin = flow.action(a, "begins");
    const invite = flow.request(path(a, b, c, d), sip.invite());
    const ok = invite.reply(200);
    const whole = flow.paragraph([ok, ok.ack()]);
    flow.note("flow", text`See ${begin}, ${invite}, ${invite.hop(2)}, ${invite.hops(1, 2)}, ${whole}, ${steps(begin, invite.hop(3), ok)}.`);
  });
  expect(printed(flow.introduction, flow)).toBe("Where A calls somebody, as figure 7 shows.");
  expect(printed(flow.notes[0]?.text, flow)).toBe("See step 1, steps 2-4, step 3, steps 2-3, steps 5-10, steps 1, 4 and 5-7.");
});

test("an item is quoted by its name, with the step in which its speaker has received it", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const ask = flow.request(path(a, b, c), operation("ask request"), { carries: { name: item("the name") } });
    const { name } = ask.items;
    const map = flow.action(c, text`looks up ${name} ${received(name)}`, { makes: { address: item("the address") } });
    flow.paragraph(map, text`${c} looks up ${name}, which it has ${received(name)}`);
    const answer = ask.reply("ask response", { carries: { address: map.items.address } });
    flow.paragraph(answer.hop(1), text`${c} tells ${map.items.address}`);
    flow.paragraph(answer.hop(2), text`${b} passes on ${answer.items.address} ${received(answer.items.address)}`);
  });
  const [, , action] = flow.body;
  expect(printed(action?.kind === "action" ? action.text : null, flow)).toBe("looks up the name received in step 2");
  expect(flow.paragraphs.slice(1).map((one) => printed(one.text, flow))).toEqual([
    "C looks up the name, which it has received in step 2",
    "C tells the address",
    "B passes on the address received in step 4",
  ]);
});

test("preconditions take letters, and prose cites them", () => {
  const flow = flowOf(({ a }, flow) => {
    flow.precondition("A is on.");
    const second = flow.precondition(text`${a} is registered.`);
    const action = flow.action(a, text`begins (see ${second})`);
    flow.note(second, text`Not ${action}`);
  });
  expect(flow.preconditions.map(({ letter, text }) => `${letter} ${printed(text, flow)}`)).toEqual(["a A is on.", "b A is registered."]);
  const [action] = flow.body;
  expect(printed(action?.kind === "action" ? action.text : null, flow)).toBe("begins (see precondition b)");
});

test("notes are numbered in the order in which they stand; a single one has no number", () => {
  const flow = flowOf(({ a, b, c }, flow) => {
    const first = flow.action(a, "begins");
    const last = flow.note("flow", "of the flow");
    const options = flow.request(path(a, b, c), sip.options());
    flow.note(options, text`late, before ${last}`);
    flow.editorsNote(first, "to be done");
    flow.note(first, "early");
  });
  expect(flow.notes.map(({ number, at, style }) => [number, at, style])).toEqual([
    [3, null, "note"],
    [2, "m1.2", "note"],
    [null, "a1", "editor"],
    [1, "a1", "note"],
  ]);
  expect(printed(flow.notes[1]?.text, flow)).toBe("late, before NOTE 3");
  expect(flowOf(({ a }, flow) => void flow.note(flow.action(a, "begins"), "alone")).notes[0]?.number).toBeNull();
});

test("departures and errata hang on what they are about", () => {
  const flow = flowOf(({ a, b }, flow) => {
    const options = flow.request(path(a, b), sip.options());
    const answer = options.reply(200);
    flow.departs(answer, { from: "RFC 1 §2", reason: "it is so" });
    flow.erratum(flow.paragraph([options, answer]), { where: "step 4", was: "x", now: "y", why: "z" });
    flow.erratum("flow", { where: "heading", was: "x", now: "y", why: "z" });
  });
  expect(flow.departures).toMatchObject([{ at: "m2", source: "RFC 1 §2", reason: "it is so" }]);
  expect(flow.errata).toMatchObject([{ at: "m2", where: "step 4", was: "x", now: "y", why: "z" }, { at: null }]);
});

test("what the head of a flow says", () => {
  const participants = {
    phone: ue("phone"),
    home: group("home", { desk: as("desk at home", { head: "desk" }), inner: group("inside", { box: as("box") }) }),
  };
  const modes = [
    { name: "server mode", covered: true },
    { name: "HTTP mode", covered: false },
  ];
  const flow = defineFlow({ ...head, modes, numbering: { sign: "~", end: ")" }, participants }, ({ phone, desk, box }, flow) => {
    flow.request(path(phone, desk, box), sip.register()).reply(200);
  });
  expect(flow.participants.map(({ id, name, head, type, group }) => [id, name, head, type, group])).toEqual([
    ["phone", "phone", "phone", "ue", null],
    ["desk", "desk at home", "desk", "as", "home"],
    ["box", "box", "box", "as", "inner"],
  ]);
  expect(flow.groups.map(({ id, name, parent }) => [id, name, parent])).toEqual([
    ["home", "home", null],
    ["inner", "inside", "home"],
  ]);
  expect(flow.modes.map(({ name, covered }) => [name, covered])).toEqual([
    ["server mode", true],
    ["HTTP mode", false],
  ]);
  expect(flow.numbering).toEqual({ kind: "numbering", sign: "~", prefix: "", end: ")" });
  expect(JSON.parse(JSON.stringify(flow))).toEqual(flow);
});
