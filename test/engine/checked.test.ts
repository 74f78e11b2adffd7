import { expect, test } from "vitest";
import { execute } from "../../src/engine/index.ts";
import { checkTrace } from "../../src/trace/index.ts";
import { chain } from "./chain.ts";
import { allFlows } from "./six-flows.ts";

test.each([...allFlows, { name: "a chain", flow: chain(200, 5) }])("the checkers have nothing against $name", ({ flow }) => {
  for (let seed = 0; seed < 5; seed += 1) expect(checkTrace(execute(flow, { seed }).trace)).toEqual([]);
});
