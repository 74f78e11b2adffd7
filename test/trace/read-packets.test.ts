import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkTrace, readCapture } from "../../src/trace/index.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./checkers/scripts.ts";
import { type Fragment, ipv4, ipv6, links, octets, type Port, pcap, SYN, tcp, udp } from "./packets.ts";

const hasTshark = spawnSync("tshark", ["--version"]).status === 0;
if (!hasTshark) console.warn("\nSKIPPED: no tshark to compare captures with. Debian: tshark.\n");

const [alice, bob]: readonly [Port, Port] = [
  { address: "192.0.2.1", port: 34567 },
  { address: "192.0.2.2", port: 5060 },
];
const [alice6, bob6]: readonly [Port, Port] = [
  { address: "2001:db8:0:0:0:0:0:1", port: 34567 },
  { address: "2001:db8:0:0:0:0:0:2", port: 5060 },
];

const said = (start: string, number: number, body = ""): string =>
  [
    start,
    "Via: SIP/2.0/TCP 192.0.2.1:34567;branch=z9hG4bK-1",
    "From: <sip:alice@example.com>;tag=a",
    `To: <sip:bob@example.com>${start.startsWith("SIP") ? ";tag=b" : ""}`,
    "Call-ID: call",
    `CSeq: ${number} MESSAGE`,
    ...(start.startsWith("SIP") ? [] : ["Max-Forwards: 70"]),
    ...(body === "" ? [] : ["Content-Type: text/plain"]),
    `Content-Length: ${octets(body).length}`,
    "",
    body,
  ].join("\r\n");
const message = said("MESSAGE sip:bob@example.com SIP/2.0", 1, "Здравствуйте\r\n\r\nMESSAGE sip:nobody@example.com SIP/2.0\r\n\r\n");
const ok = said("SIP/2.0 200 OK", 1);

const rawsIn = (bytes: Uint8Array) => readCapture(bytes, "x").events.map(({ message: one }) => (one?.kind === "sip" ? one.raw : ""));

/** What tshark reads: the packet, and the method or status, of each message. */
function tsharkReads(bytes: Uint8Array): readonly string[] {
  const file = join(temporaryFolder({}), "x.pcap");
  writeFileSync(file, bytes);
  const fields = ["frame.number", "sip.Method", "sip.Status-Code"].flatMap((field) => ["-e", field]);
  const inOrder = ["-o", "tcp.reassemble_out_of_order:TRUE"];
  const { stdout } = spawnSync("tshark", ["-r", file, ...inOrder, "-Y", "sip", "-T", "fields", "-E", "aggregator=,", ...fields], {
    encoding: "utf8",
  });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => {
      const [packet = "", methods = "", statuses = ""] = line.split("\t");
      return [...methods.split(","), ...statuses.split(",")].filter((one) => one !== "").map((one) => `${packet} ${one}`);
    });
}

const weRead = (bytes: Uint8Array): readonly string[] => {
  const { events, packetOf } = readCapture(bytes, "x");
  return events.map(({ n, message: one }) => {
    const start = one?.kind === "sip" ? one.raw : "";
    return `${packetOf[n - 1]} ${start.startsWith("SIP") ? start.slice(8, 11) : start.split(" ")[0]}`;
  });
};

