import type { Browser } from "puppeteer";
import { startBrowser } from "../src/host/browser/with-browser.ts";
import { BadInput } from "../src/model/wrong.ts";

/**
 * A browser for the tests of one file, which closes it at its end. @returns null, and says so, where there is none: then the tests are to be skipped
 */
export async function startTestBrowser(): Promise<Browser | null> {
  try {
    return await startBrowser(process.env);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    console.warn(`\nSKIPPED: ${error.message}. ${error.remedy}\n`);
    return null;
  }
}
