import { expect, test } from "vitest";
import { smallFlow } from "../small-flow.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./call.ts";

test("a step that fails is told with its place, which scripts do not get", async () => {
  const cwd = temporaryFolder({ "flows/a.ts": smallFlow("a", { inside: "flow.request(path(bob, alice), sip.message());" }) });
  const told = await call(cwd, ["run", "a"]);
  expect(told.exit).toBe(1);
  expect(told.out).toMatch(/\n {2}failures\n {4}step 1 {2}flows\/a\.ts:13:10 {2}\S/u);
  const { failures } = JSON.parse((await call(cwd, ["run", "a", "--json"])).out);
  expect(failures).toEqual([{ step: "1", reason: expect.any(String) }]);
});
