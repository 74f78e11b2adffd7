import { expect, test } from "vitest";
import { type ReadDocument, readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument, type View } from "../../src/lint/contribution/run.ts";
import { readWord } from "../document/show.ts";
import { del, ins, mark, p, styled, t } from "../document/word-file.ts";

/** A step that is renumbered by hand. */
const renumbered = (before: string, after: string, text: string) => p(`${del(before)}${ins(t(after))}${t(`.\t${text}`)}`, styled("B1"));
const step = (number: string, text: string) => p(`${number}.\t${text}`, styled("B1"));
const heading = p("5.2\tRedemption", styled("Heading2"));

async function found(body: string, view: View | null = null): Promise<readonly string[]> {
  const { diagnostics } = lintDocument(await readWord({ body }), { view });
  return diagnostics
    .filter(({ severity }) => severity !== "info")
    .map(({ rule, severity, quote, expected }) => `${severity} ${rule} ${quote} → ${expected}`);
}

const inserted =
  heading +
  step("1", "The handset sends a Redeem request to the shop server.") +
  p(ins(t("2.\tThe shop server sends a Price request to the till.")), styled("B1") + mark("ins")) +
  p(ins(t("3.\tThe till sends a Price response to the shop server.")), styled("B1") + mark("ins")) +
  renumbered("2", "4", "The shop server sends a Check request to the ledger.") +
  renumbered("3", "5", "The ledger sends a Check response to the shop server.") +
  renumbered("4", "6", "The shop server sends a Redeem response to the handset, with what was received in step 3.") +
  p("NOTE:\tStep 2 is left out for small sums.", styled("NO"));

test("a reference that has kept the old number of its step is found, with what the step was before", async () => {
  const { diagnostics } = lintDocument(await readWord({ body: inserted }));
  const stale = diagnostics.filter(({ rule }) => rule === "reference/no-shifted-steps");
  expect(stale.map(({ quote, expected, severity }) => [quote, expected, severity])).toEqual([
    ["step 3", "step 5", "error"],
    ["Step 2", "Step 4", "error"],
  ]);
  expect(stale[0]?.message).toContain("step 5 was step 3 before this change");
});

test("a reference that was renumbered too is right", async () => {
  const body = inserted
    .replace("received in step 3.", `received in step </w:t></w:r>${del("3")}${ins(t("5"))}${t(".")}<w:r><w:t>`)
    .replace("Step 2 is left out", "What is optional is left out");
  expect(await found(body)).toEqual([]);
});

const old =
  heading +
  step("1", "The handset sends a Redeem request to the shop server.") +
  step("3", "The shop server sends a Redeem response to the handset. See step 9.");

const behind = p("5.3\tReturn", styled("Heading2"));

test("what was wrong before is told only to those who ask for all", async () => {
  const body = old + p(ins(t("4.\tThe handset shows it, as in step 8.")), styled("B1") + mark("ins")) + behind;
  const gap = "error step/no-gap 3 → 2";
  expect(await found(body)).toEqual(["error reference/no-undefined-step step 8 → null"]);
  expect(await found(body, "accepted")).toEqual([
    gap,
    "error reference/no-undefined-step step 9 → null",
    "error reference/no-undefined-step step 8 → null",
  ]);
  expect(await found(body, "original")).toEqual([gap, "error reference/no-undefined-step step 9 → null"]);
});

test("without tracked changes everything is told", async () => {
  expect(await found(old)).toHaveLength(2);
});

test("a base specification knows the steps of clauses that the extract leaves out", async () => {
  const read = async (text: string): Promise<ReadDocument> => readDocument(Buffer.from(text), { file: "any.md", tools: documentTools({}) });
  const base = await read(
    "## 4.1 Login\n\n1. The handset sends a Login request to the shop server.\n2. The shop server sends a Login response to the handset.\n",
  );
  const extract = await read(
    "*** First change ***\n\n## 5.2 Redemption\n\n1. The handset logs in as in steps 1 to 4 of clause 4.1.\n2. The handset sends a Redeem request to the shop server.\n3. The shop server sends a Redeem response to the handset.\n",
  );
  expect(lintDocument(extract).diagnostics).toEqual([]);
  expect(lintDocument(extract, { base }).diagnostics.map(({ message }) => message)).toEqual([
    "Unexpected reference to step 4 of clause 4.1 in the base specification, expected one of steps 1 to 2",
  ]);
});
