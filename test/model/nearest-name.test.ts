import { expect, test } from "vitest";
import { namesInstead, nearestName } from "../../src/model/nearest-name.ts";

test("the nearest name, where one is near and no other as near", () => {
  expect(nearestName("vidoe", ["audio", "video"])).toBe("video");
  expect(nearestName("Ue1", ["ue1", "mmsc"])).toBe("ue1");
  expect(nearestName("bop", ["bob", "boy"])).toBeNull();
  expect(nearestName("something else", ["audio", "video"])).toBeNull();
  expect(nearestName("x", [])).toBeNull();
});

test("what to say of a name that is not there", () => {
  expect(namesInstead("perfix", ["sign", "prefix"], "options")).toBe("Did you mean prefix? Options: sign, prefix");
  expect(namesInstead("mmsc", ["cpm", "mmsc-transfer"], "flows")).toBe("Did you mean mmsc-transfer? Flows: cpm, mmsc-transfer");
  expect(namesInstead("zzz", ["cpm"], "flows")).toBe("Flows: cpm");
  expect(namesInstead("zzz", [], "flows")).toBe("There are no flows");
});
