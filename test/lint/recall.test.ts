import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { recoverContribution } from "../../src/contribution/index.ts";
import { type DocumentTree, readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import { sharedFolder } from "../sip/shared-folder.ts";
import { mutantsOf, operators } from "./mutations.ts";
import { sipOperators } from "./sip-mutations.ts";
import { trackedMutants } from "./tracked-mutations.ts";

// One mistake at a time, made mechanically in documents without any: how many are found. The floors are a little below what was measured.
const floors: Readonly<Record<string, number>> = {
  "renumber from step k": 0.9,
  "delete a step": 0.88,
  "repeat a number": 0.9,
  "a response called request": 0.92,
  "swap request and response": 0.96,
  "misspell a participant": 0.92,
  "drop what tells two apart": 0.95,
  "point a reference past the end": 0.95,
  "shift a reference set": 0.5,
  "shift where something was received": 0.9,
  "delete an ACK": 0.9,
  "delete an answer of SIP": 0.97,
  "delete a response by name": 0.5,
  "swap a SIP request and its answer": 0.97,
  "a status called request": 0.9,
  "another sender of an answer": 0.9,
  "drop one number of a range": 0.5,
  "another receiver": 0.7,
  "another sender": 0.7,
  "sent back to its sender": 0.92,
  "swap a message and the one it follows from": 0.9,
  "move a message behind what follows from it": 0.85,
  "move a step with its number": 0.9,
  "turn an arrow of the figure": 0.9,
  "another end of an arrow of the figure": 0.5,
  "another message at an arrow of the figure": 0.5,
  "a caption with the number of another": 0.25,
  "another code of an answer": 0.9,
  "repeat a letter": 0.5,
  "point a reference at a step of another flow": 0.65,
  "delete a step and renumber, tracked": 0.9,
  "delete a step, tracked": 0.85,
};

/** Of one document and operator: enough to see, few enough to be quick. */
const MOST = 6;

/** Of the names of the operators. */
const WIDTH = 44;

const tests = fileURLToPath(new URL("..", import.meta.url));

/** The good documents of the rules, documents of many styles, and a real specification where it is at hand. */
function cleanDocuments(): readonly string[] {
  const below = (folder: string) =>
    readdirSync(join(tests, folder), { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const own = [...below("lint").filter(({ name }) => /^good.*\.(?:md|txt)$/u.test(name)), ...below("contribution/clean")];
  const shared = sharedFolder();
  if (shared === null)
    process.stderr.write(
      "\nSKIPPED: mistakes in a real specification. Put it beside the checkout (../shared/real/word), or set CALLFLOW_SHARED.\n",
    );
  const real = shared === null ? [] : readdirSync(join(shared, "real", "word")).map((name) => join(shared, "real", "word", name));
  return [...own.map(({ parentPath, name }) => join(parentPath, name)), ...real.filter((path) => path.endsWith(".docx"))].sort();
}

test("mistakes that are made are found", { timeout: 120_000 }, async () => {
  const trees: { readonly tree: DocumentTree; readonly before: ReadonlySet<string> }[] = [];
  for (const path of cleanDocuments()) {
    const { accepted: tree } = await readDocument(readFileSync(path), { file: path, tools: documentTools({}) });
    trees.push({ tree, before: new Set(findingsIn(tree).map(identityOf)) });
  }
  const rows: string[] = [];
  const missed: string[] = [];
  const shares = new Map<string, number>();
  const ofRules = new Map<string, number>();
  for (const operator of operators) {
    let [made, found] = [0, 0];
    const byRule = new Map(operator.rules.map((rule) => [rule, 0]));
    for (const { tree, before } of trees) {
      let count = 0;
      // The good documents of the rules, and the sparse one, leave answers out in all the ways that are right.
      if (sipOperators.includes(operator) && /\b(?:good|sparse)\b/u.test(tree.file)) continue;
      for (const mutant of mutantsOf(operator, tree)) {
        if (++count > MOST) break;
        made += 1;
        const told = findingsIn(mutant.tree).filter((one) => !before.has(identityOf(one)));
        const hits = new Set(told.flatMap(({ rule }) => (mutant.rules.includes(rule) ? [rule] : [])));
        for (const rule of hits) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
        if (hits.size > 0) found += 1;
        else if (process.env["MISSED"] !== undefined)
          missed.push(`${operator.name}: ${tree.file.split("/").slice(-2).join("/")} ${mutant.what}`);
      }
    }
    rows.push(
      `  ${operator.name.padEnd(WIDTH)} ${String(found).padStart(3)} of ${String(made).padStart(3)}  ${[...byRule].map(([rule, times]) => `${rule} ${times}`).join(", ")}`,
    );
    shares.set(operator.name, made === 0 ? 0 : found / made);
    for (const [rule, times] of byRule) ofRules.set(rule, (ofRules.get(rule) ?? 0) + times);
  }
  for (const numbers of ["renumbered", "left"] as const) {
    const name = numbers === "left" ? "delete a step, tracked" : "delete a step and renumber, tracked";
    const rules = numbers === "left" ? ["step/no-gap"] : ["reference/no-shifted-steps", "reference/no-undefined-step"];
    let [made, found] = [0, 0];
    for (const { tree } of trees) {
      for await (const { read, what } of trackedMutants(recoverContribution(tree), numbers)) {
        made += 1;
        const hits = lintDocument(read).diagnostics.filter(({ rule, severity }) => severity !== "info" && rules.includes(rule));
        if (hits.length > 0) found += 1;
        else if (process.env["MISSED"] !== undefined) missed.push(`${name}: ${tree.file.split("/").slice(-2).join("/")} ${what}`);
        for (const rule of new Set(hits.map((hit) => hit.rule))) ofRules.set(rule, (ofRules.get(rule) ?? 0) + 1);
      }
    }
    rows.push(`  ${name.padEnd(WIDTH)} ${String(found).padStart(3)} of ${String(made).padStart(3)}`);
    shares.set(name, made === 0 ? 0 : found / made);
  }
  const byNumber = [...ofRules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([rule, times]) => `${rule} ${times}`);
  process.stdout.write(
    `\nMistakes found, at warning level at least:\n${rows.join("\n")}\n  by rule: ${byNumber.join(", ")}\n${missed.map((each) => `  missed: ${each}\n`).join("")}`,
  );
  for (const [name, share] of shares) expect(share, name).toBeGreaterThanOrEqual(floors[name] ?? 1);
});

type Found = ReturnType<typeof findingsIn>[number];

function findingsIn(accepted: DocumentTree) {
  return lintDocument({ accepted, original: null }).diagnostics.filter(({ severity }) => severity !== "info");
}

function identityOf({ rule, quote, message }: Found): string {
  return JSON.stringify([rule, quote, message]);
}
