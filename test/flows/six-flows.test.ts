import { expect, test } from "vitest";
import cmrContinue from "../../flows/cmr-continue.ts";
import cpmInPath from "../../flows/cpm-transfer-in-path.ts";
import cpmNotInPath from "../../flows/cpm-transfer-not-in-path.ts";
import mcxMigration from "../../flows/mcx-migration.ts";
import mmscRetrieval from "../../flows/mmsc-retrieval.ts";
import mmscTransfer from "../../flows/mmsc-transfer.ts";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import type { Flow } from "../../src/model/flow.ts";
import { type StepRow, stepRowsOf } from "../../src/spec/index.ts";
import { tables } from "./tables.ts";

const flows: readonly Flow[] = [mmscTransfer, mmscRetrieval, cpmInPath, cpmNotInPath, cmrContinue, mcxMigration];

/** The steps of a flow in the writing of the tables. */
function writtenSteps(flow: Flow): readonly string[] {
  return stepRowsOf(flow).map(writtenStep);
}

function writtenStep({ printed, kind, from, to, message }: StepRow): string {
  switch (kind) {
    case "message":
      return `${printed} ${from} > ${to}: ${message}`;
    case "action":
      return `${printed} ${from}: action`;
    case "exchange":
      return `${printed} ${from} and ${to}: exchange`;
    case "condition":
    case "reference":
      return `${printed} ${kind}`;
  }
}

function tableOf(id: string): readonly string[] {
  return (tables[id] ?? "").trim().split(/\n\s*/u);
}

for (const flow of flows) {
  test(`${flow.id}: sender, receiver and message of each number`, () => {
    expect(writtenSteps(flow)).toEqual(tableOf(flow.id));
  });
}

test("mmsc-transfer, all media: the update of UE-1 does not take place, and it is released at the end", () => {
  const bye = ["44a MMSC AS > S-CSCF: BYE", "44b S-CSCF > P-CSCF-1: BYE", "44c P-CSCF-1 > UE-1: BYE"];
  const ok = ["44d UE-1 > P-CSCF-1: 200 OK", "44e P-CSCF-1 > S-CSCF: 200 OK", "44f S-CSCF > MMSC AS: 200 OK"];
  const table = tableOf("mmsc-transfer");
  expect(writtenSteps(resolveVariant(mmscTransfer, "all-media"))).toEqual([...table.slice(0, 23), ...table.slice(32), ...bye, ...ok]);
});

test("mmsc-retrieval, all media: the update of UE-1 does not take place, and it is released at the end", () => {
  const bye = ["27a MMSC AS > S-CSCF: BYE", "27b S-CSCF > P-CSCF-1: BYE", "27c P-CSCF-1 > UE-1: BYE"];
  const ok = ["27d UE-1 > P-CSCF-1: 200 OK", "27e P-CSCF-1 > S-CSCF: 200 OK", "27f S-CSCF > MMSC AS: 200 OK"];
  const table = tableOf("mmsc-retrieval");
  expect(writtenSteps(resolveVariant(mmscRetrieval, "all-media"))).toEqual([...table.slice(0, 12), ...table.slice(21), ...bye, ...ok]);
});

test("the tables have as many steps as the contributions", () => {
  expect(Object.values(tables).map((table) => table.trim().split("\n").length)).toEqual([44, 27, 25, 45, 11, 12]);
});
