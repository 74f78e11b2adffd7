import { expect, test } from "vitest";
import mcxMigration from "../../../flows/mcx-migration.ts";
import mmscRetrieval from "../../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { writeMarkdown } from "../../../src/spec/index.ts";
import type { Manuscript } from "../../../src/spec/manuscript.ts";
import { fillTemplate, readTemplate } from "../../../src/spec/template/index.ts";
import { writeHtml } from "../../../src/spec/write-html.ts";

const flows = new Map<string, Flow>([mmscTransfer, mmscRetrieval, mcxMigration].map((flow) => [flow.id, flow]));

function filled(text: string, about = ""): Manuscript {
  return fillTemplate(readTemplate(`::document{title=x ${about}}\n\n${text}\n`, "t.md"), flows);
}

function linesOf(text: string, about = ""): readonly string[] {
  return writeMarkdown(filled(text, about)).trimEnd().split("\n\n");
}

test("what looks like a directive within a line is words", () => {
  const line = "At 10:30 sip:alice@example.com calls 23.228:5, ::really, and 3~5 and 6~8 stand.";
  expect(linesOf(line.replace(", ::really", ""))).toEqual([line.replace(", ::really", "").replaceAll("~", "\\~")]);
  expect(linesOf(line)[0]).toContain("::really");
});

test("clauses are numbered by depth, annexes by letter, and what has no number keeps none", () => {
  const text =
    "# Foreword\n\n# Scope\n\n## First\n\n## Second\n\n### Deep\n\n# 9 Typed\n\n## Again\n\n# Annex (informative): More\n\n## Inside\n\n# Annex: Last";
  expect(linesOf(text, "clauses=computed")).toEqual([
    "# Foreword",
    "# 1 Scope",
    "## 1.1 First",
    "## 1.2 Second",
    "### 1.2.1 Deep",
    "# 2 Typed",
    "## 2.1 Again",
    "# Annex A (informative): More",
    "## A.1 Inside",
    "# Annex B: Last",
  ]);
});

test("a flow takes the next number and its figure follows, and so does what cites them", () => {
  const text =
    "# Flows\n\nSee clause [](#mmsc-transfer), figure [](#mmsc-retrieval/figure) and clause [](#flows).\n\n::flow{id=mmsc-transfer}\n\n::flow{id=mmsc-retrieval}";
  const lines = linesOf(text, "clauses=computed figures=clause");
  expect(lines[1]).toBe("See clause 1.1, figure 1.2-1 and clause 1.");
  expect(lines).toContain("## 1.1 Transfer media components from one UE to another UE");
  expect(lines).toContain("Figure 1.2-1: UE-2 retrieves media components from UE-1");
});

test("what the text of a flow cites is renumbered with it: figures, and NOTEs where another stands before them", () => {
  const lines = linesOf("# 7 Clause\n\nNOTE: One more.\n\n::flow{id=mcx-migration part=text}", "figures=document");
  expect(lines.filter((line) => line.startsWith("NOTE")).map((line) => line.slice(0, 7))).toEqual([
    "NOTE 1:",
    "NOTE 2:",
    "NOTE 3:",
    "NOTE 4:",
    "NOTE 5:",
  ]);
  expect(lines.find((line) => line.startsWith("NOTE 3:"))).toMatch(/figure 1 leaves out/u);
  expect(lines).toContain("Figure 1: MC service UE signalling plane registration in a partner MC system");
});

test("a clause without a NOTE of another's counts anew", () => {
  expect(linesOf("# 1 A\n\nNOTE: x\n\n# 2 B\n\nNOTE 7: y\n\nEXAMPLE: z\n\nNOTE: w\n\nEditor's note: v")).toEqual([
    "# 1 A",
    "NOTE: x",
    "# 2 B",
    "NOTE 1: y",
    "EXAMPLE: z",
    "NOTE 2: w",
    "Editor's note: v",
  ]);
});

const parts: readonly (readonly [part: string, lines: RegExp])[] = [
  ["introduction", /^When an MC service UE connects[^\n]*\n$/u],
  ["preconditions", /^Preconditions:\n\na\) [^\n]+\n\nb\) [^\n]+\n\nc\) [^\n]+\n\nd\) [^\n]+\n$/u],
  ["figure", /^!\[Sequence chart[^\n]+\n\nFigure 10\.1\.6\.2-1: [^\n]+\n$/u],
  ["steps", /^1\\\. The signalling user agent[^\n]+\n\nNOTE 1: /u],
  ["ladder", /^```text\n[ -~\n]+\n```\n$/u],
  [
    "table",
    /^\| Step \| From \| To \| What \|\n\| --- \| --- \| --- \| --- \|\n\| 1 \| signalling user agent \| SIP core in the partner MC system \| SIP registration request \|\n/u,
  ],
  ["errata", /^\| Where \| In the source \| Here \| Why \|\n/u],
];

test.each(parts)("::flow part=%s", (part, lines) => {
  expect(writeMarkdown(filled(`::flow{id=mcx-migration part=${part}}`))).toMatch(lines);
});

test("a variant is a flow like any other, beside the flow itself", () => {
  const document = filled("::flow{id=mmsc-transfer}\n\n::flow{id=mmsc-transfer variant=all-media}");
  expect([...document.flows.keys()]).toEqual(["mmsc-transfer", "mmsc-transfer/all-media"]);
  expect(writeMarkdown(document)).toContain("44a~44c.");
});

test("a reference to a part that is not shown is words, a reference to one that is links", () => {
  const only = writeHtml(filled("::flow{id=mmsc-transfer part=steps}"));
  expect(only).toMatch(/<a href="#mmsc-transfer\/[^"]+">24~32<\/a>/u);
  const cut = filled("::flow{id=mcx-migration part=preconditions}\n\n::flow{id=mcx-migration part=figure}");
  expect(writeHtml(cut)).not.toContain("<a ");
});

test("the forms, marks and lists of contributions", () => {
  const text = [
    ":::cover{form=oma-cr}\n- Title: A change\n- To: WG\n\n  and others\n:::",
    ":::change{title=One}\n# 6.1 Text\n:::",
    ":::proposal\n\nText.\n\n:::",
    ":::entries\n1. TS 1: one\n2. TS 2: two\n:::",
    ":::entries\n- VCC: Voice Call Continuity\n:::",
    "- a\n  - b\n\n1) c\n2) d",
    "See [](#ts-2), *this* and **that**, `code` and [the site](https://example.org).",
  ].join("\n\n");
  const page = writeMarkdown(filled(text));
  expect(page).toContain("| CHANGE REQUEST | |\n| --- | --- |\n| Title: | A change |\n| Class: | \\<class> |\n| To: | WG<br>and others |");
  expect(page).toContain("**Change 1: One**\n\n# 6.1 Text");
  expect(page).toContain("Start 1st text proposal");
  expect(page).toContain("[1] TS 1: one\n\n[2] TS 2: two\n\nVCC Voice Call Continuity");
  expect(page).toContain("- a\n  - b\n\n1\\) c\n\n2\\) d");
  expect(page).toContain("See [2], *this* and **that**, `code` and [the site](<https://example.org>).");
});
