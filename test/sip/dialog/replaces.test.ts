import { expect, test } from "vitest";
import { type Dialog, dialogOfServer } from "../../../src/sip/dialog/dialog.ts";
import { type Replaceable, replacementOf } from "../../../src/sip/dialog/replaces.ts";
import { request } from "../requests.ts";

const dialog: Dialog = {
  ...dialogOfServer(request("INVITE", { callId: "12345@149.112.118.3" }), "7743", "confirmed"),
  id: "12345@149.112.118.3 7743 6472",
};
const held: Replaceable = { dialog, initiated: false, invited: true, over: false };

function replace(values: readonly string[], found: Partial<Replaceable> | null, id = dialog.id) {
  const headers = values.map((value) => ({ name: "Replaces", value }));
  const result = replacementOf(request("INVITE", { headers }), (asked) => (found !== null && asked === id ? { ...held, ...found } : null));
  return result.kind === "refused" ? result.status : result.kind;
}

const value = "12345@149.112.118.3;to-tag=7743;from-tag=6472";
const early = { dialog: { ...dialog, state: "early" as const } };

test("what a Replaces finds (RFC 3891 §3)", () => {
  expect(replace([], {})).toBe("none");
  expect(replace([value], {})).toBe("dialog");
  expect(replace([value], null)).toBe(481);
  expect(replace([value], { invited: false })).toBe(481);
  expect(replace([value], { over: true })).toBe(603);
  expect(replace([`${value};early-only`], {})).toBe(486);
  expect(replace([value], { ...early, initiated: true })).toBe("dialog");
  expect(replace([`${value};early-only`], { ...early, initiated: true })).toBe("dialog");
  expect(replace([value], { ...early, initiated: false })).toBe(481);
  expect(replace([value, value], {})).toBe(400);
  expect(replace(["12345@149.112.118.3"], {})).toBe(400);
  // The tags are those of who receives it: to-tag is its own.
  expect(replace(["12345@149.112.118.3;to-tag=6472;from-tag=7743"], {})).toBe(481);
});

test("0 stands for the tag of a peer that has none (RFC 3891 §3)", () => {
  expect(replace(["12345@149.112.118.3;to-tag=7743;from-tag=0"], {}, "12345@149.112.118.3 7743 ")).toBe("dialog");
});
