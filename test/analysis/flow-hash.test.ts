import { expect, test } from "vitest";
import { flowHash } from "../../src/analysis/flow-hash.ts";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { allFlows, sixFlows } from "../engine/six-flows.ts";

/** The same data, each place another. */
function moved<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === "place" ? { file: "elsewhere.ts", line: 99, column: 1 } : inner)));
}

test("the hash of a flow does not depend on where its lines stand", () => {
  for (const { flow, name } of allFlows) {
    expect(JSON.stringify(moved(flow)), name).not.toBe(JSON.stringify(flow));
    expect(flowHash(moved(flow)), name).toBe(flowHash(flow));
    expect(flowHash(flow)).toMatch(/^[0-9a-f]{64}$/u);
  }
});

test("it differs with anything else, and from flow to flow", () => {
  const hashes = allFlows.map(({ flow }) => flowHash(flow));
  expect(new Set(hashes).size).toBe(allFlows.length);
  for (const flow of sixFlows) {
    expect(flowHash({ ...flow, title: `${flow.title}.` })).not.toBe(flowHash(flow));
    expect(flowHash({ ...flow, messages: flow.messages.slice(1) })).not.toBe(flowHash(flow));
    for (const { id } of flow.variants) expect(flowHash(resolveVariant(flow, id))).not.toBe(flowHash(flow));
  }
});
