import { expect, test } from "vitest";
import { newMargin } from "../../src/sip/margin.ts";

test("a note is with its object, each margin by itself, and the last one counts", () => {
  const [one, other] = [newMargin<object, string>(), newMargin<object, number>()];
  const object = { raw: "x" };
  expect(one.read(object)).toBeUndefined();
  one.note(object, "a");
  one.note(object, "b");
  other.note(object, 1);
  expect([one.read(object), other.read(object), one.read({ raw: "x" })]).toEqual(["b", 1, undefined]);
});

test("nobody sees it: not in copies, comparisons or JSON; what is frozen and lists can have it too", () => {
  const margin = newMargin<object, string>();
  const frozen = Object.freeze({ raw: "x" });
  const list: number[] = [1, 2];
  for (const one of [frozen, list]) margin.note(one, "noted");
  expect([margin.read(frozen), margin.read(list)]).toEqual(["noted", "noted"]);
  expect([margin.read({ ...frozen }), margin.read(list.slice())]).toEqual([undefined, undefined]);
  expect([Reflect.ownKeys(frozen), JSON.stringify(list)]).toEqual([["raw"], "[1,2]"]);
  expect(frozen).toStrictEqual({ raw: "x" });
  expect(structuredClone(frozen)).toStrictEqual({ raw: "x" });
});
