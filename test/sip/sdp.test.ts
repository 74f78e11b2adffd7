import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFault } from "../../src/sip/message.ts";
import { attributeOf, newDescription, type SessionDescription } from "../../src/sip/sdp/description.ts";
import { type Direction, directionOf, mirrored, narrowed, receives, sends, withDirection } from "../../src/sip/sdp/direction.ts";
import { parseDescription } from "../../src/sip/sdp/parse-description.ts";
import { checkRevision, hold, resume, revise } from "../../src/sip/sdp/revise.ts";
import { writeDescription } from "../../src/sip/sdp/write-description.ts";
import { damaged } from "./arbitraries.ts";
import { attribute, description } from "./sdp-arbitraries.ts";

function read(lines: readonly string[]): SessionDescription {
  const result = parseDescription(lines.map((line) => `${line}\r\n`).join(""));
  if (isFault(result)) throw new Error(result.what);
  return result;
}

/** The example of RFC 8866 §5, with a line of every letter. */
const example = [
  "v=0",
  "o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1",
  "s=Call to John Smith",
  "i=SDP Offer #1",
  "u=http://www.jdoe.example.com/home.html",
  "e=Jane Doe <jane@jdoe.example.com>",
  "p=+1 617 555-6011",
  "c=IN IP4 198.51.100.1",
  "b=CT:154798",
  "t=0 0",
  "t=3034423619 3042462419",
  "r=604800 3600 0 90000",
  "z=2882844526 -1h 2898848070 0",
  "k=clear:x",
  "a=recvonly",
  "m=audio 49170 RTP/AVP 0",
  "m=video 51372/2 RTP/AVP 99 31",
  "i=second",
  "c=IN IP6 2001:db8::2",
  "c=IN IP4 233.252.0.1/127/3",
  "b=AS:66",
  "k=prompt",
  "a=rtpmap:99 h263-1998/90000",
  "a=sendrecv",
];

describe("reading and writing", () => {
  test("every letter has its place, and order is kept", () => {
    const parsed = read(example);
    expect(writeDescription(parsed)).toBe(example.map((line) => `${line}\r\n`).join(""));
    expect(parsed.origin).toEqual({
      username: "jdoe",
      id: "3724394400",
      version: "3724394405",
      netType: "IN",
      addressType: "IP4",
      address: "198.51.100.1",
    });
    expect(parsed.times).toEqual([
      { start: "0", stop: "0", repeats: [] },
      { start: "3034423619", stop: "3042462419", repeats: ["604800 3600 0 90000"] },
    ]);
    expect(parsed.media.map((each) => [each.type, each.port, each.ports, each.protocol, each.formats])).toEqual([
      ["audio", 49170, null, "RTP/AVP", ["0"]],
      ["video", 51372, 2, "RTP/AVP", ["99", "31"]],
    ]);
    expect(parsed.media[1]?.connections).toHaveLength(2);
    expect(attributeOf(parsed.media[1]?.attributes ?? [], "rtpmap")).toBe("99 h263-1998/90000");
    expect([attributeOf(parsed.attributes, "recvonly"), attributeOf(parsed.attributes, "sendonly")]).toEqual(["", null]);
  });

  test("what is written is read as it was", () => {
    fc.assert(
      fc.property(description, (given) => {
        const text = writeDescription(given);
        expect(parseDescription(text)).toEqual(given);
        expect(parseDescription(text.replaceAll("\r\n", "\n"))).toEqual(given);
      }),
      { numRuns: 500 },
    );
  });

  test("no damage throws; what is still read is written one way", () => {
    const text = example.map((line) => `${line}\r\n`).join("");
    let faults = 0;
    fc.assert(
      fc.property(fc.oneof(damaged(text), fc.string({ unit: "binary" })), (broken) => {
        const once = parseDescription(broken);
        if (isFault(once)) {
          faults += 1;
          expect(once.where).toBeGreaterThanOrEqual(0);
          expect(once.where).toBeLessThanOrEqual(broken.length);
        } else expect(parseDescription(writeDescription(once))).toEqual(once);
      }),
      { numRuns: 2000 },
    );
    expect(faults).toBeGreaterThan(500);
  });

  test("hostile descriptions are read to their end: in quadratic time this would run out of it", () => {
    const start = "v=0\r\no=a 1 1 IN IP4 h\r\ns=-\r\nt=0 0\r\n";
    for (const part of ["a=x\r\n", "m=audio 1 RTP/AVP 0\r\n", "m=audio 1 RTP/AVP 0 ", "a=:", "b=AS:1\r\n", "t=0 0\r\n", "=", "\n"]) {
      expect(parseDescription(start + part.repeat(50_000)).kind).toBe(
        part === "a=x\r\n" || part === "t=0 0\r\n" ? "session-description" : "fault",
      );
    }
  });

  const head = ["v=0", "o=a 1 1 IN IP4 h", "s=-"];
  test.each([
    [[], "v=0"],
    [["v=1"], "v=0"],
    [["v=0", "s=-"], "o=, found s="],
    [["v=0", "o=a 1 1 IN IP4"], "six fields"],
    [["v=0", "o=a x 1 IN IP4 h"], "six fields"],
    [["v=0", "o=a 1 -1 IN IP4 h"], "six fields"],
    [["v=0", "o=a 1 1 IN IP4 h x"], "six fields"],
    [["v=0", "o=a 1 1 IN IP4 h", "s="], '"-" for none'],
    [["v=0", "o=a 1 1 IN IP4 h", "t=0 0"], "s=, found t="],
    [[...head], "t=, found the end"],
    [[...head, "t=0"], "a start and a stop time"],
    [[...head, "c=IN IP4", "t=0 0"], "one address"],
    [[...head, "b=AS", "t=0 0"], "a number"],
    [[...head, "b=AS:1.5", "t=0 0"], "a number"],
    [[...head, "t=0 0", "m=audio 1 RTP/AVP 0"], "c= here or for the session"],
    [[...head, "c=IN IP4 h", "t=0 0", "m=audio 1 RTP/AVP"], "its formats"],
    [[...head, "c=IN IP4 h", "t=0 0", "m=audio 70000 RTP/AVP 0"], "a port"],
    [[...head, "c=IN IP4 h", "t=0 0", "m=audio  RTP/AVP 0"], "a port"],
    [[...head, "c=IN IP4 h", "t=0 0", "a="], "a name"],
    [[...head, "c=IN IP4 h", "t=0 0", "a=x:"], "a value after a colon"],
    [[...head, "c=IN IP4 h", "t=0 0", "c=IN IP4 h"], "m= or the end, found c="],
    [[...head, "c=IN IP4 h", "t=0 0", "y=1"], "m= or the end, found y="],
    [[...head, "c=IN IP4 h", "t=0 0", "Y=1"], "a letter"],
    [[...head, "c=IN IP4 h", "t=0 0", "m =video 1 RTP/AVP 31"], "a letter"],
    [[...head, "i=\0", "t=0 0"], "NUL or CR"],
  ])("%j is none", (lines, what) => {
    const result = parseDescription(lines.map((line) => `${line}\r\n`).join(""));
    expect(isFault(result) ? result.what : "read").toContain(what);
    expect(isFault(result) && result.clause).toMatch(/^RFC 8866 §/);
  });
});

