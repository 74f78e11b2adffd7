import type { Browser } from "puppeteer";
import { BadInput } from "../../model/wrong.ts";
import { findBrowser } from "./find-browser.ts";

/** Nothing of what a browser does beside drawing pages. */
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** In ms. */
const START = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Lets `use` work with a browser, and ends it whatever happens. */
export async function withBrowser<T>(env: Environment, use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await startBrowser(env);
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/**
 * A browser with a profile of its own; who starts it closes it.
 *
 * @throws BadInput where there is none, or where it does not start
 */
export async function startBrowser(env: Environment): Promise<Browser> {
  const { path, env: more } = await findBrowser(env);
  const { default: puppeteer } = await import("puppeteer");
  // As root, Chromium refuses to run in its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox", ...FLAGS] : FLAGS;
  try {
    return await puppeteer.launch({ executablePath: path, headless: "shell", args, timeout: START, env: { ...env, ...more } });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new BadInput(`the browser ${path} does not start: ${firstLines(said)}`, {
      remedy: "Say in CALLFLOW_CHROMIUM where there is another Chromium or Chrome",
    });
  }
}

function firstLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, 3)
    .join(" ");
}
