import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { checkTrace, isCapture, momentsOf, readCapture, writePcapng } from "../../src/trace/index.ts";
import { allFlows } from "../engine/six-flows.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const hasEditcap = spawnSync("editcap", ["--version"]).status === 0;
if (!hasEditcap) console.warn("\nSKIPPED: no editcap to convert captures with. Debian: wireshark-common.\n");

const [transfer] = allFlows;
if (transfer === undefined) throw new Error("no flows");
const { trace } = execute(transfer.flow, { seed: 1 });
const written = writePcapng(trace, transfer.flow);
const textsIn = (bytes: Uint8Array) => readCapture(bytes, "x").events.map(({ message }) => (message?.kind === "sip" ? message.raw : ""));

test.each(allFlows)("$name: what was written is read, with its steps, and found right", ({ flow }) => {
  const made = execute(flow, { seed: 1 }).trace;
  const bytes = writePcapng(made, flow);
  expect(isCapture(bytes)).toBe(true);
  const read = readCapture(bytes, "x");
  const nameOf = (id: string) => flow.participants.find((one) => one.id === id)?.name;
  const sent = made.events.filter(({ event, message }) => event === "send" && message?.kind === "sip");
  expect(read.events.map(({ step, from, to, message }) => [step, from, to, message])).toEqual(
    sent.map(({ step, from, to, message }) => [step, nameOf(from), nameOf(to), message]),
  );
  expect(checkTrace(read, { isWhole: false })).toEqual([]);
});

test("a capture has moments: the same dialogs and media as the trace, by other names", () => {
  const last = momentsOf(readCapture(written, "x")).at(-1);
  const expected = momentsOf(trace).at(-1);
  expect(last?.dialogs.map(({ number, callId, state }) => [number, callId, state]).toSorted()).toEqual(
    expected?.dialogs.map(({ number, callId, state }) => [number, callId, state]).toSorted(),
  );
  expect(last?.media.map(({ component }) => component).toSorted()).toEqual(expected?.media.map(({ component }) => component).toSorted());
  expect(last?.media.every(({ from, to }) => transfer.flow.participants.some(({ name }) => name === from || name === to))).toBe(true);
});

test("what breaks the protocol in a capture is found at its packet", () => {
  const bytes = Uint8Array.from(written);
  const at = Buffer.from(bytes).indexOf("CSeq: 2 NOTIFY");
  bytes[at + 6] = "1".charCodeAt(0);
  const capture = readCapture(bytes, "x");
  const [first] = checkTrace(capture, { isWhole: false });
  expect(first).toMatchObject({ step: "39" });
  expect(capture.packetOf[(first?.event ?? 0) - 1]).toBe(51);
});

test("a file that is cut is said to be, and any octets are read or refused in words", () => {
  for (const size of [5, 30, 201, written.length - 3]) expect(() => readCapture(written.subarray(0, size), "x.pcapng")).toThrow(BadInput);
  const head = Buffer.from([0xd4, 0xc3, 0xb2, 0xa1]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(head, Buffer.from(written.subarray(0, 300))), (noise, begin) => {
      try {
        readCapture(Buffer.concat([begin, noise]), "x");
      } catch (error) {
        expect(error).toBeInstanceOf(BadInput);
      }
    }),
  );
  expect(isCapture(Buffer.from('{"kind":"header"}'))).toBe(false);
  expect(isCapture(new Uint8Array())).toBe(false);
});

test("what is neither UDP nor TCP is passed over", () => {
  const bytes = Uint8Array.from(written);
  const first = Buffer.from(bytes).indexOf("INVITE sip:");
  // SCTP instead of UDP, in the header of IP before it.
  bytes[first - 8 - 20 + 9] = 132;
  expect(textsIn(bytes)).toEqual(textsIn(written).slice(1));
});

test.skipIf(!hasEditcap).each(["pcap", "nsecpcap", "modpcap"])("%s as editcap makes it", (format) => {
  const folder = temporaryFolder({});
  const [from, to] = [join(folder, "a.pcapng"), join(folder, "a.pcap")];
  writeFileSync(from, written);
  expect(spawnSync("editcap", ["-F", format, from, to]).status).toBe(0);
  if (format === "modpcap") {
    expect(isCapture(readFileSync(to))).toBe(false);
    return;
  }
  const read = readCapture(readFileSync(to), "a.pcap");
  expect(read.events.map(({ message }) => (message?.kind === "sip" ? message.raw : ""))).toEqual(textsIn(written));
  expect(read.events.map(({ time }) => time)).toEqual(readCapture(written, "x").events.map(({ time }) => time));
  expect(read.participants[0]).toBe("192.0.2.1");
  expect(checkTrace(read, { isWhole: false })).toEqual([]);
});
