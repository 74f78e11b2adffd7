import { expect, test } from "vitest";
import { smallFlow } from "../small-flow.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { call } from "./call.ts";

// An option that could do nothing is refused: its user would believe what comes out.
const refused: readonly (readonly [args: string, message: string])[] = [
  ["draw small --dpi 100 -o a.svg", "svg has no pixels, so --dpi says nothing. Use --format png"],
  ["draw small --ascii -o a.svg", "svg is not drawn with characters, so --ascii says nothing. Use --format text"],
  ["draw small --width 72 -o a.svg", "svg is not drawn with characters, so --width says nothing. Use --format text"],
  ["draw small --format text --width wide", '--width is "wide". Give it a number of columns from 10 to 1000'],
  [
    "draw small --format text --width 12",
    "2 participants need 15 columns, there are 12. Give a larger --width, or draw a group as one lifeline with --collapse",
  ],
  ["draw small --page 10x10mm --format mermaid", "mermaid has no pages, so --page says nothing. Use --format svg, png, pdf, html"],
  ["draw small --min-size 9pt --format text", "text says no sizes, so --min-size says nothing. Use --format svg, png, pdf, html"],
  [
    "draw small --renderer mermaid --page 80x80mm -o a.svg",
    "mermaid has no pages, so --page says nothing. Use --format svg, png, pdf, html",
  ],
  ["draw small --trace x.jsonl -o a.svg", "svg shows no trace. Use --format html"],
  ["show small --variants --variant x", "--variant and --variants do not go together. Ask for one at a time"],
  ["show small --errata --participant Bob", "--participant and --errata do not go together. Ask for one at a time"],
];

test.each(refused)("%s", async (args, message) => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small") });
  expect(await call(cwd, args.split(" "))).toEqual({ exit: 2, out: "", err: `${message}\n` });
});

test("what is neither a flow nor a template is told with all there are of both", async () => {
  const cwd = temporaryFolder({ "flows/small.ts": smallFlow("small"), "templates/report.md": "# 1 Report\n" });
  expect((await call(cwd, ["write", "smal"])).err).toMatch(
    /^there is no flow and no template "smal"\. Did you mean small\? Flows: small\. Templates: .*report/u,
  );
  expect((await call(cwd, ["write", "zzzzz"])).err).toMatch(
    /^there is no flow and no template "zzzzz"\. Flows: small\. Templates: .*report/u,
  );
});
