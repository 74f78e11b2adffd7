import { expect, test } from "vitest";
import { call } from "../call.ts";

test("what was corrected in several steps is told of steps, in one of a step", async () => {
  const { out } = await call(".", ["show", "cpm-transfer-in-path", "--errata"]);
  expect(out).toMatch(/^ {4}here {2}steps 4-5$/mu);
  expect(out).toMatch(/^ {4}here {2}step \d+$/mu);
  const { errata } = JSON.parse((await call(".", ["show", "cpm-transfer-in-path", "--errata", "--json"])).out);
  expect(errata[0].step).toBe("4-5");
});
