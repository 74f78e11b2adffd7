import { expect, test } from "vitest";
import { canonicalAddress, isSameUri } from "../../src/sip/same-uri.ts";

// The examples of RFC 3261 §19.1.4.

test.each([
  ["sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"],
  ["sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"],
  ["sip:carol@chicago.com", "sip:carol@chicago.com;security=on"],
  [
    "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
    "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com",
  ],
  ["sip:alice@atlanta.com?subject=project%20x&priority=urgent", "sip:alice@atlanta.com?priority=urgent&subject=project%20x"],
  ["tel:+358-555-1234567", "tel:+358-555-1234567"],
])("%s is %s", (one, other) => {
  expect(isSameUri(one, other)).toBe(true);
  expect(isSameUri(other, one)).toBe(true);
});

test.each([
  ["SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"],
  ["sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"],
  ["sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"],
  ["sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"],
  ["sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"],
  ["sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"],
  ["sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"],
  ["sip:carol@chicago.com", "sips:carol@chicago.com"],
  ["sip:carol:secret@chicago.com", "sip:carol@chicago.com"],
  ["tel:+358", "tel:+359"],
])("%s is not %s", (one, other) => {
  expect(isSameUri(one, other)).toBe(false);
  expect(isSameUri(other, one)).toBe(false);
});

test("bindings are kept under an address without its parameters (§10.3)", () => {
  expect(canonicalAddress("sip:%61lice@AtLanTa.CoM;user=phone?x=y")).toBe("sip:alice@atlanta.com");
  expect(canonicalAddress("sips:bob@biloxi.com:5061")).toBe("sips:bob@biloxi.com:5061");
  expect(canonicalAddress("tel:+358-555")).toBe("tel:+358-555");
});
