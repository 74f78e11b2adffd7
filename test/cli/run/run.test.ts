import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { ipv4, octets, pcap, tcp } from "../../trace/packets.ts";
import { call } from "../call.ts";

test("a step that fails is told with its place, which scripts do not get", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("a", { inside: "flow.request(path(bob, alice), sip.message());" }) });
  const told = await call(cwd, ["run", "a"]);
  expect(told.exit).toBe(1);
  expect(told.out).toMatch(/\n {2}failures\n {4}step 1 {2}flows\/a\.ts:13:10 {2}\S/u);
  const { failures } = JSON.parse((await call(cwd, ["run", "a", "--json"])).out);
  expect(failures).toEqual([{ step: "1", reason: expect.any(String) }]);
});

test("faults are listed, for people and for scripts, and one that cannot be read ends in 2 with its place", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("a", { inside: "flow.request(path(bob, alice), sip.message()).reply(200);" }) });
  const told = await call(cwd, ["run", "a", "--fault", "drop 1", "--fault", "delay 2 by 1s"]);
  expect(told.out).toContain("\n  faults\n    drop 1\n    delay 2 by 1000ms\n");
  expect(JSON.parse((await call(cwd, ["run", "a", "--fault", "drop 1", "--json"])).out)).toMatchObject({ faults: ["drop 1"], ok: true });
  const wrong = await call(cwd, ["run", "a", "--fault", "drop one"]);
  expect(wrong).toMatchObject({ exit: 2, out: "" });
  expect(wrong.err).toMatch(/^--fault "drop one": expected a step, found "one" \(at character 6\)\. Faults: drop STEP, /u);
});

test("a capture is written beside the report, or to a pipe, and never to a screen", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("a") });
  const told = await call(cwd, ["run", "a", "--pcap", "a.pcapng", "--trace", "a.jsonl"]);
  expect(told.exit).toBe(0);
  expect(told.err).toBe("wrote a.jsonl\nwrote a.pcapng\n");
  const bytes = readFileSync(join(cwd, "a.pcapng"));
  expect(bytes.subarray(0, 4)).toEqual(Buffer.from([0x0a, 0x0d, 0x0d, 0x0a]));
  const again = await call(cwd, ["run", "a", "--pcap", "b.pcapng"]);
  expect(again.out).toBe(told.out);
  expect(readFileSync(join(cwd, "b.pcapng"))).toEqual(bytes);
  const piped = await call(cwd, ["run", "a", "--pcap", "-"]);
  expect(piped.out).toBe(bytes.toString("utf8"));
  expect(piped.err).toBe(told.out);
  const wrong = [
    await call(cwd, ["run", "a", "--pcap", "-"], { isTerminal: true }),
    await call(cwd, ["run", "a", "--pcap", "-", "--trace", "-"]),
    await call(cwd, ["run", "a", "--pcap", "-", "--json"]),
    await call(cwd, ["run", "a", "--pcap", "x", "--trace", "x"]),
    await call(cwd, ["run", "a", "--pcap", "x", "--sweep"]),
  ];
  expect(wrong.map(({ exit, out }) => [exit, out])).toEqual(wrong.map(() => [2, ""]));
  expect(wrong.map(({ err }) => err.split("\n")[0])).toEqual([
    expect.stringContaining("a capture is no text"),
    expect.stringContaining("--trace - and --pcap - both want standard output"),
    expect.stringContaining("--json and --pcap - both want standard output"),
    expect.stringContaining("--trace and --pcap both want x"),
    expect.stringContaining("--sweep makes its own faults"),
  ]);
});

test("a capture is judged by replay, line by line or on the screen", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("a") });
  await call(cwd, ["run", "a", "--pcap", "a.pcapng"]);
  const judged = await call(cwd, ["replay", "a.pcapng"]);
  expect(judged.exit).toBe(0);
  expect(judged.out).toMatch(
    /^a\.pcapng: 2 SIP messages over UDP in 2 packets, among 2 participants\n {2}\d+ checkers have read them and found nothing\n$/u,
  );
  const stepped = await call(cwd, ["replay", "a.pcapng", "--step"]);
  expect(stepped.out).toMatch(/^ {5}1 {2}step 1 +0 ms {2}Alice → Bob {2}OPTIONS\n {5}2 {2}step 2 .*Bob → Alice {2}200 OK to OPTIONS\n/u);
  const seen = await call(cwd, ["replay", "a.pcapng", "--step"], { isTerminal: true, env: { NO_COLOR: "1" }, keys: ["n", "q"] });
  expect(seen.out).toContain("event 2 of 2");
  const bytes = readFileSync(join(cwd, "a.pcapng"));
  bytes[bytes.lastIndexOf("CSeq: 1") + 6] = 0x37;
  writeFileSync(join(cwd, "wrong.pcapng"), bytes);
  const wrong = await call(cwd, ["replay", "wrong.pcapng"]);
  expect(wrong.exit).toBe(1);
  expect(wrong.out).toMatch(/\n {2}packet 2, step 2 {2}.*\(RFC 3261/u);
  const { findings } = JSON.parse((await call(cwd, ["replay", "wrong.pcapng", "--json"])).out);
  expect(findings[0]).toMatchObject({ packet: 2, step: "2", checker: expect.any(String) });
  const [alice, bob] = [1, 2].map((host) => ({ address: `192.0.2.${host}`, port: 5060 }));
  if (alice === undefined || bob === undefined) throw new Error("nobody");
  const [, options = "", answer = ""] = /(OPTIONS .*?\r\n\r\n).*(SIP\/2\.0 200 .*?\r\n\r\n)/su.exec(bytes.toString("latin1")) ?? [];
  const segment = (at: number, text: string) => ipv4(6, alice, bob, tcp(alice, bob, at, octets(text)));
  writeFileSync(join(cwd, "tcp.pcap"), pcap(101, [segment(1, options), segment(2000, answer)]));
  const lost = await call(cwd, ["replay", "tcp.pcap"]);
  expect(lost.out).toContain("tcp.pcap: 2 SIP messages over TCP in 2 packets, among 2 participants\n");
  const loss = "packet 2, from 192.0.2.1 to 192.0.2.2 over TCP, follows octets that are not in the capture";
  expect(lost.err).toBe(`tcp.pcap: ${loss}: the message that they belong to cannot be read\n`);
  expect(JSON.parse((await call(cwd, ["replay", "tcp.pcap", "--json"])).out)).toMatchObject({ losses: [expect.stringContaining(loss)] });
  const silent = Buffer.from(bytes.toString("latin1").replaceAll("SIP/2.0", "SIP/9.0"), "latin1");
  writeFileSync(join(cwd, "silent.pcapng"), silent);
  expect((await call(cwd, ["replay", "silent.pcapng"])).err).toMatch(/^silent\.pcapng has no SIP over UDP or TCP in its 2 packets/u);
  writeFileSync(join(cwd, "cut.pcapng"), bytes.subarray(0, bytes.length - 10));
  expect(await call(cwd, ["replay", "cut.pcapng"])).toMatchObject({
    exit: 2,
    out: "",
    err: expect.stringContaining("cut.pcapng is no whole capture"),
  });
});
