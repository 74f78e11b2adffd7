import { expect, test } from "vitest";
import { componentsOf, sessionOf } from "../../src/analysis/media.ts";
import type { MediaRef } from "../../src/model/media.ts";
import { smallFlow } from "../engine/small-flow.ts";

const whole: MediaRef = { kind: "components", session: "s", names: ["audio", "video", "message"] };

function withParameters(parameters: Readonly<Record<string, MediaRef>>) {
  const flow = smallFlow(() => {});
  return { ...flow, parameters: Object.entries(parameters).map(([id, media]) => ({ kind: "parameter" as const, id, media })) };
}

const parameter = (id: string): MediaRef => ({ kind: "parameter", parameter: id });
const rest = (of: MediaRef): MediaRef => ({ kind: "rest", session: "s", all: ["audio", "video", "message"], of });

test("named components are themselves, a parameter what it is set to, the rest what is left", () => {
  const flow = withParameters({ moved: { kind: "components", session: "s", names: ["video"] }, same: parameter("moved") });
  expect(componentsOf(whole, flow)).toEqual(["audio", "video", "message"]);
  expect(componentsOf(parameter("moved"), flow)).toEqual(["video"]);
  expect(componentsOf(parameter("same"), flow)).toEqual(["video"]);
  expect(componentsOf(rest(parameter("moved")), flow)).toEqual(["audio", "message"]);
  expect(componentsOf(rest(rest(parameter("same"))), flow)).toEqual(["video"]);
  expect([whole, parameter("same"), rest(parameter("moved"))].map((ref) => sessionOf(ref, flow))).toEqual(["s", "s", "s"]);
});

test("an unknown parameter is no media; one that speaks of itself comes to an end", () => {
  const flow = withParameters({ a: parameter("b"), b: parameter("a"), own: rest(parameter("own")) });
  expect(componentsOf(parameter("nobody"), flow)).toEqual([]);
  expect(componentsOf(parameter("a"), flow)).toEqual([]);
  expect(componentsOf(parameter("own"), flow)).toEqual(["audio", "video", "message"]);
  expect([parameter("nobody"), parameter("a")].map((ref) => sessionOf(ref, flow))).toEqual([null, null]);
});
