import { accessSync, constants } from "node:fs";
import { BadInput } from "../../model/wrong.ts";
import { onPath } from "../tool/on-path.ts";
import { unpackBrowser } from "./unpack-browser.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A Chromium that can be started. */
export interface FoundBrowser {
  readonly path: string;
  /** What it needs in its environment beside what is there. */
  readonly env: Readonly<Record<string, string>>;
}

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "chrome.exe"];

/** Where installers put it that do not care for the PATH. */
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The browser of CALLFLOW_CHROMIUM, else one that is installed, else the one of the optional package @sparticuz/chromium.
 *
 * @throws BadInput that says what to install
 */
export async function findBrowser(env: Environment): Promise<FoundBrowser> {
  const named = env["CALLFLOW_CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return { path: named, env: {} };
    throw new BadInput(`CALLFLOW_CHROMIUM is "${named}", where there is no program`, {
      remedy: "Give it the path of a Chromium or Chrome",
    });
  }
  const installed = [...onPath(NAMES, env), ...PLACES].find(isExecutable);
  if (installed !== undefined) return { path: installed, env: {} };
  const unpacked = await unpackBrowser(env);
  if (unpacked !== null) return unpacked;
  throw new BadInput("no browser was found", {
    remedy:
      "Install Chromium or Chrome (Debian: apt-get install chromium), or say in CALLFLOW_CHROMIUM where it is; on Linux x64, `npm install @sparticuz/chromium` brings one, too",
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
