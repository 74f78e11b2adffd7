import { path, proxy, ue } from "callflow";
import { sip } from "callflow/sip";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { titleOf } from "../../src/model/trace.ts";
import { checkTrace } from "../../src/trace/index.ts";
import { flowOf } from "./small-flow.ts";

// What only few of the six flows need, each with proxies between and judged by all checkers.

const parties = { alice: ue("Alice"), p1: proxy("Proxy 1"), p2: proxy("Proxy 2"), bob: ue("Bob") };
const near = { alice: ue("Alice"), p1: proxy("Proxy 1"), bob: ue("Bob") };

/** "alice > p1 CANCEL", for what is sent in the flow and printed, in the order of time. */
function sentIn(flow: Flow): readonly string[] {
  const { trace, ending, steps } = execute(flow, { seed: 1 });
  expect(trace.outcome.failures).toEqual([]);
  expect(checkTrace(trace)).toEqual([]);
  expect(ending).toBe("done");
  expect(steps).toBe(flow.steps.length);
  return trace.events.flatMap(({ event, phase, hop, from, to, message }) =>
    event === "send" && phase === "flow" && hop !== null && message !== null ? [`${from} > ${to} ${titleOf(message)}`] : [],
  );
}

const cancels = (sent: readonly string[]) => sent.slice(sent.indexOf("alice > p1 CANCEL")).toSorted();

/** A call that is given up, with a CANCEL that is answered from end to end. */
const relayed = (departs: boolean) =>
  flowOf(near, ({ alice, p1, bob }, flow) => {
    const way = path(alice, p1, bob);
    const invite = flow.request(way, sip.invite());
    invite.reply(180);
    const cancelled = flow.request(way, sip.cancel(invite)).reply(200);
    if (departs) flow.departs(cancelled, { from: "RFC 3261 §16.10", reason: "the source draws one answer" });
    const ended = invite.reply(487, { until: p1 });
    ended.ack();
    ended.onward();
    ended.ack();
  });

test("CANCEL that is drawn as answered from end to end fails at the answer, with what to write instead (RFC 3261 §9.2, §16.10)", () => {
  const { outcome, events } = execute(relayed(false), { seed: 1 }).trace;
  expect(outcome.failures).toEqual([
    {
      step: "7",
      reason:
        "Proxy 1 answers the CANCEL by itself (RFC 3261 §9.2, §16.10), but the flow has Bob answer it from end to end; write one CANCEL for each hop, each with its reply(200): path(alice, p1), path(p1, bob)",
    },
  ]);
  // The answer of the proxy does not wait for that of Bob.
  const sent = events.filter(({ event }) => event === "send").map(({ step }) => step);
  expect(sent.indexOf("8")).toBeLessThan(sent.indexOf("7"));
});

test("a departure records a CANCEL that is answered from end to end", () => {
  expect(cancels(sentIn(relayed(true))).filter((one) => one.endsWith("CANCEL"))).toEqual(["alice > p1 CANCEL", "p1 > bob CANCEL"]);
});

test("CANCEL through two proxies, an exchange on each hop", () => {
  const flow = flowOf(parties, ({ alice, p1, p2, bob }, flow) => {
    const invite = flow.request(path(alice, p1, p2, bob), sip.invite());
    invite.reply(180);
    flow.request(path(alice, p1), sip.cancel(invite)).reply(200);
    flow.request(path(p1, p2), sip.cancel(invite)).reply(200);
    flow.request(path(p2, bob), sip.cancel(invite)).reply(200);
    const ended = invite.reply(487, { until: p2 });
    ended.ack();
    ended.onward(p1);
    ended.ack();
    ended.onward();
    ended.ack();
  });
  expect(cancels(sentIn(flow))).toEqual([
    "alice > p1 ACK",
    "alice > p1 CANCEL",
    "bob > p2 200 OK",
    "bob > p2 487 Request Terminated",
    "p1 > alice 200 OK",
    "p1 > alice 487 Request Terminated",
    "p1 > p2 ACK",
    "p1 > p2 CANCEL",
    "p2 > bob ACK",
    "p2 > bob CANCEL",
    "p2 > p1 200 OK",
    "p2 > p1 487 Request Terminated",
  ]);
});

test("a CANCEL before any answer waits for one, and the flow that does not is told (RFC 3261 §9.1)", () => {
  const flow = flowOf(near, ({ alice, p1, bob }, flow) => {
    const way = path(alice, p1, bob);
    const invite = flow.request(way, sip.invite());
    flow.request(path(alice, p1), sip.cancel(invite)).reply(200);
    flow.request(path(p1, bob), sip.cancel(invite)).reply(200);
    const ended = invite.reply(487, { until: p1 });
    ended.ack();
    ended.onward();
    ended.ack();
  });
  const { outcome } = execute(flow, { seed: 1 }).trace;
  expect(outcome.ok).toBe(false);
  expect(outcome.failures[0]?.step).not.toBeNull();
});

test("two re-INVITEs that cross get 491 each, and one is sent again (RFC 3261 §14.1)", () => {
  const flow = flowOf(near, ({ alice, p1, bob }, flow) => {
    const [there, back] = [path(alice, p1, bob), path(bob, p1, alice)];
    const call = flow.given.session([there], { media: ["audio", "video"] });
    const audio = call.media("audio");
    const one = flow.request(there, sip.reinvite(call, { offer: [audio.at(alice)] }), { until: p1 });
    const other = flow.request(back, sip.reinvite(call, { offer: [audio.at(bob)] }), { until: p1 });
    one.onward();
    other.onward();
    const refused = one.reply(491, { until: p1 });
    refused.ack();
    refused.onward();
    refused.ack();
    const refusedToo = other.reply(491, { until: p1 });
    refusedToo.ack();
    refusedToo.onward();
    refusedToo.ack();
    const again = flow.request(there, sip.reinvite(call, { offer: [audio.at(alice)] }), { using: [refused] });
    again.reply(200, { answer: [audio.at(bob)] }).ack();
  });
  const sent = sentIn(flow);
  expect(sent.filter((one) => one.endsWith("491 Request Pending"))).toHaveLength(4);
});

