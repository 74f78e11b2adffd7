import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import rfc3665 from "../../flows/examples/rfc3665-two-proxies.ts";
import { stepRowsOf } from "../../src/spec/index.ts";

test("the flow in the README is the example of that name, and the picture is its figure", () => {
  const readme = readFileSync("README.md", "utf8");
  const [, code] = /```ts\n(.*?)```/su.exec(readme) ?? [];
  expect(code).toBe(readFileSync("flows/examples/call-through-a-proxy.ts", "utf8"));
  const [, picture = ""] = /!\[[^\]]*\]\(([^)]*)\)/u.exec(readme) ?? [];
  expect(picture).toBe("out/examples/call-through-a-proxy/figure.svg");
  expect(existsSync(picture)).toBe(true);
});

test("every example is built", () => {
  const ids = readdirSync("flows/examples").map((name) => name.replace(/\.ts$/u, ""));
  expect(readdirSync("out/examples").sort()).toEqual(ids.sort());
});

test("RFC 3665 §3.2: the numbers of the RFC", () => {
  const rows = stepRowsOf(rfc3665).map(({ printed, from, to, message }) => `${printed} ${from} > ${to}: ${message}`);
  expect(rows).toEqual(
    `
    F1 Alice > Proxy 1: INVITE
    F2 Proxy 1 > Alice: 407 Proxy Authentication Required
    F3 Alice > Proxy 1: ACK
    F4 Alice > Proxy 1: INVITE
    F5 Proxy 1 > Proxy 2: INVITE
    F6 Proxy 1 > Alice: 100 Trying
    F7 Proxy 2 > Bob: INVITE
    F8 Proxy 2 > Proxy 1: 100 Trying
    F9 Bob > Proxy 2: 180 Ringing
    F10 Proxy 2 > Proxy 1: 180 Ringing
    F11 Proxy 1 > Alice: 180 Ringing
    F12 Bob > Proxy 2: 200 OK
    F13 Proxy 2 > Proxy 1: 200 OK
    F14 Proxy 1 > Alice: 200 OK
    F15 Alice > Proxy 1: ACK
    F16 Proxy 1 > Proxy 2: ACK
    F17 Proxy 2 > Bob: ACK
    F18 Bob > Proxy 2: BYE
    F19 Proxy 2 > Proxy 1: BYE
    F20 Proxy 1 > Alice: BYE
    F21 Alice > Proxy 1: 200 OK
    F22 Proxy 1 > Proxy 2: 200 OK
    F23 Proxy 2 > Bob: 200 OK`
      .trim()
      .split(/\n\s*/u),
  );
});
