import { expect, test } from "vitest";
import cmrContinue from "../../flows/cmr-continue.ts";
import cpmInPath from "../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../flows/cpm-transfer-not-in-path.ts";
import mcxMigration from "../../flows/mcx-migration.ts";
import mmscRetrieval from "../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../flows/mmsc-transfer.ts";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import type { Flow } from "../../src/model/flow.ts";
import { captionOf } from "../../src/spec/clause.ts";
import { type ClauseBlock, clauseOf, writeMarkdown } from "../../src/spec/index.ts";
import { labelOf } from "./label-of.ts";

/** What stands at the beginning of each line of the page, in the order of the contribution. */
const pages: readonly { readonly flow: Flow; readonly page: string; readonly caption: string }[] = [
  {
    flow: mmscTransfer,
    page: "figure 1. 2. 3~5. 6~8. 9~14. 15~17. 18~23. 24~32. 33~38. 39~44. NOTE:",
    caption: "Figure X: UE-1 transfers media components to UE-2",
  },
  {
    flow: mmscRetrieval,
    page: "figure 1. 2. 3. 4~6. 7~12. 13~21. NOTE: 22~27.",
    caption: "Figure X: UE-2 retrieves media components from UE-1",
  },
  {
    flow: cpmInPath,
    page: "plain figure 1. 2. 3. 4. 5. 6-7. 8-9. 10-11. 12-13. 14-15. 16-17. 18-19. 20-21. 22-23. 24-25.",
    caption: "Figure 1: CPM Session Transfer from one User device to another (CPM Conversation Server stays in Media Path)",
  },
  {
    flow: cpmNotInPath,
    page: "plain figure 1. 2. 3. 4. 5. 6-7. 8-9. 10. 11. 12. 13. 14. 15. 16. 17. 18. 19-23. 24-25. 26-27. 28-29. 30-31. 32-33. 34-38. 39. 40-45.",
    caption: "Figure 2: CPM Session Transfer from one User device to another (CPM Conversation Server is not in Media Path)",
  },
  { flow: cmrContinue, page: "figure 1 2 3 4 5 6 7 8 9 10 11", caption: "Figure X: CMRBT Continue Flow" },
  {
    flow: mcxMigration,
    page: "plain plain a) b) c) d) figure 1. NOTE_1: 2. 3. 4. NOTE_2: 5. 6. 7. NOTE_3: 8. 9. 10. 11. 12. NOTE_4:",
    caption: "Figure 10.1.6.2-1: MC service UE signalling plane registration in a partner MC system",
  },
];

function beginningOf(block: ClauseBlock): readonly string[] {
  switch (block.kind) {
    case "heading":
      return [];
    case "plain":
    case "figure":
      return [block.kind];
    case "precondition":
      return [block.label];
    case "paragraph":
    case "note":
      return [block.printed.replaceAll(" ", "_")];
  }
}

for (const { flow, page, caption } of pages) {
  test(`${flow.id}: numbers, ranges, NOTEs, preconditions and caption stand as in the contribution`, () => {
    const { blocks } = clauseOf(flow);
    expect(blocks.flatMap(beginningOf).join(" ")).toBe(page);
    expect(blocks.flatMap((block) => (block.kind === "figure" ? [captionOf(block)] : []))).toEqual([caption]);
  });

  test(`${flow.id}: the labels read back from the Markdown are the same`, () => {
    const lines = writeMarkdown(clauseOf(flow)).split("\n\n");
    expect(lines.flatMap((line) => labelOf(line) ?? [])).toEqual(page.split(" ").filter((word) => /^\d/u.test(word)));
    expect(lines).toContain(caption);
    expect(lines.filter((line) => line.startsWith("!["))).toHaveLength(1);
  });

  test(`${flow.id}: every reference finds its number and its block, every sentence is one`, () => {
    const { blocks } = clauseOf(flow);
    const ids = new Set(blocks.flatMap((block) => ("id" in block ? [block.id] : [])));
    expect(ids.size).toBe(blocks.filter((block) => "id" in block).length);
    for (const block of blocks) {
      if (!("spans" in block)) continue;
      const text = block.spans.map((span) => span.value).join("");
      expect(text).toMatch(/^[\p{Lu}\d].*[.:]$/u);
      expect(text).not.toMatch(/\s\s|\s[.,;:]|\.\.|\bthe the\b|\?/iu);
      for (const span of block.spans) if (span.kind === "reference") for (const target of span.targets) expect(ids).toContain(target);
    }
  });
}

test("a resolved variant prints with its gap and its letters", () => {
  const labels = (flow: Flow) =>
    writeMarkdown(clauseOf(resolveVariant(flow, "all-media")))
      .split("\n\n")
      .flatMap((line) => labelOf(line) ?? []);
  expect(labels(mmscTransfer).join(" ")).toBe("1. 2. 3~5. 6~8. 9~14. 15~17. 18~23. 33~38. 39~44. 44a~44c. 44d~44f.");
  expect(labels(mmscRetrieval).join(" ")).toBe("1. 2. 3. 4~6. 7~12. 22~27. 27a~27c. 27d~27f.");
});
