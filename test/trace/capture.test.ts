import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { execute, parseFault } from "../../src/engine/index.ts";
import { printLabel } from "../../src/model/step-label.ts";
import type { Trace } from "../../src/model/trace.ts";
import { writePcapng } from "../../src/trace/index.ts";
import { allFlows } from "../engine/six-flows.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { blocksIn, datagramIn, fieldsIn, packetsIn } from "./read-blocks.ts";

const hasTshark = spawnSync("tshark", ["--version"]).status === 0;
if (!hasTshark) console.warn("\nSKIPPED: no tshark to open captures with. Debian: tshark.\n");

/** Of the severities of tshark. */
const WARNING = 0x600000;

const [transfer] = allFlows;
if (transfer === undefined) throw new Error("no flows");
const run = (faults: readonly string[] = [], flow = transfer.flow) =>
  execute(flow, { seed: 1, faults: faults.map((fault) => parseFault(fault)) }).trace;

test.each(allFlows)("$name: each message once, exactly as it was sent, under the names of the flow", ({ flow }) => {
  const trace = run([], flow);
  const bytes = writePcapng(trace, flow);
  expect(
    blocksIn(bytes)
      .map(({ type }) => type)
      .slice(0, 3),
  ).toEqual([0x0a0d0d0a, 1, 4]);
  const names = namesIn(bytes);
  expect([...names.values()]).toEqual(flow.participants.map(({ name }) => name));
  const nameOf = (id: string) => flow.participants.find((one) => one.id === id)?.name;
  const sent = trace.events.filter(({ event }) => event === "send");
  const packets = packetsIn(bytes).map(({ frame, comment }) => ({ ...datagramIn(frame), comment }));
  expect(packets.map(({ from, to, payload, port }) => [names.get(from), names.get(to), port, payload])).toEqual(
    sent.map(({ from, to, message }) =>
      message?.kind === "sip" ? [nameOf(from), nameOf(to), 5060, message.raw] : [nameOf(from), nameOf(to), 50_600, JSON.stringify(message)],
    ),
  );
  const begins = packets.map(({ comment }) => comment.split(/[ :,]/)[0]);
  expect(begins).toEqual(
    sent.map(({ step, phase, hop }) => (step !== null ? "step" : phase === "prelude" ? "prelude" : hop === null ? "no" : "not")),
  );
  const steps = packets.flatMap(({ comment }) => /^step (\w+)/.exec(comment)?.[1] ?? []);
  const printed = flow.steps.filter(({ kind }) => kind === "message").map(({ number }) => printLabel(number));
  expect(new Set(steps)).toEqual(new Set([...printed, ...steps.filter((step) => !printed.includes(step))]));
});

test("the comments of MMSC transfer", () => {
  const comments = packetsIn(writePcapng(run(), transfer.flow)).map(({ comment }) => comment);
  expect(comments[0]).toBe("prelude: INVITE from UE-1 to P-CSCF-1");
  expect(comments.find((one) => one.startsWith("step 3 "))).toBe("step 3 (3~5): REFER from UE-1 to P-CSCF-1");
  expect(comments.find((one) => one.startsWith("step 12 "))).toBe("step 12 (9~14): 200 OK to NOTIFY from UE-1 to P-CSCF-1");
});

test("time goes on from prelude to flow, and is that of the trace", () => {
  const trace = run();
  const times = packetsIn(writePcapng(trace, transfer.flow)).map(({ time }) => Number(time / 1000n) - Date.UTC(2000, 0, 1));
  const prelude = Math.max(...trace.events.filter(({ phase }) => phase === "prelude").map(({ time }) => time));
  const sent = trace.events.filter(({ event }) => event === "send");
  expect(times).toEqual(sent.map(({ phase, time }) => time + (phase === "flow" ? prelude : 0)));
});

test("what is lost is there, and says so; what the network doubles is there twice", () => {
  const lost = packetsIn(writePcapng(run(["drop 4"]), transfer.flow)).map(({ comment }) => comment);
  expect(lost.filter((one) => one.startsWith("step 4 "))).toEqual([
    "step 4 (3~5): REFER from P-CSCF-1 to S-CSCF; it does not arrive",
    ...lost.filter((one) => one.startsWith("step 4 ")).slice(1),
  ]);
  expect(lost.filter((one) => one.endsWith("it does not arrive"))).toHaveLength(1);
  const doubled = packetsIn(writePcapng(run(["duplicate 4"]), transfer.flow)).map(({ comment }) => comment);
  expect(doubled.filter((one) => one.startsWith("step 4 "))).toEqual([
    "step 4 (3~5): REFER from P-CSCF-1 to S-CSCF; it arrives 2 times",
    "step 4 (3~5): REFER from P-CSCF-1 to S-CSCF; a copy that the network has made",
  ]);
});