test("an early dialog: reliable answers with PRACK each, and an UPDATE between them (RFC 3262, RFC 3311)", () => {
  const flow = flowOf(near, ({ alice, p1, bob }, flow) => {
    const way = path(alice, p1, bob);
    const call = flow.session(["audio"]);
    const invite = flow.request(way, sip.invite({ session: call, offer: [call.media().at(alice)] }));
    invite.reply(183, { reliable: true, answer: [call.media().at(bob)] });
    flow.request(way, sip.prack(call)).reply(200);
    flow.request(way, sip.update(call, { offer: [call.media().at(alice)] })).reply(200, { answer: [call.media().at(bob)] });
    invite.reply(180, { reliable: true });
    flow.request(way, sip.prack(call)).reply(200);
    invite.reply(200).ack();
    flow.expect.media(call.media(), [alice, bob]);
  });
  const sent = sentIn(flow);
  expect(sent.filter((one) => one.endsWith("PRACK"))).toHaveLength(4);
  // What was said as 200 to the UPDATE is what stands: the 200 to INVITE says nothing of media.
  const raw = execute(flow, { seed: 1 }).trace.events.flatMap(({ message }) => (message?.kind === "sip" ? [message.raw] : []));
  expect(raw.some((one) => /^SIP\/2.0 200[\s\S]*CSeq: \d+ INVITE[\s\S]*m=audio/u.test(one))).toBe(false);
});

test("every NOTIFY records the proxies it passes, the ones within its dialog too (RFC 6665 §4.3)", () => {
  const flow = flowOf(near, ({ alice, p1, bob }, flow) => {
    const refer = flow.request(path(alice, p1, bob), sip.refer({ target: alice }));
    refer.reply(202);
    const first = flow.request(path(bob, p1, alice), sip.notify(refer, { state: "active", fragment: 100 }));
    first.reply(200);
    flow.request(path(bob, p1, alice), sip.notify(refer, { state: "terminated", fragment: 200 })).reply(200);
  });
  sentIn(flow);
  const arrived = execute(flow, { seed: 1 }).trace.events.filter(
    ({ event, to, message }) => event === "receive" && to === "alice" && message?.kind === "sip" && message.raw.startsWith("NOTIFY "),
  );
  expect(arrived).toHaveLength(2);
  for (const { message } of arrived)
    expect(message?.kind === "sip" ? message.raw : "").toContain("\r\nRecord-Route: <sip:p1.callflow.invalid;lr>\r\n");
});

test("an INVITE that takes the place of a session, referred to by one of its ends (RFC 3891, RFC 3515)", () => {
  const transfer = (told: boolean) =>
    flowOf({ alice: ue("Alice"), p1: proxy("Proxy 1"), bob: ue("Bob"), carol: ue("Carol") }, ({ alice, p1, bob, carol }, flow) => {
      const first = flow.given.session([path(alice, p1, bob)], { media: ["audio"] });
      const second = flow.given.session([path(alice, p1, carol)], { media: ["audio"] });
      const refer = flow.request(path(alice, p1, bob), sip.refer({ target: carol, session: first, ...(told ? { replaces: second } : {}) }));
      refer.reply(202);
      const trying = flow.request(path(bob, p1, alice), sip.notify(refer, { state: "active", fragment: 100 }));
      trying.reply(200);
      const third = flow.session(["audio"]);
      const invite = flow.request(path(bob, p1, carol), sip.invite({ session: third, replaces: second, offer: [third.media().at(bob)] }), {
        using: [refer],
      });
      invite.reply(200, { answer: [third.media().at(carol)] }).ack();
      flow.request(path(carol, p1, alice), sip.bye(second)).reply(200);
      flow.request(path(bob, p1, alice), sip.notify(refer, { state: "terminated", fragment: 200 })).reply(200);
      flow.request(path(alice, p1, bob), sip.bye(first)).reply(200);
      flow.expect.media(third.media(), [bob, carol]);
      flow.expect.released(second, alice);
    });
  const sent = sentIn(transfer(true));
  expect(sent).toContain("carol > p1 BYE");
  const raws = execute(transfer(true), { seed: 1 }).trace.events.flatMap(({ event, message }) =>
    event === "receive" && message?.kind === "sip" ? [message.raw] : [],
  );
  const [referred] = raws.flatMap((raw) => /^Refer-To: <sip:carol@carol\.callflow\.invalid\?Replaces=([^>]*)>/m.exec(raw)?.[1] ?? []);
  const replaces = raws.flatMap((raw) => /^Replaces: ([^\r]*)/m.exec(raw)?.[1] ?? []);
  expect(referred).toBeDefined();
  expect(new Set(replaces)).toEqual(new Set([decodeURIComponent(referred ?? "")]));
  // Who has not been told of the dialog cannot name it.
  expect(execute(transfer(false), { seed: 1 }).trace.outcome.failures[0]?.reason).toContain(
    "knows no dialog of Carol that could be replaced (RFC 3891 §3)",
  );
});