describe.each(Object.entries(links))("%s", (_, { linkType, frame }) => {
  const frames = [
    frame(ipv4(17, alice, bob, udp(alice, bob, octets(message)))),
    frame(ipv4(6, bob, alice, tcp(bob, alice, 1, octets(ok)))),
    ...(linkType === 0
      ? []
      : [
          frame(ipv6(17, alice6, bob6, udp(alice6, bob6, octets(message)))),
          frame(ipv6(6, bob6, alice6, tcp(bob6, alice6, 1, octets(ok)), 2)),
        ]),
  ];
  const expected = linkType === 0 ? [message, ok] : [message, ok, message, ok];

  test.each([
    [true, "µs"],
    [true, "ns"],
    [false, "µs"],
    [false, "ns"],
  ] as const)("pcap, little end first: %s, in %s", (isLittle, unit) => {
    const bytes = pcap(linkType, frames, { isLittle, unit });
    expect(rawsIn(bytes)).toEqual(expected);
    const { events, transports, participants } = readCapture(bytes, "x");
    expect(events.map(({ time }) => time)).toEqual(expected.map((_one, index) => 1.5 * index));
    expect(transports).toEqual(["UDP", "TCP"]);
    expect(participants).toEqual([alice, bob, ...(linkType === 0 ? [] : [alice6, bob6])].map(({ address }) => address));
  });

  test.skipIf(!hasTshark)("tshark reads the same", () => {
    const bytes = pcap(linkType, frames);
    expect(weRead(bytes)).toEqual(tsharkReads(bytes));
  });
});

describe("what IP has fragmented", () => {
  const datagram = udp(alice, bob, octets(message));
  const six = udp(alice6, bob6, octets(message));
  const parts = (whole: Uint8Array, frame: (piece: Uint8Array, fragment: Fragment) => Uint8Array, id = 7) =>
    cut(whole, [104, 200]).map(({ at, piece }) => frame(piece, { id, at, isLast: at + piece.length === whole.length }));
  const four = (id?: number) => parts(datagram, (piece, fragment) => ipv4(17, alice, bob, piece, fragment), id);
  const ofSix = parts(six, (piece, fragment) => ipv6(17, alice6, bob6, piece, 1, fragment));

  test("is put together, in whatever order it comes", () => {
    const [one, two, three3] = four();
    const [a, b, c] = four(8);
    if (!one || !two || !three3 || !a || !b || !c) throw new Error("too few");
    for (const frames of [
      [one, two, three3],
      [three3, one, two],
      [one, one, a, two, c, three3, b],
    ]) {
      const capture = readCapture(pcap(101, frames), "x");
      expect(rawsIn(pcap(101, frames))).toEqual(frames.length > 3 ? [message, message] : [message]);
      expect(capture.packetOf.at(-1)).toBe(frames.length);
      expect(capture.losses).toEqual([]);
    }
    expect(rawsIn(pcap(101, ofSix))).toEqual([message]);
  });

  test("and is not whole is told once, where it is SIP", () => {
    const [one, , three3] = four();
    if (!one || !three3) throw new Error("too few");
    const { events, losses } = readCapture(pcap(101, [one, three3]), "x");
    expect([events.length, losses]).toEqual([
      0,
      [
        "packet 1, from 192.0.2.1 to 192.0.2.2 over UDP, is the first part of a message that IP has fragmented; the others are not in the capture",
      ],
    ]);
    const other = parts(udp(alice, bob, new Uint8Array(500)), (piece, fragment) => ipv4(17, alice, bob, piece, fragment)).slice(0, 2);
    expect(readCapture(pcap(101, other), "x").losses).toEqual([]);
  });

  test.skipIf(!hasTshark)("is read by tshark in the same way", () => {
    const bytes = pcap(101, [...four().toReversed(), ...ofSix]);
    expect(weRead(bytes)).toEqual(tsharkReads(bytes));
    expect(weRead(bytes)).toHaveLength(2);
  });
});

/** The octets in pieces of these sizes, the last one with what is left. */
function cut(whole: Uint8Array, sizes: readonly number[]): readonly { readonly at: number; readonly piece: Uint8Array }[] {
  let at = 0;
  return [...sizes, whole.length].flatMap((size) => {
    const piece = whole.subarray(at, at + size);
    at += piece.length;
    return piece.length === 0 ? [] : [{ at: at - piece.length, piece }];
  });
}

const FIRST = 0xffffff00;
const syn = ipv4(6, alice, bob, tcp(alice, bob, FIRST - 1, new Uint8Array(0), SYN));
const segment = (at: number, piece: Uint8Array) => ipv4(6, alice, bob, tcp(alice, bob, (FIRST + at) % 2 ** 32, piece));
const three = [1, 2, 3].map((number) => said("MESSAGE sip:bob@example.com SIP/2.0", number, `${number} `.repeat(40 * number)));
const stream = octets(three.join(""));

