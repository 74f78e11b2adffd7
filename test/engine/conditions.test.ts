import { path, text } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { failuresOf, smallFlow } from "./small-flow.ts";

test("a condition that says a session is up is checked for each of its participants, then and there", () => {
  const flow = smallFlow(({ alice, proxy, server, bob }, flow) => {
    const call = flow.given.session([path(alice, proxy, server), path(server, bob)], { media: ["audio"] });
    flow.condition([alice, server, bob], "they talk", { holds: call });
    flow.condition([proxy, alice], "nothing is claimed");
    flow.request(path(alice, proxy, server), sip.bye(call)).reply(200);
    flow.condition([server, bob], "they still talk", { holds: call });
    flow.condition([alice, bob], "they talk again", { holds: call });
    flow.condition([proxy], "it talks, too", { holds: call });
  });
  expect(failuresOf(flow)).toEqual([
    "8: Alice does not have the session that is said to be up",
    "9: P-CSCF does not have the session that is said to be up",
  ]);
});

test("a session of the flow's own is up once it is answered; one that is refused is not, though it has rung", () => {
  const answered = (status: 200 | 486) =>
    smallFlow(({ alice, bob }, flow) => {
      const call = flow.session(["audio"]);
      const media = call.media();
      const invite = flow.request(path(alice, bob), sip.invite({ session: call, offer: [media.at(alice)] }));
      const early = invite.reply(183);
      flow.condition([alice], text`${early} is early`, status === 200 ? {} : { holds: call });
      invite.reply(status, status === 200 ? { answer: [media.at(bob)] } : {}).ack();
      flow.condition([alice, bob], "they talk", { holds: call });
      flow.expect.released(call, alice);
    });
  expect(failuresOf(answered(200))).toEqual(["expected: the session with Alice is released"]);
  expect(failuresOf(answered(486))).toEqual([
    "3: Alice does not have the session that is said to be up",
    "6: Alice does not have the session that is said to be up",
  ]);
});

test("a change that is refused leaves the session up", () => {
  const flow = smallFlow(({ alice, bob }, flow) => {
    const call = flow.given.session([path(alice, bob)], { media: ["audio"] });
    const removed = call.media().removed();
    flow
      .request(path(alice, bob), sip.reinvite(call, { offer: [removed] }))
      .reply(488, { answer: [removed] })
      .ack();
    flow.condition([alice, bob], "they talk", { holds: call });
    flow.expect.media(call.media(), [alice, bob]);
  });
  expect(failuresOf(flow)).toEqual([]);
});

test("a session that nobody has set up is not up", () => {
  const flow = smallFlow(({ alice }, flow) => void flow.condition([alice], "she talks", { holds: flow.session(["audio"]) }));
  expect(failuresOf(flow)).toEqual(["1: Alice does not have the session that is said to be up"]);
});
