import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeMscGenerator } from "../../../src/figure/other-programs/msc-generator.ts";
import { writeMscgen } from "../../../src/figure/other-programs/mscgen.ts";
import { writePlantUml } from "../../../src/figure/other-programs/plantuml.ts";
import { planOf } from "../../../src/figure/plan/plan-of.ts";
import { labelOf } from "../../../src/figure/plan/row.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { arbitraryFlow, label, nasty } from "../arbitrary-flow.ts";
import { exampleFlows } from "../example-flows.ts";
import { makeFlow } from "../make-flow.ts";

/** The flows of this project, examples, names that somebody will have, and some by chance. */
const flows: Flow[] = Object.values(exampleFlows);
const folder = new URL("../../../flows/", import.meta.url);
for (const file of [...readdirSync(folder), ...readdirSync(new URL("examples/", folder)).map((name) => `examples/${name}`)]) {
  if (file.endsWith(".ts")) flows.push(((await import(new URL(file, folder).href)) as { readonly default: Flow }).default);
}
const names = nasty.filter((name) => name.trim() !== "");
flows.push(
  makeFlow({ participants: names, title: nasty.join(" ") }, [
    ...names.map((name) => ({ message: name, path: [name, names[0] === name ? (names[1] ?? "") : (names[0] ?? "")] })),
    { fragment: "alt", operands: names.map((name) => [name, [{ action: name, of: name }]]) },
  ]),
  makeFlow({ participants: [] }, []),
  makeFlow({ participants: ["alone"] }, [{ message: "self", path: ["alone", "alone"] }]),
);
const random = fc.sample(arbitraryFlow(label), { numRuns: 12, seed: 11 });

function has(program: string, ...args: readonly string[]): boolean {
  const there = spawnSync(program, args, { stdio: "ignore" }).error === undefined;
  if (!there) console.warn(`\nSKIPPED: ${program} is not installed, so that nobody reads what is written for it\n`);
  return there;
}

/** What the labels of steps look like in a picture that a program made. */
function textsIn(svg: string): string {
  const texts = [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gsu)].map(([, text = ""]) => text.replace(/<[^>]*>/gu, ""));
  const plain = texts.join(" ").replaceAll(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)));
  return plain.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&apos;", "'");
}

function squeezed(text: string): string {
  return text.replace(/[\s\u00a0]+/gu, "");
}

test.skipIf(!has("mscgen", "-l"))("mscgen reads every flow, and is told what it has no word for", () => {
  for (const [at, flow] of [...flows, ...random].entries()) {
    const text = writeMscgen(flow);
    // A chart without entities is a syntax error there, whoever writes it.
    if (planOf(flow).columns.length === 0) continue;
    const { status, stderr, stdout } = spawnSync("mscgen", ["-T", "svg", "-i", "-", "-o", "-"], { input: text, encoding: "utf8" });
    expect(status, `${at}: ${stderr}\n${text}`).toBe(0);
    if (at >= flows.length) continue;
    const shown = squeezed(textsIn(stdout));
    for (const { number } of flow.steps) expect(shown, flow.id).toContain(`${number.number}${number.letter}${flow.numbering.end}`);
  }
  const notices: string[] = [];
  const every = flows.find(({ id }) => id === "every-element");
  if (every === undefined) throw new RangeError("there is an example with everything in it");
  writeMscgen(every, { notice: (sentence) => notices.push(sentence) });
  expect(notices).toHaveLength(4);
});

test.skipIf(!has("msc-gen", "--version"))("Msc-generator reads every flow without a warning", { timeout: 120_000 }, () => {
  const directory = temporaryFolder();
  for (const flow of [...flows, ...random.slice(0, 6)]) {
    const text = writeMscGenerator(flow);
    const file = join(directory, "chart.signalling");
    writeFileSync(file, text);
    const { status, stdout, stderr } = spawnSync("msc-gen", ["-T", "png", "-Pno", "-o", join(directory, "chart.png"), file], {
      encoding: "utf8",
    });
    expect(`${status} ${stdout}${stderr}`, text).toMatch(/^0 (?:Success\.?)?\s*$/u);
  }
});

test.skipIf(!has("plantuml", "-version"))("PlantUML reads every flow, and shows every text as it is", { timeout: 120_000 }, () => {
  const directory = temporaryFolder();
  const all = [...flows, ...random];
  const files = all.map((flow, at) => {
    const file = join(directory, `${at}.puml`);
    writeFileSync(file, writePlantUml(flow));
    return file;
  });
  const { status, stderr, stdout } = spawnSync("plantuml", ["-tsvg", "-charset", "UTF-8", ...files], { encoding: "utf8" });
  expect(status, stdout + stderr).toBe(0);
  for (const [at, flow] of all.entries()) {
    if (planOf(flow).columns.length === 0) continue;
    const shown = squeezed(textsIn(readFileSync(join(directory, `${at}.svg`), "utf8")));
    for (const row of planOf(flow).rows) {
      if (row.kind !== "message") continue;
      expect(shown, `${at}`).toContain(squeezed(labelOf(row)));
    }
  }
});
