import { expect, test } from "vitest";
import cmr from "../../../flows/cmr-continue.ts";
import cpm from "../../../flows/cpm-transfer-in-path.ts";
import mcx from "../../../flows/mcx-migration.ts";
import transfer from "../../../flows/mmsc-transfer.ts";
import { execute, parseFault } from "../../../src/engine/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { type TraceEvent, titleOf } from "../../../src/model/trace.ts";
import { BadInput } from "../../../src/model/wrong.ts";
import { checkTrace, writeTrace } from "../../../src/trace/index.ts";

const run = (flow: Flow, ...faults: readonly string[]) => execute(flow, { seed: 1, faults: faults.map(parseFault) });
const inFlow = (events: readonly TraceEvent[], kind: TraceEvent["event"]) =>
  events.filter(({ event, phase, message }) => event === kind && phase === "flow" && message !== null);
const titles = (events: readonly TraceEvent[]) =>
  events.map(({ from, to, message }) => `${from} > ${to} ${message === null ? "" : titleOf(message)}`);

test("what is lost on one hop is said again, and the flow goes on", () => {
  const { trace, ending, messages } = run(transfer, "drop 14");
  expect(trace.outcome).toMatchObject({ ok: true, failures: [] });
  expect(ending).toBe("done");
  expect(messages).toBeGreaterThan(run(transfer).messages);
  const lost = trace.events.find(({ event, step }) => event === "send" && step === "14");
  expect(trace.events.filter(({ cause, event }) => event === "receive" && cause === lost?.n)).toEqual([]);
  expect(checkTrace(trace, { isWhole: false })).toEqual([]);
});

test("what is lost as often as it is said is given up in words, at its step", () => {
  const { trace, ending } = run(transfer, "drop 17 always");
  expect(ending).toBe("failed");
  expect(trace.outcome.failures.length).toBeGreaterThan(0);
  const repeated = inFlow(trace.events, "send").filter(
    ({ from, to, message }) => from === "pcscf2" && to === "ue2" && message !== null && titleOf(message) === "INVITE",
  );
  expect(repeated.length).toBe(7);
});

test("what arrives twice does no harm", () => {
  const { trace } = run(transfer, "duplicate 17");
  const twice = inFlow(trace.events, "receive").filter(
    ({ cause }) => cause === trace.events.find(({ event, step }) => event === "send" && step === "17")?.n,
  );
  expect(twice).toHaveLength(2);
  expect(trace.outcome).toMatchObject({ ok: true });
});

test("a delay beyond T1 lets the sender say it again", () => {
  const { trace } = run(transfer, "delay 14 by 600ms");
  const [sent] = inFlow(trace.events, "send").filter(({ step }) => step === "14");
  const arrivals = trace.events
    .filter(({ event, cause }) => event === "receive" && cause === sent?.n)
    .map(({ time }) => time - (sent?.time ?? 0));
  expect(arrivals).toHaveLength(1);
  expect(arrivals[0]).toBeGreaterThanOrEqual(605);
  expect(trace.outcome).toMatchObject({ ok: true });
});

test("another final answer fails the flow at its step, and is acknowledged all the same", () => {
  const { trace, ending } = run(transfer, "answer 17 with 486");
  expect(ending).toBe("failed");
  expect(titles(inFlow(trace.events, "send")).slice(-8)).toEqual(
    expect.arrayContaining(["ue2 > pcscf2 486 Busy Here", "pcscf2 > ue2 ACK"]),
  );
  expect(trace.outcome.failures[0]?.reason).toContain("486");
  expect(checkTrace(trace, { isWhole: false })).toEqual([]);
  // The step of the reply names the same request.
  expect(run(transfer, "answer 18 with 486").trace.events).toEqual(trace.events);
});

test("a silent participant hears and goes on, but nobody hears it", () => {
  const { trace, ending } = run(transfer, "silence UE-2 from 17");
  expect(inFlow(trace.events, "send").filter(({ from }) => from === "ue2")).toEqual([]);
  expect(inFlow(trace.events, "receive").filter(({ to }) => to === "ue2").length).toBeGreaterThan(1);
  expect(ending).toBe("failed");
});

