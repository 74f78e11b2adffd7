import fc from "fast-check";
import { expect, test } from "vitest";
import { followTrace } from "../../src/engine/end-state.ts";
import { execute } from "../../src/engine/index.ts";
import { mediaGraph } from "../../src/engine/media-graph.ts";
import type { Moment } from "../../src/model/moment.ts";
import type { Trace } from "../../src/model/trace.ts";
import { momentsOf } from "../../src/trace/index.ts";
import { chain } from "../engine/chain.ts";
import { allFlows } from "../engine/six-flows.ts";
import { traceOfLines } from "./checkers/script.ts";
import { scripts } from "./checkers/scripts.ts";
import { traceOf } from "./checkers/trace-of-world.ts";
import { anyTrace } from "./traces.ts";

const traceOfFlow = (name: string): Trace => {
  const found = allFlows.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no flow ${name}`);
  return execute(found.flow, { seed: 1 }).trace;
};
const lastOf = (moments: readonly Moment[]): Moment => {
  const last = moments.at(-1);
  if (last === undefined) throw new Error("no moments");
  return last;
};
const at = (moments: readonly Moment[], step: string, event: string): Moment => {
  const found = moments.find((moment) => moment.step === step && moment.event === event);
  if (found === undefined) throw new Error(`nothing is ${event} in step ${step}`);
  return found;
};
const dialogsIn = ({ dialogs }: Moment) =>
  dialogs.map(({ number, participant, peer, madeBy, state }) => `${number} ${participant}-${peer} ${madeBy} ${state}`);
const mediaIn = ({ media }: Moment) =>
  media.map(({ component, from, to, anchor }) => `${component} ${from} > ${to}${anchor ? ` by ${anchor}` : ""}`);

test.each(allFlows)("$name ends as the engine says it does, for who reads the trace alone", ({ flow }) => {
  const { events } = execute(flow, { seed: 1 }).trace;
  const last = lastOf(momentsOf({ events }));
  const follower = followTrace();
  for (const event of events) follower.see(event);
  const end = follower.end();
  const sessions = [...flow.givens.flatMap((given) => (given.kind === "session" ? [given] : [])), ...flow.sessions];
  expect(sessions.length + end.registrations.size).toBeGreaterThan(0);
  for (const { id, media } of sessions)
    for (const component of media) {
      const flowing = last.media.filter((one) => one.session === id && one.component === component).map(({ from, to }) => `${from}|${to}`);
      expect(flowing.toSorted()).toEqual([...mediaGraph(end, component, id)].toSorted());
    }
  const registered = last.registrations.filter(({ state }) => state === "registered");
  expect(registered.map(({ participant, registrar }) => `${participant}|${registrar}`)).toEqual([...end.registrations]);
  const learnt = last.knowledge.flatMap(({ participant, what }) => (what.kind === "item" ? [`${participant}|${what.item}`] : []));
  expect(learnt.toSorted()).toEqual([...end.learnt].toSorted());
  expect(last.transactions).toEqual([]);
});

test("the dialogs, subscription and media of MMSC transfer", () => {
  const moments = momentsOf(traceOfFlow("mmsc-transfer"));
  const before = [
    "1 ue1-mmsc INVITE confirmed",
    "1 mmsc-ue1 INVITE confirmed",
    "2 mmsc-remote INVITE confirmed",
    "2 remote-mmsc INVITE confirmed",
  ];
  expect(dialogsIn(at(moments, "2", "act"))).toEqual(before);
  expect(mediaIn(at(moments, "2", "act"))).toEqual([
    "audio remote > ue1 by mmsc",
    "video remote > ue1 by mmsc",
    "audio ue1 > remote by mmsc",
    "video ue1 > remote by mmsc",
  ]);
  expect(dialogsIn(at(moments, "3", "send"))).toEqual([...before, "3 ue1-mmsc REFER trying"]);
  const accepted = at(moments, "8", "receive");
  expect(dialogsIn(accepted).slice(4)).toEqual(["3 ue1-mmsc REFER confirmed", "3 mmsc-ue1 REFER confirmed"]);
  expect(accepted.subscriptions.map(({ role, state, fragment }) => [role, state, fragment])).toEqual([
    ["subscriber", "accepted", null],
    ["notifier", "active", "100 Trying"],
  ]);
  expect(accepted.dialogs[4]).toMatchObject({
    ...{ role: "caller", session: "s1", localCseq: 1, remoteCseq: null },
    ...{ routeSet: ["sip:pcscf1.callflow.invalid;lr", "sip:scscf.callflow.invalid;lr"], remoteTarget: "sip:mmsc@mmsc.callflow.invalid" },
  });
  expect(at(moments, "26", "receive").dialogs[0]).toMatchObject({ participant: "ue1", offer: "other", remoteCseq: 1 });
  expect(at(moments, "27", "send").dialogs[0]).toMatchObject({ participant: "ue1", offer: "none" });
  const last = lastOf(moments);
  expect(dialogsIn(last).slice(4)).toEqual([
    "3 ue1-mmsc REFER terminated",
    "3 mmsc-ue1 REFER terminated",
    "4 mmsc-ue2 INVITE confirmed",
    "4 ue2-mmsc INVITE confirmed",
  ]);
  expect(last.subscriptions.map(({ state, expiresAt, fragment }) => [state, expiresAt, fragment])).toEqual(
    Array.from({ length: 2 }, () => ["terminated", null, "200 OK"]),
  );
  expect(last.knowledge.filter(({ what }) => what.kind === "referral")).toMatchObject([{ participant: "mmsc", step: "5", source: "ue1" }]);
});

test("an early dialog, and media by way of a mixer", () => {
  const moments = momentsOf(traceOfFlow("cmr-continue"));
  const early = moments.find(({ message }) => message?.status === 183);
  expect(dialogsIn(early ?? lastOf(moments))).toEqual(["1 clientA-server INVITE trying", "1 server-clientA INVITE early"]);
  expect(mediaIn(lastOf(moments)).filter((one) => one.startsWith("audio"))).toEqual([
    "audio clientA > resources by server",
    "audio clientB > resources by server",
    "audio resources > clientB",
    "audio resources > clientA",
  ]);
});

test("BYE ends a dialog and its media at once for who sends it", () => {
  const moments = momentsOf(traceOfFlow("mmsc-transfer, all-media"));
  const bye = moments.find(({ message }) => message?.method === "BYE");
  expect(bye?.dialogs.filter(({ number }) => number === 1).map(({ participant, state }) => [participant, state])).toEqual([
    ["ue1", "confirmed"],
    ["mmsc", "terminated"],
  ]);
  expect(bye?.media.some(({ from }) => from === "ue1")).toBe(false);
});

test("a registration is asked for, challenged and made", () => {
  const states = momentsOf(traceOfFlow("mcx-migration")).flatMap(({ registrations }) => registrations.map(({ state }) => state));
  expect(states.filter((state, n) => state !== states[n - 1])).toEqual(["asked", "challenged", "asked", "registered"]);
});

test("calls of other people are read the same way, going, coming, and mixed with repetitions", () => {
  for (const [name, lines] of Object.entries(scripts)) {
    const whole = traceOfLines(lines);
    const last = lastOf(momentsOf(whole));
    expect(last.dialogs.length + last.registrations.length, name).toBeGreaterThan(0);
    const twice = lastOf(momentsOf(traceOfLines(lines.flatMap((line) => [line, line]))));
    expect(dialogsIn(twice), name).toEqual(dialogsIn(last));
    const sent = lastOf(momentsOf(traceOf(whole.events.filter(({ event }) => event === "send"))));
    expect(dialogsIn(sent).toSorted(), name).toEqual(dialogsIn(last).toSorted());
    expect(sent.media.map((one) => JSON.stringify(one)).toSorted(), name).toEqual(last.media.map((one) => JSON.stringify(one)).toSorted());
  }
});

test("both ends of a dialog count the same, where nothing is lost", () => {
  for (const { name, flow } of allFlows) {
    const { dialogs } = lastOf(momentsOf(execute(flow, { seed: 1 }).trace));
    for (const one of dialogs) {
      const other = dialogs.find(({ number, participant }) => number === one.number && participant !== one.participant);
      expect([other?.remoteCseq, other?.remoteTag, other?.peer, other?.state], `${name} ${one.number}`).toEqual([
        one.localCseq,
        one.localTag,
        one.participant,
        one.state,
      ]);
    }
  }
});

test("a capture that begins or ends anywhere has moments too", () => {
  const { events } = traceOfFlow("mmsc-transfer");
  for (let cut = 0; cut <= events.length; cut += 1) {
    expect(momentsOf(traceOf(events.slice(0, cut)))).toHaveLength(cut);
    expect(momentsOf(traceOf(events.slice(cut)))).toHaveLength(events.length - cut);
  }
  fc.assert(fc.property(anyTrace, (trace) => momentsOf(trace).length === trace.events.length));
});

test("a moment is the same whatever follows, where nothing is on its way", () => {
  const { events } = traceOfFlow("mmsc-transfer");
  const whole = momentsOf(traceOf(events));
  expect(momentsOf(traceOf(events.slice(0, 102)))).toEqual(whole.slice(0, 102));
});

test("what does not change is the same object, and what is over is forgotten: memory grows with what changes", () => {
  const moments = momentsOf(execute(chain(2000, 8), { seed: 1 }).trace);
  expect(moments.length).toBeGreaterThan(3000);
  const lists = ["dialogs", "subscriptions", "registrations", "transactions", "media", "knowledge"] as const;
  for (const list of lists)
    for (const [n, moment] of moments.entries()) {
      const before = moments[n - 1];
      if (before !== undefined && before[list] !== moment[list]) expect(moment[list]).not.toEqual(before[list]);
    }
  expect(JSON.parse(JSON.stringify(moments[0]))).toEqual(moments[0]);
});