test("a trace of arrivals alone has each message once as well", () => {
  const { events } = run();
  const only = (kind: string) => ({ ...run(), events: events.filter(({ event }) => event === kind) }) as Trace;
  expect(packetsIn(writePcapng(only("receive"), transfer.flow))).toHaveLength(packetsIn(writePcapng(only("send"), transfer.flow)).length);
});

test("a message that is larger than a datagram is refused in words", () => {
  const trace = run();
  const [first] = trace.events;
  if (first?.message?.kind !== "sip") throw new Error("no message");
  const large = { ...first, message: { ...first.message, raw: first.message.raw + "x".repeat(70_000) } };
  expect(() => writePcapng({ ...trace, events: [large] }, transfer.flow)).toThrow(/event 1 of the trace, INVITE, has 70\d+ octets/);
});

test.skipIf(!hasTshark).each(allFlows)("tshark finds nothing wrong with $name, and the same methods and CSeqs", ({ flow }) => {
  const trace = run([], flow);
  const shown = shownBy(writePcapng(trace, flow));
  expect(shown.map(({ method, status, cseq, text }) => [method, status, cseq, text])).toEqual(
    trace.events
      .filter(({ event }) => event === "send")
      .map(({ message }) => {
        if (message?.kind !== "sip") return ["", "", "", "named-signal"];
        const [first, second] = message.raw.split(" ");
        const cseq = /^CSeq: (.*)\r$/m.exec(message.raw)?.[1] ?? "";
        return first === "SIP/2.0" ? ["", second, cseq, ""] : [first, "", cseq, ""];
      }),
  );
  expect(shown.filter(({ wrong }) => wrong)).toEqual([]);
});

test.skipIf(!hasTshark)("tshark does notice what is wrong", () => {
  const trace = run();
  const spoil = (n: number, was: string, is: string) => (event: Trace["events"][number]) =>
    event.n === n && event.message?.kind === "sip"
      ? { ...event, message: { ...event.message, raw: event.message.raw.replace(was, is) } }
      : event;
  const events = trace.events.map(spoil(1, "Content-Length: 246", "Content-Length: abc")).map(spoil(3, "Max-Forwards: ", "Max-Forwards "));
  const bytes = writePcapng({ ...trace, events }, transfer.flow);
  bytes[Buffer.from(bytes).indexOf("REFER sip:")] = 0x20;
  expect(shownBy(bytes).flatMap(({ wrong }, at) => (wrong ? [at + 1] : []))).toEqual([1, 2, 16]);
});

/** What tshark says of each packet. Wrong is what is malformed, has a wrong checksum, or a warning and more. */
function shownBy(bytes: Uint8Array) {
  const file = join(temporaryFolder({}), "capture.pcapng");
  writeFileSync(file, bytes);
  const names = ["sip.Method", "sip.Status-Code", "sip.CSeq", "json.value.string"];
  const faults = ["_ws.malformed", "ip.checksum.status", "udp.checksum.status", "_ws.expert.severity"];
  const fields = [...names, ...faults].flatMap((field) => ["-e", field]);
  const preferences = ["-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-d", "udp.port==50600,json"];
  const { stdout, status } = spawnSync("tshark", ["-r", file, ...preferences, "-T", "fields", "-E", "aggregator=|", ...fields], {
    encoding: "utf8",
  });
  expect(status).toBe(0);
  return stdout
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const [method, code, cseq, text, malformed, ip, udp, severities = ""] = line.split("\t").map((field) => field.split("|"));
      const isGood = malformed?.[0] === "" && ip?.[0] === "1" && udp?.[0] === "1";
      const isSevere = [...severities].some((severity) => Number(severity) >= WARNING);
      return { method: method?.[0], status: code?.[0], cseq: cseq?.[0], text: text?.[0], wrong: !isGood || isSevere };
    });
}

function namesIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const block = blocksIn(bytes).find(({ type }) => type === 4);
  if (block === undefined) throw new Error("no names");
  return new Map(fieldsIn(block.body, 0).map(({ value }) => [value.slice(0, 4).join("."), new TextDecoder().decode(value.slice(4, -1))]));
}