test("a crashed participant hears nothing any more", () => {
  const { trace, ending } = run(transfer, "crash ue2 from 17");
  expect(inFlow(trace.events, "send").filter(({ from }) => from === "ue2")).toEqual([]);
  expect(inFlow(trace.events, "receive").filter(({ to }) => to === "ue2")).toEqual([]);
  expect(ending).toBe("failed");
});

test("its own step is the first that a silent participant does not say", () => {
  const { trace } = run(transfer, "silence UE-2 from 18");
  const said = inFlow(trace.events, "send").filter(({ from }) => from === "ue2");
  expect(titles(said).filter((title) => title.includes("200"))).toEqual([]);
});

/** The order in which a participant hears two things. */
function order(trace: { readonly events: readonly TraceEvent[] }, at: string, first: string, second: string): readonly string[] {
  const heard = inFlow(trace.events, "receive").flatMap(({ to, message }) => (to === at && message !== null ? [titleOf(message)] : []));
  return heard.filter((title) => title === first || title === second);
}

test("a NOTIFY that overtakes the 202 is taken all the same (RFC 6665 §4.4.1)", () => {
  expect(order(run(transfer).trace, "ue1", "202 Accepted", "NOTIFY")[0]).toBe("202 Accepted");
  const { trace } = run(transfer, "notify-before-202");
  expect(order(trace, "ue1", "202 Accepted", "NOTIFY")[0]).toBe("NOTIFY");
  expect(trace.outcome).toMatchObject({ ok: true });
  expect(checkTrace(trace, { isWhole: false })).toEqual([]);
});

test("a re-INVITE that overtakes the ACK is dealt with", () => {
  expect(order(run(cmr).trace, "clientB", "ACK", "INVITE")[0]).toBe("ACK");
  const { trace } = run(cmr, "reinvite-before-ack");
  expect(order(trace, "clientB", "ACK", "INVITE")[0]).toBe("INVITE");
  expect(trace.outcome).toMatchObject({ ok: true });
});

test("a BYE overtakes the answer to the NOTIFY upon which it is sent", () => {
  const answers = (events: readonly TraceEvent[]) =>
    inFlow(events, "receive").flatMap(({ to, message }) => {
      const method = message?.kind === "sip" ? /^CSeq: (.*)$/m.exec(message.raw)?.[1]?.trim() : undefined;
      const isOne =
        message !== null && (titleOf(message) === "BYE" || (titleOf(message) === "200 OK" && method?.endsWith("NOTIFY") === true));
      return to === "csA" && isOne && message !== null ? [titleOf(message)] : [];
    });
  const [before, after] = [answers(run(cpm).trace.events), answers(run(cpm, "bye-against-notify").trace.events)];
  expect(before.at(-1)).toBe("BYE");
  expect(after.indexOf("BYE")).toBeLessThan(after.lastIndexOf("200 OK"));
  expect(run(cpm, "bye-against-notify").trace.outcome).toMatchObject({ ok: true });
});

test("what follows on the same hop overtakes what is reordered", () => {
  const { trace } = run(transfer, "reorder 8");
  expect(order(trace, "ue1", "202 Accepted", "NOTIFY")[0]).toBe("NOTIFY");
  expect(trace.outcome).toMatchObject({ ok: true });
});

test("what is lost for good is told first, at its step, and then what follows from it", () => {
  const { trace, losses } = run(cmr, "drop 3");
  expect(losses).toBe(1);
  expect(trace.outcome.failures).toEqual([
    {
      step: "3",
      reason: 'the "allocate conference resource" of the CMR Server to the CMR Resource Server is lost, and nobody says it again',
    },
    { step: null, reason: "before the first step: nobody answers the INVITE of CMR Client-A" },
  ]);
  const always = run(transfer, "drop 17 always").trace.outcome.failures;
  expect(always[0]).toEqual({ step: "17", reason: "the INVITE of P-CSCF-2 to UE-2 is lost, and so is each of its 6 repetitions" });
  // What is said again is not lost for good.
  expect(run(transfer, "drop 17", "answer 26 with 486")).toMatchObject({ losses: 0 });
});

