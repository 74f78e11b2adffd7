import { expect, test } from "vitest";
import { printedLabel, recoverContribution } from "../../src/contribution/index.ts";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/documents/read-documents.ts";
import { largeWordFile } from "../bench/large-documents.ts";

test("a view that shares with the other what is the same says what it says by itself", async () => {
  const { accepted, original } = await readDocument(largeWordFile(0.05), { file: "tracked.docx", tools: documentTools({}) });
  if (original === null) throw new Error("nothing is tracked");
  const now = recoverContribution(accepted);
  const shared = recoverContribution(original, null, now);
  expect(shared).toEqual(recoverContribution(original));
  const steps = new Set(now.flows.flatMap((flow) => flow.steps));
  const own = shared.flows.flatMap((flow) => flow.steps).filter((step) => !steps.has(step));
  expect(own.length).toBeGreaterThan(0);
  expect(own.length * 5).toBeLessThan(steps.size);
});

test("the label that nearly every step has is read as the grammar reads it", () => {
  const { end, ...label } = printedLabel("12.\tUE-1 sends") ?? { end: 0 };
  expect(end).toBe(4);
  // Two blanks are one more than the shortcut takes.
  expect(printedLabel("12.\t UE-1 sends")).toEqual({ ...label, end: 5 });
  expect(printedLabel("3-3-5. The UE")?.spans).toHaveLength(2);
});
