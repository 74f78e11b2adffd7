import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { execute, parseFault } from "../../../src/engine/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { readBlocks } from "../../../src/trace/capture/read-blocks.ts";
import { writePcapng } from "../../../src/trace/index.ts";
import { allFlows } from "../../engine/six-flows.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A capture of a run, as `callflow run --pcap` writes it. */
function captureOf(flow: Flow, faults: readonly string[] = []): Uint8Array {
  return writePcapng(execute(flow, { seed: 1, faults: faults.map(parseFault) }).trace, flow);
}

/** The same packets as tcpdump writes them: no names, no comments. */
function bare(pcapng: Uint8Array): Uint8Array {
  const parts: Buffer[] = [Buffer.alloc(24)];
  parts[0]?.writeUInt32LE(0xa1b2c3d4, 0);
  parts[0]?.writeUInt32LE(0xffff, 16);
  parts[0]?.writeUInt32LE(1, 20);
  for (const { octets, time } of readBlocks(pcapng, "x").frames) {
    const head = Buffer.alloc(16);
    head.writeUInt32LE(Math.floor(time / 1000), 0);
    head.writeUInt32LE(Math.round((time % 1000) * 1000), 4);
    head.writeUInt32LE(octets.byteLength, 8);
    head.writeUInt32LE(octets.byteLength, 12);
    parts.push(head, Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength));
  }
  return Buffer.concat(parts);
}

async function against(bytes: Uint8Array, ...words: readonly string[]) {
  const file = join(temporaryFolder({}), "x.pcapng");
  writeFileSync(file, bytes);
  return call(root, ["replay", file, ...words]);
}

const flowCalled = (id: string): Flow => {
  const found = allFlows.find(({ flow }) => flow.id === id)?.flow;
  if (found === undefined) throw new Error(`no flow ${id}`);
  return found;
};

/** Every participant by its address, in the order in which a capture gives them. */
const everybody = ({ participants }: Flow) => participants.flatMap(({ name }, at) => ["--as", `${name}=192.0.2.${at + 1}`]);

test.each(["mmsc-transfer", "mmsc-retrieval", "cpm-transfer-in-path", "cpm-transfer-not-in-path", "cmr-continue", "mcx-migration"])(
  "%s: a capture of it has each message in its step, with its own names or with those that it is told",
  async (id) => {
    const flow = flowCalled(id);
    const own = await against(captureOf(flow), "--flow", id);
    expect([own.exit, own.out]).toEqual([0, expect.stringMatching(/against .*: \d+ messages, each in its step and in order\n$/)]);
    const other = await against(bare(captureOf(flow)), "--flow", id, ...everybody(flow));
    expect([other.exit, other.out]).toEqual([0, expect.stringMatching(/: \d+ messages, each in its step and in order\n/)]);
    expect(other.out).not.toContain("not in");
  },
);

test("what is missing, extra and said again is told in step numbers", async () => {
  const flow = flowCalled("mmsc-transfer");
  const again = await against(captureOf(flow, ["drop 14"]), "--flow", flow.id);
  expect([again.exit, again.out]).toEqual([0, expect.stringContaining("again  9, 14  each once more")]);
  const silent = await against(captureOf(flow, ["silence UE-2 from 15"]), "--flow", flow.id);
  expect(silent.exit).toBe(1);
  expect(silent.out).toContain("missing  18     200 OK from UE-2 to P-CSCF-2");
  expect(silent.out).toContain("other    19~20  408 Request Timeout instead of 200 OK");
  const variant = await against(captureOf(flow), "--flow", flow.id, "--variant", "all-media");
  expect([variant.exit, variant.out]).toEqual([1, expect.stringContaining("missing     44a~44f")]);
  expect(variant.out).toContain("in the capture: ACK from MMSC AS to S-CSCF");
});

test("who is not known is told, and what lies between others is not compared", async () => {
  const flow = flowCalled("mmsc-transfer");
  const [first, second] = flow.participants;
  const words = ["--as", `${first?.name}=192.0.2.1`, "--as", `${second?.id}=192.0.2.2`];
  const { exit, out } = await against(bare(captureOf(flow)), "--flow", flow.id, ...words, "--json");
  const { against: told } = JSON.parse(out);
  expect(exit).toBe(1);
  expect(told).toMatchObject({ flow: flow.id, variant: null, matched: 9, before: 3, elsewhere: 45, steps: [] });
  expect(told.notCompared.slice(0, 4)).toEqual(["4", "5", "6", "7"]);
  expect(told.strangers).toContain("192.0.2.7");
  expect(told.absent).toContain("MMSC AS");
  // SIP alone: what is no SIP cannot be in it.
  const migration = flowCalled("mcx-migration");
  const cut = bare(captureOf(migration)).map((octet, at, all) => (all[at] === 0xc5 && all[at + 1] === 0xa8 ? 0xc4 : octet));
  const sip = await against(cut, "--flow", migration.id, ...everybody(migration).slice(0, 4));
  expect(sip.out).toContain("4 messages, each in its step");
  expect(sip.out).toContain("not compared, since the capture has nothing of their kind: steps 2, 4-7, 9");
});

test.each([
  [["--as", "UE-1=192.0.2.1"], "--as belongs to --flow. Say which flow, with --flow FLOW"],
  [["--flow", "mmsc-transfer", "--as", "UE-1"], '--as "UE-1" is not NAME=ADDRESS'],
  [["--flow", "mmsc-transfer", "--as", "UE-1=192.0.2.11"], 'is called "192.0.2.11". Did you mean 192.0.2.1?'],
  [["--flow", "mmsc-transfer", "--as", "UE-11=192.0.2.1"], 'mmsc-transfer has no participant "UE-11". Did you mean UE-1?'],
  [["--flow", "mmsc-transfer"], "has nobody whom mmsc-transfer names: 192.0.2.1"],
  [["--flow", "mmsc-transfr"], "there is no flow"],
])("%j", async (words, message) => {
  const { exit, out, err } = await against(bare(captureOf(flowCalled("mmsc-transfer"))), ...words);
  expect([exit, out, err]).toEqual([2, "", expect.stringContaining(message)]);
});

test("a trace is held against another flow than its own, without being executed", async () => {
  const trace = "out/mmsc-transfer/trace.jsonl";
  expect(await call(root, ["replay", trace, "--flow", "mmsc-transfer"])).toMatchObject({ exit: 0, err: "" });
  const { exit, out } = await call(root, ["replay", trace, "--flow", "mmsc-transfer", "--variant", "all-media"]);
  expect([exit, out]).toEqual([1, expect.stringContaining("The trace against mmsc-transfer, variant all-media: step by step")]);
  const wrong = await call(root, ["replay", trace, "--flow", "mmsc-transfer", "--as", "UE-1=1"]);
  expect([wrong.exit, wrong.err]).toEqual([2, expect.stringContaining("--as says who is who in a capture")]);
});
