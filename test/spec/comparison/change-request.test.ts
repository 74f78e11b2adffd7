import fc from "fast-check";
import { describe, expect, test } from "vitest";
import cmrContinue from "../../../flows/cmr-continue.ts";
import cpmInPath from "../../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../../flows/cpm-transfer-not-in-path.ts";
import everyElement from "../../../flows/examples/every-element.ts";
import mcxMigration from "../../../flows/mcx-migration.ts";
import mmscRetrieval from "../../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../../flows/mmsc-transfer.ts";
import { compareFlows } from "../../../src/analysis/comparison/compare-flows.ts";
import { resolveVariant } from "../../../src/analysis/resolve-variant.ts";
import type { DocumentTree } from "../../../src/document/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { changeRequest } from "../../../src/spec/comparison/change-request.ts";
import { manuscriptOf } from "../../../src/spec/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { flowWith, parts } from "../../analysis/random-flows.ts";
import { readBytes } from "../../document/show.ts";
import { parseAll, partOf } from "../word/read-word.ts";
import { complaintsOf, hasValidator } from "../word/validate.ts";

const by = { author: "A. <Editor>", date: "2026-01-31" };

const pairs: readonly (readonly [string, Flow, Flow])[] = [
  ["a flow and its variant", mmscTransfer, resolveVariant(mmscTransfer, "all-media")],
  ["a variant and its flow", resolveVariant(mmscTransfer, "all-media"), mmscTransfer],
  ["two flows that are alike", mmscTransfer, mmscRetrieval],
  ["long to short", cpmNotInPath, cpmInPath],
  ["short to long", cpmInPath, cpmNotInPath],
  ["two that have little in common", mcxMigration, cmrContinue],
  ["everything there is, and less", everyElement, { ...everyElement, notes: [], preconditions: [], introduction: [] }],
  ["less, and everything there is", { ...everyElement, notes: [], preconditions: [], introduction: [] }, everyElement],
  ["NOTEs at the end are gone", mmscTransfer, { ...mmscTransfer, notes: [] }],
  ["NOTEs at the end are new", { ...mmscTransfer, notes: [] }, mmscTransfer],
  ["nothing has changed", mmscTransfer, mmscTransfer],
];

/** A second each: those that have something the others have not. */
const validated = new Set(["a flow and its variant", "short to long", "everything there is, and less", "less, and everything there is"]);

/** Style and text of every paragraph, those of figures apart. */
function paragraphsOf(tree: DocumentTree | null): readonly string[] {
  return (tree?.blocks ?? []).flatMap((block) => (block.kind === "paragraph" ? [`${block.style}: ${block.text}`] : []));
}

async function expectViews(old: Flow, now: Flow): Promise<Uint8Array> {
  const bytes = changeRequest(compareFlows(old, now), by);
  const read = await readBytes(bytes, "cr.docx");
  const plain = async (flow: Flow) => paragraphsOf((await readBytes(writeWord(manuscriptOf(flow)), "plain.docx")).accepted);
  expect(paragraphsOf(read.accepted)).toEqual(await plain(now));
  expect(paragraphsOf(read.original ?? read.accepted)).toEqual(await plain(old));
  return bytes;
}

describe.each(pairs)("%s", (about, old, now) => {
  test("accepted, it is the new clause; rejected, the old one", async () => {
    const bytes = await expectViews(old, now);
    parseAll(bytes);
    const document = partOf(bytes, "word/document.xml");
    const ids = [...document.matchAll(/<w:(?:ins|del|pPrChange|bookmarkStart) w:id="(\d+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const names = new Set([...document.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/gu)].map(([, name]) => name));
    for (const [, name] of document.matchAll(/(?: REF |w:anchor=")(\w+)/gu)) expect(names).toContain(name);
  });

  if (validated.has(about)) {
    test.skipIf(!hasValidator())("it is valid by the Open XML validator (skipped where its optional package is absent)", () => {
      expect(complaintsOf(changeRequest(compareFlows(old, now), by))).toEqual([]);
    });
  }
});

test("whatever two flows say", async () => {
  await fc.assert(
    fc.asyncProperty(parts, parts, async (a, b) => {
      await expectViews(flowWith(a), flowWith(b));
    }),
    { numRuns: 30 },
  );
});

test("words are marked, not whole paragraphs; numbers and references with them", () => {
  const now: Flow = {
    ...mmscTransfer,
    paragraphs: mmscTransfer.paragraphs.map((one, at) =>
      at === 2 && one.text !== null ? { ...one, text: [{ kind: "text", value: "Then " }, ...one.text] } : one,
    ),
  };
  const document = partOf(changeRequest(compareFlows(mmscTransfer, now), by), "word/document.xml");
  expect(document.match(/<w:ins .*?<\/w:ins>/gu)).toEqual([
    '<w:ins w:id="27" w:author="A. &lt;Editor&gt;" w:date="2026-01-31T00:00:00Z"><w:r><w:t xml:space="preserve">Then </w:t></w:r></w:ins>',
  ]);
  expect(document).not.toContain("<w:del");
  const renumbered = {
    ...mmscTransfer,
    steps: mmscTransfer.steps.map((step) => ({ ...step, number: { ...step.number, number: step.number.number + 1 } })),
    paragraphs: mmscTransfer.paragraphs.map((one) => ({
      ...one,
      label:
        one.label.kind === "number"
          ? { ...one.label, number: one.label.number + 1 }
          : {
              ...one.label,
              first: { ...one.label.first, number: one.label.first.number + 1 },
              last: { ...one.label.last, number: one.label.last.number + 1 },
            },
    })),
  };
  const other = partOf(changeRequest(compareFlows(mmscTransfer, renumbered), by), "word/document.xml");
  const gone = [...other.matchAll(/<w:delText xml:space="preserve">([^<]*)</gu)].map(([, words]) => words);
  expect(gone).toContain("3~5");
  expect(gone.filter((words) => words === "24~32")).toHaveLength(2);
});