const audio = { type: "audio", port: 4000, protocol: "RTP/AVP", formats: ["0", "8"], attributes: [{ name: "ptime", value: "20" }] };
const video = { type: "video", port: 4002, protocol: "RTP/AVP", formats: ["31"], attributes: [{ name: "recvonly", value: null }] };
const first = newDescription({ username: "alice", id: "1", version: "18446744073709551615", address: "192.0.2.1" }, [audio, video]);
const said = (all: SessionDescription) => all.media.map((each) => directionOf(each, all));

describe("directions", () => {
  const every = ["sendrecv", "sendonly", "recvonly", "inactive"] as const;

  test("the stream's own, else the session's, else both ways; a refused stream goes nowhere", () => {
    expect(said(first)).toEqual(["sendrecv", "recvonly"]);
    expect(said({ ...first, attributes: [{ name: "sendonly", value: null }] })).toEqual(["sendonly", "recvonly"]);
    expect(said({ ...first, media: first.media.map((each) => ({ ...each, port: 0 })) })).toEqual(["inactive", "inactive"]);
    // A value makes it another attribute.
    expect(said({ ...first, attributes: [{ name: "sendonly", value: "x" }] })[0]).toBe("sendrecv");
  });

  test("setting one leaves exactly that one, and the others in their order", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            attribute,
            fc.constantFrom(...every).map((name) => ({ name, value: null })),
          ),
          { maxLength: 6 },
        ),
        fc.constantFrom(...every),
        (all, direction) => {
          const isOne = ({ name, value }: { name: string; value: string | null }) =>
            value === null && (every as readonly string[]).includes(name);
          const after = withDirection(all, direction);
          expect(after.filter(isOne)).toEqual([{ name: direction, value: null }]);
          expect(after.filter((each) => !isOne(each))).toEqual(all.filter((each) => !isOne(each)));
        },
      ),
    );
  });

  test("an answer is as wide as both want, never wider than the offer", () => {
    const pairs = every.flatMap((offered) => every.map((wanted): readonly [Direction, Direction] => [offered, wanted]));
    for (const [offered, wanted] of pairs) {
      const answer = narrowed(offered, wanted);
      expect([sends(answer), receives(answer)]).toEqual([sends(wanted) && receives(offered), receives(wanted) && sends(offered)]);
      expect(narrowed(answer, offered)).toBe(mirrored(answer));
    }
  });
});

describe("RFC 3264 §8", () => {
  test("hold and resume are inverse, and each says a new version, beyond what a number can hold", () => {
    const held = hold(first);
    expect(said(held)).toEqual(["sendonly", "inactive"]);
    expect(held.origin.version).toBe("18446744073709551616");
    expect(hold(held)).toBe(held);
    const back = resume(held);
    expect(said(back)).toEqual(["sendrecv", "recvonly"]);
    expect(back.origin.version).toBe("18446744073709551617");
    expect(checkRevision(first, held)).toEqual([]);
    expect(checkRevision(held, back)).toEqual([]);
  });

  test("a revision changes the version where anything changes, else nothing", () => {
    expect(revise(first, { ...first, origin: { ...first.origin, version: "9", address: "192.0.2.9" } })).toBe(first);
    fc.assert(
      fc.property(description, description, (before, after) => {
        const next = revise(before, { ...after, media: [...before.media, ...after.media] });
        expect(checkRevision(before, next)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [
      "another version with nothing new, twice",
      { ...first, origin: { ...first.origin, version: "18446744073709551617" } },
      "nothing else changes",
    ],
    ["the same version with something new", { ...first, name: "x" }, "expected one more"],
    ["another identifier", { ...first, origin: { ...first.origin, id: "2" } }, "another id"],
    ["a stream left out", { ...revise(first, { ...first, name: "x" }), media: first.media.slice(1) }, "never left out"],
  ])("%s is wrong", (_, next, what) => {
    expect(
      checkRevision(first, next)
        .map((each) => each.what)
        .join(),
    ).toContain(what);
    expect(checkRevision(first, next).every(({ clause }) => clause === "RFC 3264 §8")).toBe(true);
  });
});
