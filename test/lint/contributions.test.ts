import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { sharedFolder } from "../sip/shared-folder.ts";

// What two careful readers found in five contributions: each error at its line and no other; what a rule names of what is likely.
const shared = sharedFolder();
const folder = shared === null ? null : join(shared, "contributions");
if (folder === null) {
  process.stderr.write(
    "\nSKIPPED: the five contributions are not here. Put them beside the checkout (../shared/contributions), or set CALLFLOW_SHARED.\n",
  );
}

/** Line and rule. */
type Expected = readonly (readonly [number, string])[];

interface Reading {
  readonly errors: Expected;
  /** What is likely, and named by a rule: of these, three in four at least. */
  readonly warnings: Expected;
  /** What is likely too, but no rule names: line, and why none does. */
  readonly unnamed?: readonly (readonly [number, string])[];
  /** Lines that are right, or no more than information. */
  readonly quiet: readonly number[];
}

const readings: Readonly<Record<string, Reading>> = {
  "mmsc-session-transfer.txt": { errors: [], warnings: [], quiet: [2, 6, 18, 23, 25, 27, 31, 33, 35, 37, 39, 42, 46, 52, 54, 55, 56] },
  "cpm-session-transfer.txt": {
    errors: [
      [88, "participant/no-undeclared"],
      [99, "participant/no-undeclared"],
      [107, "step/consistent-hops"],
    ],
    warnings: [
      [30, "participant/no-undeclared"],
      [34, "exchange/no-response-named-request"],
      [34, "participant/no-undeclared"],
      [64, "participant/no-undeclared"],
      [68, "exchange/no-response-named-request"],
      [68, "participant/no-undeclared"],
      [48, "message/consistent-name"],
      [72, "message/consistent-name"],
      [78, "participant/consistent-name"],
      [97, "message/consistent-name"],
    ],
    unnamed: [[103, "a receiver that only the path of another message says: step/consistent-hops derives it, and finds it right"]],
    quiet: [23, 24, 25, 28, 57, 62, 76, 82, 84, 90, 94],
  },
  "tr-23893-skeleton.txt": { errors: [], warnings: [], quiet: [14, 15, 17, 20, 48, 59] },
  "cmr-continue.txt": {
    errors: [],
    warnings: [
      [76, "participant/consistent-name"],
      [79, "exchange/require-response"],
      [90, "exchange/consistent-transaction"],
    ],
    quiet: [20, 23, 29, 37, 47, 57, 60, 71, 72, 73, 86, 92],
  },
  "mcx-migration-registration.txt": {
    errors: [
      [81, "reference/no-self-reference"],
      [95, "exchange/no-response-named-request"],
      [113, "reference/no-shifted-steps"],
    ],
    warnings: [[105, "reference/consistent-receiver"]],
    unnamed: [[84, "an identifier that nobody was configured with: to know that takes the subject, not the text"]],
    quiet: [4, 7, 26, 28, 35, 37, 44, 55, 67, 72, 77, 84, 87, 89, 91, 93, 98, 100, 102, 108],
  },
};

describe.skipIf(folder === null).each(Object.entries(readings))("%s", (file, { errors, warnings, quiet }) => {
  const found = async (): Promise<readonly Diagnostic[]> => {
    const bytes = readFileSync(join(folder ?? "", file));
    return lintDocument(await readDocument(bytes, { file, tools: documentTools({}) })).diagnostics;
  };
  const at = (diagnostics: readonly Diagnostic[], severity: string) =>
    diagnostics.filter((one) => one.severity === severity).map(({ place, rule }) => [place.line, rule] as const);

  test("every certain mistake is an error at its line, and nothing else is", async () => {
    expect(at(await found(), "error")).toEqual(errors);
  });

  test("of the likely mistakes, three in four are warnings at their lines", async () => {
    const told = at(await found(), "warning").map(String);
    const missed = warnings.filter((each) => !told.includes(String(each)));
    expect(missed.length * 4, `missed: ${missed.join("; ")}`).toBeLessThanOrEqual(warnings.length);
  });

  test("what is right is not reported", async () => {
    const loud = (await found()).filter(({ severity, place }) => severity !== "info" && quiet.includes(place.line));
    expect(loud.map(({ place, message }) => `${place.line} ${message}`)).toEqual([]);
  });
});

test.skipIf(folder === null)("of all that is likely, named by a rule or not, three in four are told", async () => {
  let [all, told] = [0, 0];
  for (const [file, { warnings, unnamed = [] }] of Object.entries(readings)) {
    const { diagnostics } = lintDocument(await readDocument(readFileSync(join(folder ?? "", file)), { file, tools: documentTools({}) }));
    const found = new Set(diagnostics.flatMap(({ severity, place, rule }) => (severity === "warning" ? [`${place.line},${rule}`] : [])));
    all += warnings.length + unnamed.length;
    told += warnings.filter((each) => found.has(String(each))).length;
  }
  expect([told, all]).toEqual([14, 16]);
});

test.skipIf(folder === null)("a skeleton of a report has nothing to find", async () => {
  const file = "tr-23893-skeleton.txt";
  const bytes = readFileSync(join(folder ?? "", file));
  expect(lintDocument(await readDocument(bytes, { file, tools: documentTools({}) }))).toMatchObject({ diagnostics: [], flows: 0 });
});
