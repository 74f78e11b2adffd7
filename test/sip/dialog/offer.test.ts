import { expect, test } from "vitest";
import { concluded, described, hasDescription, noOffer, type OfferState } from "../../../src/sip/dialog/offer.ts";
import { responseTo } from "../../../src/sip/responses.ts";
import { request } from "../requests.ts";

const headers = [{ name: "Content-Type", value: "application/sdp" }];
const sdp = { headers, body: "v=0\r\n" };

/** "sent INVITE", "received 200 INVITE", "received 183- INVITE" (not reliable): what passes at one side; each with a description. */
function after(...passed: readonly string[]): OfferState {
  let state = noOffer;
  for (const line of passed) {
    const [way = "", what = "", method = what] = line.split(" ") as ["sent" | "received", string, string?];
    const asks = !/^\d/.test(what);
    const side = asks === (way === "sent") ? "local" : "remote";
    const message = asks ? request(method, sdp) : responseTo(request(method), { status: Number.parseInt(what, 10), ...sdp }, "1");
    state = described(state, way as "sent" | "received", message, `${side} 1 ${method}`, !what.endsWith("-"));
  }
  return state;
}

test("an offer in INVITE is answered by the first reliable answer, and what comes after it repeats it (RFC 3261 §13.2.1)", () => {
  expect(after("sent INVITE").open).toBe("local");
  expect(after("received INVITE").open).toBe("remote");
  expect(after("sent INVITE", "received 183- INVITE").open).toBe("local");
  expect(after("sent INVITE", "received 183 INVITE").open).toBe("none");
  expect(after("sent INVITE", "received 183- INVITE", "received 200 INVITE").open).toBe("none");
  expect(after("sent INVITE", "received 183 INVITE", "received 200 INVITE").open).toBe("none");
  expect(after("received INVITE", "sent 183 INVITE", "sent 200 INVITE").open).toBe("none");
});

test("an offer in an answer to INVITE is answered in PRACK or ACK (RFC 3262 §5, RFC 3261 §13.2.1)", () => {
  expect(after("received 200 INVITE").open).toBe("remote");
  expect(after("received 200 INVITE", "sent ACK").open).toBe("none");
  expect(after("sent 183 INVITE").open).toBe("local");
  expect(after("sent 183 INVITE", "received PRACK").open).toBe("none");
  expect(after("sent 183 INVITE", "received PRACK", "sent 200 INVITE").open).toBe("none");
});

test("UPDATE and PRACK have exchanges of their own in between (RFC 3311 §5.1, RFC 3262 §5)", () => {
  const early = ["sent INVITE", "received 183 INVITE"];
  expect(after(...early, "sent PRACK").open).toBe("local");
  expect(after(...early, "sent PRACK", "received 200 PRACK").open).toBe("none");
  expect(after(...early, "received UPDATE").open).toBe("remote");
  expect(after(...early, "received UPDATE", "sent 200 UPDATE", "received 200 INVITE").open).toBe("none");
});

test("a request that fails takes its offer with it", () => {
  expect(concluded(after("sent INVITE"), "local 1 INVITE").open).toBe("none");
  expect(concluded(after("sent INVITE"), "local 2 UPDATE").open).toBe("local");
  expect(concluded(noOffer, "local 1 INVITE")).toEqual(noOffer);
});

test("a description is a body of its type, alone or as a part", () => {
  const multipart = {
    headers: [{ name: "Content-Type", value: "multipart/mixed;boundary=b" }],
    body: "--b\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n--b--",
  };
  expect(hasDescription(request("INVITE", sdp))).toBe(true);
  expect(hasDescription(request("INVITE", multipart))).toBe(true);
  expect(hasDescription(request("INVITE", { headers }))).toBe(false);
  expect(hasDescription(request("INVITE", { headers: [{ name: "Content-Type", value: "text/plain" }], body: "v=0" }))).toBe(false);
});