test("an overtaking is addressed by the step of either message", () => {
  for (const step of ["8", "11"]) {
    const { trace } = run(transfer, `notify-before-202 at ${step}`);
    expect(order(trace, "ue1", "202 Accepted", "NOTIFY")[0]).toBe("NOTIFY");
  }
  expect(writeTrace(run(transfer, "notify-before-202 at 8").trace)).not.toBe(writeTrace(run(transfer).trace));
});

test("IMS AKA that does not fit: another key ends in 403, a sequence number out of range in resynchronisation", () => {
  expect(run(mcx, "rekey signalling user agent").trace.outcome.failures[0]?.reason).toContain("403 (Forbidden)");
  const { trace, recoveries } = run(mcx, "desynchronise agent");
  expect(trace.outcome.ok).toBe(true);
  expect(recoveries).toHaveLength(1);
});

test("identities that are mapped to somebody else are unknown where they come, and nobody is registered", () => {
  const { trace } = run(mcx, "mismap migration management server in the partner MC system");
  expect(trace.outcome.failures).toMatchObject([{ step: "5", reason: expect.stringContaining('as "another@callflow.invalid, sip:') }]);
  expect(trace.header.faults).toEqual(["mismap migration management server in the partner MC system"]);
  expect(checkTrace(trace, { isWhole: false })).toEqual([]);
});

test("several faults work together, and the same faults give the same bytes", () => {
  const faults = ["drop 3", "duplicate 17", "delay 44 by 2s"];
  const { trace } = run(transfer, ...faults);
  expect(trace.outcome).toMatchObject({ ok: true });
  expect(writeTrace(run(transfer, ...faults).trace)).toBe(writeTrace(trace));
  expect(writeTrace(run(transfer).trace)).not.toBe(writeTrace(trace));
});

test.each([
  [transfer, "drop 99", "mmsc-transfer has no step 99. Its steps go from 1 to 44"],
  [transfer, "drop 1", "nothing is sent in step 1 of mmsc-transfer. Name the step of a message"],
  [transfer, "answer 21 with 486", "step 21 of mmsc-transfer belongs to no SIP request that is answered in the flow"],
  [mcx, "answer 4 with 486", "step 4 of mcx-migration belongs to no SIP request"],
  [cmr, "answer 1 with 486", "step 1 of cmr-continue belongs to no SIP request"],
  [transfer, "silence UE-3 from 15", 'mmsc-transfer has no participant "UE-3". Participants: UE-1, '],
  [transfer, "rekey UE-1", "UE-1 has no part in a registration of mmsc-transfer. Name who registers"],
  [
    mcx,
    "mismap signalling user agent",
    "signalling user agent is configured with no mapping of identities in mcx-migration. Name who is: migration management server in the partner",
  ],
  [transfer, "mismap UE-1", "UE-1 is configured with no mapping of identities in mmsc-transfer. Try this with a flow whose server maps"],
  [mcx, "desynchronise UE-1", 'mcx-migration has no participant "UE-1"'],
  [transfer, "notify-before-202 at 3", "step 3 of mmsc-transfer has no answer to REFER or SUBSCRIBE that a NOTIFY follows on the same hop"],
  [
    transfer,
    "bye-against-notify",
    "mmsc-transfer has no answer to the NOTIFY that ends a subscription that a BYE follows on the same hop. Delay",
  ],
] as const)("%#: what the flow has no place for", (flow, fault, message) => {
  expect(() => run(flow, fault)).toThrow(BadInput);
  try {
    run(flow, fault);
  } catch (wrong) {
    expect(wrong instanceof BadInput ? `${wrong.message}. ${wrong.remedy}` : "").toContain(message);
  }
});

test("an ACK that the protocol says to its own 408 is not the ACK that the flow shows", () => {
  const { events } = execute(transfer, { seed: 1, faults: [parseFault("silence UE-2 from 18")] }).trace;
  const acks = events.filter(({ phase, message }) => phase === "flow" && message !== null && titleOf(message) === "ACK");
  expect(acks.map(({ event, from, to, hop, step }) => [event, from, to, hop, step])).toEqual([
    ["send", "scscf", "pcscf2", null, null],
    ["receive", "scscf", "pcscf2", null, null],
    ["send", "mmsc", "scscf", null, null],
    ["receive", "mmsc", "scscf", null, null],
  ]);
});
