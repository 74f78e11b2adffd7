import { expect, test } from "vitest";
import { type GridCell, gridOf } from "../../src/spec/cover-grid.ts";
import type { Cover, FormId, Manuscript } from "../../src/spec/manuscript.ts";
import { printSpans } from "../../src/spec/spans-of.ts";
import { forms } from "../../src/spec/template/forms.ts";
import { fillTemplate, readTemplate } from "../../src/spec/template/index.ts";
import { writeWord } from "../../src/spec/word/write-word.ts";
import { writeHtml } from "../../src/spec/write-html.ts";
import { writeMarkdown } from "../../src/spec/write-markdown.ts";
import { complaintsOf, hasValidator } from "./word/validate.ts";

function filled(form: FormId, rows: string): Manuscript {
  return fillTemplate(readTemplate(`::document{title="A"}\n\n:::cover{form=${form}}\n${rows}\n:::\n`, "a.md"), new Map());
}

function coverOf({ blocks }: Manuscript): Cover {
  const [cover] = blocks;
  if (cover?.kind !== "cover") throw new Error("no cover");
  return cover;
}

const words = ({ paragraphs }: GridCell) => paragraphs.map(printSpans).join("\n");

test.each(forms.map(({ id }) => id))("%s: rows are as wide as the page, and each row of the form stands in it once", (id) => {
  const cover = coverOf(filled(id, "- Title: What it is about"));
  const { above, rows } = gridOf(cover);
  for (const cells of rows) expect(cells.reduce((sum, { share }) => sum + share, 0)).toBe(100);
  const page = [...above.flat().map(printSpans), ...rows.flat().map(words)];
  for (const { paragraphs } of cover.rows) {
    for (const said of paragraphs.map(printSpans)) {
      const text = said.replace(/^(?:\[ \] +(?:[YN] +)?)+/u, "").split(": <")[0] ?? "";
      expect(page.filter((each) => each.includes(text)).length).toBeGreaterThan(0);
    }
  }
  expect(page.filter((each) => each === "What it is about")).toHaveLength(1);
});

test("boxes: what is named is ticked; a specification that is named is a yes, none is a no, and what nobody says is open", () => {
  const text =
    "- Proposed change affects: me, Core Network\n- Other specs affected: Other core specifications: TS 23.281, CR 12\n\n  Test specifications: none";
  const manuscript = filled("3gpp-cr", text);
  const rows = gridOf(coverOf(manuscript)).rows.map((cells) => cells.map(words));
  expect(rows.find(([first]) => first === "Proposed change affects:")).toEqual([
    "Proposed change affects:",
    "UICC apps",
    "",
    "ME",
    "X",
    "Radio Access Network",
    "",
    "Core Network",
    "X",
  ]);
  const specs = rows.filter((cells) => cells[3]?.endsWith("specifications:"));
  expect(specs.map((cells) => cells.slice(1))).toEqual([
    ["X", "", "Other core specifications:", "TS 23.281, CR 12"],
    ["", "X", "Test specifications:", ""],
    ["", "", "O&M specifications:", "<numbers>"],
  ]);
  expect(writeMarkdown(manuscript)).toContain("\\[x\\] ME<br>");
  expect(writeHtml(manuscript)).toMatch(
    /<td class="words"[^>]*>Other core specifications:<\/td><td class="value right field"[^>]*>TS 23\.281, CR 12<\/td>/u,
  );
  if (hasValidator()) expect(complaintsOf(writeWord(manuscript))).toEqual([]);
});

test.each([
  ["- Proposed change affects: Cloud", 'a.md:4:1: this row has no box "Cloud". Boxes: UICC apps, ME, Radio Access Network, Core Network'],
  ["- Other specs affected: Tset specifications: none", 'this row has no box "Tset specifications". Did you mean Test specifications?'],
])("a box that there is not: %s", (row, said) => {
  let told = "";
  try {
    filled("3gpp-cr", row);
  } catch (error) {
    const { place, message, remedy } = error as { place: { file: string; line: number; column: number }; message: string; remedy: string };
    told = `${place.file}:${place.line}:${place.column}: ${message}. ${remedy}`;
  }
  expect(told).toContain(said);
});
