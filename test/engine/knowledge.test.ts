import { item, operation, path } from "callflow";
import { expect, test } from "vitest";
import type { Flow } from "../../src/model/flow.ts";
import { failuresOf, smallFlow } from "./small-flow.ts";

/** The ticket is made at the server, with the key that Alice is configured with, and passed on to Bob. */
const ticket = smallFlow(({ alice, proxy, server, bob }, flow) => {
  const key = flow.given.known([alice], "the key");
  const asked = flow.request(path(alice, proxy, server), operation("get ticket request"), { carries: { key } });
  const made = flow.action(server, "makes a ticket", { using: [asked], makes: { ticket: item("the ticket") } });
  const given = asked.reply("get ticket response", { using: [made], carries: { ticket: made.items.ticket } });
  flow.send(path(alice, bob), operation("show ticket"), { using: [given], carries: { ticket: given.items.ticket } });
});

function changed(change: Partial<Flow>): readonly string[] {
  return failuresOf({ ...ticket, ...change });
}

const without = (...ids: readonly string[]) => ({ body: ticket.body.filter(({ id }) => !ids.includes(id)) });
const uses = (message: string, ...using: readonly string[]) => ({
  messages: ticket.messages.map((one) => (one.id === message ? { ...one, using } : one)),
});

test("information is used by those who are configured with it, have made it, or have received it", () => {
  expect(failuresOf(ticket)).toEqual([]);
});

test("what nobody has been configured with cannot be sent", () => {
  expect(changed({ givens: [] })).toEqual(["1: Alice is to send the get ticket request with the key, which it never learns"]);
});

test("what nobody makes cannot be sent, and what comes after it only follows from that", () => {
  const body = ticket.body.map((element) => (element.kind === "action" ? { ...element, makes: [] } : element));
  expect(changed({ body })).toEqual([
    "4: the application server is to send the get ticket response with the ticket, which it never learns",
  ]);
});

test("what is learnt too late is told to be late", () => {
  const [action] = ticket.body.filter(({ kind }) => kind === "action");
  if (action === undefined) throw new Error("no action");
  const body = ticket.body.flatMap((element) => (element === action ? [] : element.id === "m2.1" ? [element, action] : [element]));
  expect(changed({ body })).toEqual([
    "4: the application server is to send the get ticket response upon the action of step 3, which it does only later",
  ]);
});

test("to act upon a message that went elsewhere, upon another's action, or upon nothing there is, fails in words", () => {
  const told = (using: string) => changed(uses("m3", using)).map((line) => line.replace(/^.*upon /u, ""));
  expect(told("m1")).toEqual([]);
  expect(told("a1")).toEqual(["the action of step 3 of the application server, of which it never learns"]);
  expect(told("m99")).toEqual(['"m99", which the flow does not have']);
  expect(changed(uses("m1", "m2"))).toEqual([
    "1: Alice is to send the get ticket request upon the get ticket response of steps 4-5, which it receives only later",
  ]);
  expect(changed(uses("m1", "m3"))).toEqual([
    '1: Alice is to send the get ticket request upon "show ticket" of step 6, which it sends only later',
  ]);
});

test("a relay passes on what it need not know, and may act upon what it has passed on", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const key = flow.given.known([alice], "the key");
    const passed = flow.send(path(alice, proxy, bob), operation("letter"), { carries: { key } });
    flow.send(path(proxy, server), operation("report"), { using: [passed] });
    flow.expect.neverLearns(proxy, key);
  });
  for (let seed = 0; seed < 50; seed += 1) expect(failuresOf(flow, seed)).toEqual([]);
});

test("an action waits for what it acts upon", () => {
  expect(changed(without("m1.1", "m1.2", "m2.1", "m2.2"))).toEqual([
    "3: the application server is to act upon the get ticket request, of which it never learns",
    '6: Alice is to send "show ticket" upon the get ticket response, of which it never learns',
  ]);
});