describe("a stream", () => {
  test("is cut where its messages end, however it was cut before, in whatever order, and said how often", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }),
        fc.array(fc.nat(1000)),
        fc.boolean(),
        (sizes, order, isWhole) => {
          // Whoever has not seen the beginning sees a start line in the first packet.
          const pieces = cut(stream, isWhole ? sizes : [60, ...sizes]).map(({ at, piece }) => segment(at, piece));
          // Some come late, and some twice.
          const shuffled = order.reduce(
            (all, place) => {
              const from = place % all.length;
              const [one] = place % 3 === 0 ? all.slice(from) : all.splice(from, 1);
              if (one !== undefined) all.splice(Math.min(all.length, from + (place % 5)), 0, one);
              return all;
            },
            [...pieces],
          );
          const frames = isWhole ? [syn, ...shuffled] : pieces;
          expect(rawsIn(pcap(101, frames))).toEqual(three);
          expect(readCapture(pcap(101, frames), "x").losses).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("is cut the same way at whichever octet a packet ends", () => {
    const [one = "", two = ""] = three;
    const both = octets(`${one}\r\n\r\n${two}`);
    for (let at = 1; at < both.length; at += 1)
      expect(rawsIn(pcap(101, [syn, segment(0, both.subarray(0, at)), segment(at, both.subarray(at))]))).toEqual([one, two]);
  });

  test("two messages in one packet are two events of it, and a message belongs to the packet that ends it", () => {
    const [one = "", two = ""] = three;
    const first = octets(one + two.slice(0, 100));
    const frames = [syn, segment(0, first), segment(first.length, octets(two.slice(100) + one))];
    expect(weRead(pcap(101, frames))).toEqual(["2 MESSAGE", "3 MESSAGE", "3 MESSAGE"]);
    expect(readCapture(pcap(101, frames), "x").events.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test("empty lines between messages say nothing (RFC 5626 §3.5.1)", () => {
    expect(rawsIn(pcap(101, [syn, segment(0, octets(`\r\n\r\n${three.join("\r\n\r\n")}\r\n`))]))).toEqual(three);
  });

  test("a compact and folded Content-Length counts", () => {
    const folded = message.replace("Content-Length: ", "l :\r\n ");
    expect(rawsIn(pcap(101, [syn, segment(0, octets(folded + ok))]))).toEqual([folded, ok]);
  });

  test("that the capture does not see from its beginning is read from the first packet with which a message begins", () => {
    const [one = "", two = "", last = ""] = three;
    const frames = [segment(100, octets(one.slice(100))), segment(one.length, octets(two)), segment(one.length + two.length, octets(last))];
    expect(rawsIn(pcap(101, frames))).toEqual([two, last]);
    expect(readCapture(pcap(101, frames), "x").losses).toEqual([]);
  });

  test("of which a packet is missing loses what the packet belongs to, and says so once", () => {
    const [one = "", two = "", last = ""] = three;
    const [second, third] = [one.length, one.length + two.length];
    const frames = [
      syn,
      segment(0, octets(one)),
      segment(second + 50, octets(two.slice(50))),
      segment(third, octets(last)),
      segment(third + last.length, octets(one)),
    ];
    const { losses } = readCapture(pcap(101, frames), "x");
    expect(rawsIn(pcap(101, frames))).toEqual([one, last, one]);
    expect(losses).toEqual([
      "packet 3, from 192.0.2.1 to 192.0.2.2 over TCP, follows octets that are not in the capture: the message that they belong to cannot be read",
    ]);
  });

  test("of which much is missing goes on before the end of the capture", () => {
    const many = Array.from({ length: 300 }, (_, index) => said("MESSAGE sip:bob@example.com SIP/2.0", index + 1));
    let at = 7;
    const frames = many.map((one) => {
      const frame = segment(at, octets(one));
      at += one.length;
      return frame;
    });
    expect(rawsIn(pcap(101, [syn, ...frames]))).toEqual(many);
  });

  test("with something else behind a message says so", () => {
    const [one = "", two = ""] = three;
    const wrong = one.replace(/Content-Length: \d+/, "Content-Length: 3");
    const frames = [syn, segment(0, octets(wrong)), segment(wrong.length, octets(two))];
    const { losses } = readCapture(pcap(101, frames), "x");
    expect(rawsIn(pcap(101, frames))).toEqual([wrong.slice(0, wrong.indexOf("\r\n\r\n") + 7), two]);
    expect(losses).toEqual([expect.stringMatching(/^packet 3, .*something else than SIP where a message should begin/)]);
  });

  test("of something else is nobody's business, whatever is missing of it", () => {
    const http = octets(`GET / HTTP/1.1\r\nHost: example.com\r\n\r\n${"x".repeat(3000)}`);
    const frames = [syn, segment(0, http.subarray(0, 60)), segment(1000, http.subarray(1000))];
    expect(readCapture(pcap(101, frames), "x")).toMatchObject({ events: [], losses: [] });
  });

  test("that is opened again begins anew, and a SYN that is said again does not", () => {
    const again = ipv4(6, alice, bob, tcp(alice, bob, 41, new Uint8Array(0), SYN));
    const [one = "", two = ""] = three;
    const half = one.slice(0, 200);
    const frames = [syn, segment(0, octets(half)), syn, segment(200, octets(one.slice(200)))];
    expect(rawsIn(pcap(101, frames))).toEqual([one]);
    expect(rawsIn(pcap(101, [...frames.slice(0, 2), again, ipv4(6, alice, bob, tcp(alice, bob, 42, octets(two)))]))).toEqual([two]);
  });

  test.skipIf(!hasTshark)("is read by tshark in the same way", () => {
    const pieces = cut(stream, [100, 300, 250, 90, 700]).map(({ at, piece }) => segment(at, piece));
    const [one, two, ...others] = pieces;
    if (one === undefined || two === undefined) throw new Error("too few");
    for (const frames of [
      [syn, ...pieces],
      [syn, two, one, ...others],
      [syn, one, one, two, ...others],
    ])
      expect(weRead(pcap(101, frames))).toEqual(tsharkReads(pcap(101, frames)));
  });

  test("any octets are read or passed over", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3000), fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constantFrom(...three.map(octets))))),
        (noise) => {
          const frames = noise.map(([at, piece]) => segment(at, piece));
          for (const raw of rawsIn(pcap(101, frames))) expect(raw).toMatch(/SIP\/2\.0/);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("a call over TCP is judged like one over UDP", () => {
  const addresses = new Map(["alice", "p1", "p2", "bob"].map((name, index) => [name, `192.0.2.${index + 1}`]));
  const at = new Map<string, number>();
  const frames = call.map(({ from, to, text }) => {
    const [one, other] = [from, to].map((name) => ({ address: addresses.get(name) ?? "", port: 5060 }));
    if (one === undefined || other === undefined) throw new Error("nobody");
    const raw = octets(text.replaceAll("SIP/2.0/UDP", "SIP/2.0/TCP"));
    const sequence = at.get(`${from} ${to}`) ?? 1;
    at.set(`${from} ${to}`, sequence + raw.length);
    return ipv4(6, one, other, tcp(one, other, sequence, raw));
  });
  const capture = readCapture(pcap(101, frames), "x");
  expect(capture.events).toHaveLength(call.length);
  expect(checkTrace(capture, { isWhole: false })).toEqual([]);
  const other = octets("CSeq: 1 INVITE");
  const at7 = Buffer.from(frames[6] ?? []).indexOf(other);
  frames[6]?.set([0x37], at7 + 6);
  const wrong = readCapture(pcap(101, frames), "x");
  const findings = checkTrace(wrong, { isWhole: false });
  expect(findings.map(({ event }) => wrong.packetOf[event - 1])).toContain(7);
});
