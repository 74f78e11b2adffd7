import { expect, test } from "vitest";
import { makeMetricsTable } from "./make-metrics-table.ts";

test("the table of widths is the one made from the face", async () => {
  await expect(makeMetricsTable()).toMatchFileSnapshot("../../../src/figure/measure/metrics-table.ts");
});
