import { expect, expectTypeOf, test } from "vitest";
import { isMethod, mayAnswer, methods, type StatusOf } from "../../src/sip/methods.ts";
import { isFinal, isStatus, reasonOf, statuses } from "../../src/sip/statuses.ts";

test("all fourteen registered methods are here", () => {
  expect(Object.keys(methods)).toEqual([
    ..."ACK BYE CANCEL INFO INVITE MESSAGE NOTIFY OPTIONS PRACK PUBLISH REFER REGISTER SUBSCRIBE UPDATE".split(" "),
  ]);
  expect(isMethod("INVITE")).toBe(true);
  expect(isMethod("toString")).toBe(false);
});

test("every registered status is the answer to some method, and none stands twice", () => {
  const used = new Set<number>(Object.values(methods).flatMap((method) => [...method.statuses]));
  expect([...used].sort((a, b) => a - b)).toEqual([...statuses]);
  for (const [name, method] of Object.entries(methods)) expect(new Set(method.statuses).size, name).toBe(method.statuses.length);
});

test.each([
  ["INVITE", 180, true],
  ["INVITE", 202, false],
  ["REFER", 180, false],
  ["REFER", 202, true],
  ["REFER", 200, true],
  ["BYE", 486, false],
  ["CANCEL", 401, false],
  ["ACK", 200, false],
  ["REGISTER", 401, true],
  ["REGISTER", 481, false],
  ["PUBLISH", 412, true],
  ["SUBSCRIBE", 489, true],
  ["INFO", 469, true],
  ["FROBNICATE", 299, true],
])("%s may be answered with %i: %s", (method, status, may) => {
  expect(mayAnswer(method, status)).toBe(may);
});

test("reason phrases, registered or of the class", () => {
  expect([200, 202, 481, 504, 608].map(reasonOf)).toEqual([
    "OK",
    "Accepted",
    "Call/Transaction Does Not Exist",
    "Server Time-out",
    "Rejected",
  ]);
  expect([299, 499, 699, 700, 0].map(reasonOf)).toEqual(["Success", "Request Failure", "Global Failure", "", ""]);
  expect(isStatus(299)).toBe(false);
  expect([100, 199, 200, 603].map(isFinal)).toEqual([false, false, true, true]);
});

test("a status its method does not have is no type of it", () => {
  expectTypeOf<180>().toExtend<StatusOf<"INVITE">>();
  expectTypeOf<180>().not.toExtend<StatusOf<"REFER">>();
  expectTypeOf<StatusOf<"ACK">>().toBeNever();
});
