import { expect, test } from "vitest";
import { sip } from "../../src/dsl/sip.ts";
import { execute } from "../../src/engine/index.ts";
import { defineFlow, path, proxy, reverse, ue } from "../../src/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { titleOf } from "../../src/model/trace.ts";
import { checkTrace } from "../../src/trace/index.ts";

const head = {
  id: "call",
  title: "A call",
  figure: { label: "1", caption: "A call" },
  source: { document: "", clause: "" },
  participants: { alice: ue("Alice"), middle: proxy("Proxy"), bob: ue("Bob") },
} as const;

function run(flow: Flow) {
  const { trace } = execute(flow, { seed: 1 });
  const sent = trace.events.filter(({ event, message }) => event === "send" && message !== null);
  const ladder = sent.map(
    ({ from, to, message, hop }) => `${from} > ${to} ${message === null ? "" : titleOf(message)}${hop === null ? " *" : ""}`,
  );
  return { outcome: trace.outcome, ladder, findings: checkTrace(trace) };
}

test("a call that is refused: the ACK goes hop by hop (RFC 3261 §17.1.1.3)", () => {
  const flow = defineFlow(head, ({ alice, middle, bob }, draft) => {
    const call = draft.session(["audio"]);
    const invite = draft.request(path(alice, middle, bob), sip.invite({ session: call, offer: [call.media().at(alice)] }));
    invite.reply(486).ack();
  });
  const { outcome, ladder, findings } = run(flow);
  expect(outcome.failures).toEqual([]);
  expect(ladder).toEqual([
    "alice > middle INVITE",
    "middle > bob INVITE",
    "bob > middle 486 Busy Here",
    "middle > alice 486 Busy Here",
    "middle > bob ACK",
    "alice > middle ACK",
  ]);
  expect(findings).toEqual([]);
});

test("a reliable answer is confirmed by PRACK, though the flow does not say so; what the flow does not have is marked", () => {
  const flow = defineFlow(head, ({ alice, middle, bob }, draft) => {
    const call = draft.session(["audio"]);
    const invite = draft.request(path(alice, middle, bob), sip.invite({ session: call, offer: [call.media().at(alice)] }));
    invite.reply(183, { answer: [call.media().at(bob)], reliable: true });
    invite.reply(200).ack();
    draft.expect.media(call.media(), [alice, bob]);
  });
  const { outcome, ladder, findings } = run(flow);
  expect(outcome).toMatchObject({ ok: true, failures: [] });
  expect(ladder.filter((line) => line.endsWith(" *"))).toEqual([
    "alice > middle PRACK *",
    "middle > bob PRACK *",
    "bob > middle 200 OK *",
    "middle > alice 200 OK *",
  ]);
  expect(findings).toEqual([]);
});

test("an offer in the 200 is answered in the ACK (RFC 3264 §4)", () => {
  const flow = defineFlow(head, ({ alice, middle, bob }, draft) => {
    const call = draft.session(["audio"]);
    const invite = draft.request(path(alice, middle, bob), sip.invite({ session: call }));
    const answer = invite.reply(200, { offer: [call.media().at(bob)] });
    answer.ack({ answer: [call.media().at(alice)] });
    draft.expect.media(call.media(), [alice, bob]);
  });
  const { outcome, findings } = run(flow);
  expect(outcome).toMatchObject({ ok: true, failures: [] });
  expect(findings).toEqual([]);
});

test("a call without any description: a source may leave them out", () => {
  const flow = defineFlow(head, ({ alice, middle, bob }, draft) => {
    draft
      .request(path(alice, middle, bob), sip.invite())
      .reply(200)
      .ack();
  });
  expect(run(flow).outcome).toMatchObject({ ok: true, failures: [] });
});

test("requests of all kinds, within and outside of a session", () => {
  const flow = defineFlow(head, ({ alice, middle, bob }, draft) => {
    const toBob = path(alice, middle, bob);
    const call = draft.given.session([toBob], { media: ["audio", "video"] });
    draft.request(toBob, sip.message()).reply(200);
    draft.request(toBob, sip.options()).reply(200);
    draft.request(toBob, sip.publish()).reply(200);
    draft.request(reverse(toBob), sip.info(call)).reply(200);
    draft
      .request(reverse(toBob), sip.update(call, { offer: [call.media("audio").at(bob, "sendonly"), call.media("video").removed()] }))
      .reply(200, {
        answer: [call.media("audio").at(alice, "recvonly"), call.media("video").removed()],
      });
    draft.request(toBob, sip.bye(call)).reply(200);
    draft.expect.released(call, bob);
  });
  const { outcome, findings } = run(flow);
  expect(outcome).toMatchObject({ ok: true, failures: [] });
  expect(findings).toEqual([]);
});

test("a call that is cancelled: 200 for the CANCEL, 487 for the INVITE (RFC 3261 §9)", () => {
  const flow = defineFlow({ ...head, participants: { alice: ue("Alice"), bob: ue("Bob") } }, ({ alice, bob }, draft) => {
    const toBob = path(alice, bob);
    const invite = draft.request(toBob, sip.invite());
    const ringing = invite.reply(180);
    const cancel = draft.request(toBob, sip.cancel(invite), { using: [ringing] });
    cancel.reply(200);
    invite.reply(487).ack();
  });
  const { outcome, ladder, findings } = run(flow);
  expect(outcome.failures).toEqual([]);
  expect(ladder).toEqual([
    "alice > bob INVITE",
    "bob > alice 180 Ringing",
    "alice > bob CANCEL",
    "bob > alice 200 OK",
    "bob > alice 487 Request Terminated",
    "alice > bob ACK",
  ]);
  expect(findings).toEqual([]);
});

test("BYE in a dialog that has ended", () => {
  const flow = defineFlow(head, ({ alice, middle, bob }, draft) => {
    const toBob = path(alice, middle, bob);
    const call = draft.given.session([toBob], { media: ["audio"] });
    draft.request(toBob, sip.bye(call)).reply(200);
    draft.request(reverse(toBob), sip.bye(call)).reply(200);
  });
  expect(run(flow).outcome.failures).toEqual([{ step: "5", reason: expect.stringContaining("Bob is to send BYE, but") }]);
});
