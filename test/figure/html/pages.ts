import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer";
import { pageBlockOf } from "../../../src/cli/draw/html-format.ts";
import { execute } from "../../../src/engine/index.ts";
import { type PageOptions, writePage } from "../../../src/figure/html/write-page.ts";
import type { PageBlock } from "../../../src/figure/index.ts";
import { pageAssets } from "../../../src/host/index.ts";
import type { Flow } from "../../../src/model/flow.ts";
import { clauseOf } from "../../../src/spec/index.ts";
import { momentsOf } from "../../../src/trace/index.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

export interface Made {
  readonly trace?: boolean;
  readonly variant?: string | null;
  readonly options?: Partial<PageOptions>;
  readonly text?: readonly PageBlock[];
}

/** The page of a flow, with its clause, and with the trace of its execution. */
export function pageOf(flow: Flow, { trace = false, variant = null, options = {} }: Made = {}): string {
  const text = clauseOf(flow).blocks.map(pageBlockOf);
  const moments = trace ? momentsOf(execute(flow, { seed: 1, variant }).trace) : null;
  return writePage(flow, {
    text,
    trace: moments === null ? null : { about: "seed 1", failures: [], moments },
    assets: pageAssets(),
    ...options,
  });
}

export interface Opened {
  readonly page: Page;
  /** What the page has complained of, and what it has asked for beside itself. */
  readonly complaints: string[];
}

/** Opens a page from a file, as a person does who was sent one. */
export async function openFile(browser: Browser, html: string): Promise<Opened> {
  const file = join(temporaryFolder(), "page.html");
  writeFileSync(file, html);
  const page = await browser.newPage();
  const complaints: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url() !== address) complaints.push(`request: ${request.url()}`);
  });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  return { page, complaints };
}
