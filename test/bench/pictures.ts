import { layOut, writeMermaid, writeSvg } from "../../src/figure/index.ts";
import { findBrowser } from "../../src/host/browser/find-browser.ts";
import { openMermaid, renderPdf, renderPng } from "../../src/host/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { BadInput } from "../../src/model/wrong.ts";
import { say, sayTimes, target, title } from "./report.ts";
import { measureLater } from "./stopwatch.ts";

const ROUNDS = 20;
const DPI = 300;

/** Pictures of a figure in one process, warm, beside those of mermaid-cli, whose browser runs already. */
export async function pictures(flow: Flow): Promise<void> {
  title(`Pictures of ${flow.id} (${flow.steps.length} steps) in one process, warm, ${ROUNDS} runs: ms min, median, max`);
  const png = async () => {
    const page = layOut({ ...flow });
    return renderPng(page, writeSvg(page), DPI);
  };
  const pdf = () => renderPdf([layOut({ ...flow })], undefined);
  const times = { png: await warm(png), pdf: await warm(pdf) };
  sayTimes(`PNG at ${DPI} dpi`, times.png);
  sayTimes("PDF", times.pdf);
  target(`PNG at ${DPI} dpi`, times.png.median, 120, "ms");
  const mermaid = openMermaid(process.env);
  try {
    await findBrowser(process.env);
    const text = writeMermaid(flow);
    for (const format of ["svg", "png"] as const) {
      const each = await warm(() => mermaid.render(text, format, DPI), 3);
      sayTimes(`mermaid-cli, ${format}${format === "png" ? ` at ${DPI} dpi` : ""}`, each, "3 runs, its browser running");
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    say(`  SKIPPED: ${error.message}`);
  } finally {
    await mermaid.close();
  }
}

async function warm(run: () => Promise<unknown>, rounds = ROUNDS) {
  await run();
  return measureLater(run, rounds);
}
