import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "puppeteer";
import { afterAll, expect, test } from "vitest";
import migration from "../../../flows/mcx-migration.ts";
import transfer from "../../../flows/mmsc-transfer.ts";
import { resolveVariant } from "../../../src/analysis/resolve-variant.ts";
import { pageBlockOf } from "../../../src/cli/draw/html-format.ts";
import { BLACK_AND_WHITE } from "../../../src/figure/theme.ts";
import { clauseOf } from "../../../src/spec/index.ts";
import { startTestBrowser } from "../../browser.ts";
import { allFlows } from "../../engine/six-flows.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { makeFlow } from "../make-flow.ts";
import { openFile, pageOf } from "./pages.ts";

const browser = await startTestBrowser();
afterAll(() => browser?.close());

/** Opens the page of a flow; `browser` is there wherever this is called. */
async function open(html: string) {
  if (browser === null) throw new RangeError("there is no browser");
  return openFile(browser, html);
}

/** What axe finds that keeps somebody from using the page. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  // The page itself lets no other script in; who tests it may.
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, impact, nodes }) => impact + ' ' + id + ': ' + nodes.map(({ target }) => target).join(', ')))",
  );
  return (found as readonly string[]).filter((violation) => /^(?:serious|critical) /u.test(violation));
}

const text = (page: Page, selector: string) => page.$eval(selector, ({ textContent }) => textContent ?? "");
const shownSteps = (page: Page) =>
  page.$$eval(".step", (steps) => steps.filter(({ clientHeight }) => clientHeight > 0).map(({ id }) => id));
/** What has the focus: its id, else its label. */
const focused = async (page: Page): Promise<string> =>
  String(await page.evaluate("document.activeElement.id || document.activeElement.ariaLabel || document.activeElement.textContent"));
const current = (page: Page) => page.$$eval("[aria-current]", (steps) => steps.map(({ id }) => id));

test.skipIf(browser === null)("by mouse: a click on a step shows its text, its message, the dialogs and the media", async () => {
  const { page, complaints } = await open(pageOf(transfer, { trace: true }));
  expect(await text(page, "#clause")).toContain("3~5. UE-1 sends REFER to the MMSC AS");
  await page.click("#step-20");
  expect(await current(page)).toEqual(["step-20"]);
  expect(await page.$eval("#clause", ({ clientHeight }) => clientHeight)).toBe(0);
  const detail = await text(page, "#detail");
  expect(detail).toContain("20. 200 OK, S-CSCF to MMSC AS");
  expect(detail).toContain("18~23. UE-2 answers with 200 OK");
  expect(await text(page, "#detail pre")).toMatch(/^SIP\/2\.0 200 OK\nVia: SIP\/2\.0\/UDP mmsc\./u);
  expect(await text(page, "[data-part=media] ul")).toContain("video: UE-2 → remote end point");
  expect(await page.$$eval(".graph rect", (boxes) => boxes.length)).toBe(3);
  expect(await page.$$eval("[data-part=dialogs] .card", (cards) => cards.length)).toBe(4);
  await page.click("[data-part=dialogs] .card summary");
  expect(await text(page, "[data-part=dialogs] .card")).toContain("Call-ID");
  // Where the reader has opened something, it stays open.
  await page.click("#on");
  expect(await page.$eval("[data-part=dialogs] .card", (card) => card.hasAttribute("open"))).toBe(true);
  await page.click("#close");
  expect(await current(page)).toEqual([]);
  expect(await page.$eval("#clause", ({ clientHeight }) => clientHeight)).toBeGreaterThan(100);
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(browser === null)("a step that passes relays which are not drawn has happened when it has arrived", async () => {
  const { page } = await open(pageOf(migration, { trace: true }));
  await page.click("#step-4");
  expect(await text(page, "#when")).toContain(
    "step 4: migration management server in the primary MC system receives get SIP authentication information request",
  );
  await page.close();
  const { page: other } = await open(pageOf(transfer, { trace: true, options: { view: "ends" } }));
  await other.click("#steps-3-5");
  expect(await text(other, "#when")).toContain("step 5: MMSC AS receives REFER from S-CSCF");
  await other.close();
});

test.skipIf(browser === null)("by mouse: hops collapse and expand, one by one and all", async () => {
  const { page } = await open(pageOf(transfer));
  const hops = transfer.steps.map((_, at) => `step-${at + 1}`);
  expect(await shownSteps(page)).toEqual(hops);
  await page.click("#step-4");
  await page.click("[aria-label='Show as one arrow: 3~5. REFER, UE-1 to MMSC AS']");
  expect(await shownSteps(page)).toEqual(["step-1", "step-2", "steps-3-5", ...hops.slice(5)]);
  // What was chosen is in it, and the focus stays where it was used.
  expect(await current(page)).toEqual(["steps-3-5"]);
  expect(await focused(page)).toBe("Show every hop of 3~5. REFER, UE-1 to MMSC AS");
  await page.click("[data-show=arrow]");
  expect((await shownSteps(page)).slice(0, 5)).toEqual(["step-1", "step-2", "steps-3-5", "steps-6-8", "steps-9-11"]);
  expect(await page.$$eval(".choice button", (buttons) => buttons.map((button) => button.getAttribute("aria-pressed")))).toEqual([
    "false",
    "true",
  ]);
  await page.click("[data-show=hop]");
  expect(await shownSteps(page)).toEqual(hops);
  // Each hop draws one arrow, and so does what stands for three of them.
  expect(await page.$$eval("#steps-3-5 .tip", (tips) => tips.length)).toBe(1);
  await page.close();
  const { page: ends } = await open(pageOf(transfer, { options: { view: "ends" } }));
  expect((await shownSteps(ends)).slice(0, 4)).toEqual(["step-1", "step-2", "steps-3-5", "steps-6-8"]);
  await ends.close();
});

test.skipIf(browser === null)("by mouse: a reference leads to its step, also where that is collapsed", async () => {
  const { page } = await open(pageOf(transfer));
  await page.click("[data-show=arrow]");
  await page.click("#clause a[href='#step-24']");
  expect(await current(page)).toEqual(["step-24"]);
  expect(await text(page, "#detail .quiet")).toBe("Cited in NOTE");
  await page.click("#detail .quiet a");
  expect(await current(page)).toEqual([]);
  await page.goto(`${page.url()}#step-44`);
  expect(await current(page)).toEqual(["step-44"]);
  await page.close();
});

test.skipIf(browser === null)("by keyboard alone: everything", async () => {
  const { page, complaints } = await open(pageOf(transfer, { trace: true }));
  const press = async (...keys: readonly Parameters<Page["keyboard"]["press"]>[0][]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (wanted: string) => {
    for (let count = 0; count < 20; count += 1) {
      await press("Tab");
      if ((await focused(page)) === wanted) return;
    }
    throw new RangeError(`the Tab key never comes to ${wanted}, only to ${await focused(page)}`);
  };
  await tabTo("step-1");
  expect(await page.$eval("#step-1", (step) => step.matches(":focus-visible"))).toBe(true);
  await press("ArrowDown", "ArrowDown");
  expect(await focused(page)).toBe("step-3");
  expect(await text(page, "#detail h2")).toBe("3. REFER, UE-1 to P-CSCF-1");
  await press("End");
  expect(await current(page)).toEqual(["step-44"]);
  await press("Home", "Enter");
  expect(await current(page)).toEqual(["step-1"]);
  await press("ArrowDown", "ArrowDown", "-");
  expect(await focused(page)).toBe("steps-3-5");
  await press("+");
  expect(await focused(page)).toBe("step-3");
  // Through the trace, wherever the focus is.
  await press("Enter");
  const before = await text(page, "#when");
  await press("ArrowRight");
  expect(await text(page, "#when")).not.toBe(before);
  await press("ArrowLeft");
  expect(await text(page, "#when")).toBe(before);
  // What is shown can be left, and its parts opened and closed.
  await tabTo("close");
  await press("Enter");
  expect(await page.$eval("#detail", ({ clientHeight }) => clientHeight)).toBe(0);
  expect(await focused(page)).toBe("side");
  await tabTo("slider");
  await press("ArrowRight", "ArrowRight");
  expect(await page.$eval("#slider", (slider) => slider.getAttribute("aria-valuetext"))).toBe(await text(page, "#when"));
  expect(await text(page, "#detail")).toContain("Event ");
  await press("Escape");
  expect(await page.$eval("#detail", ({ clientHeight }) => clientHeight)).toBe(0);
  await tabTo("Every hop");
  await press("Tab", "Space");
  expect(await shownSteps(page)).toContain("steps-3-5");
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(browser === null)("the slider goes through the whole trace, and the figure with it", async () => {
  const { page, complaints } = await open(pageOf(transfer, { trace: true }));
  const events = Number(await page.$eval("#slider", (slider) => slider.getAttribute("max"))) + 1;
  expect(events).toBeGreaterThan(100);
  const seen = new Set<string>();
  await page.focus("#slider");
  await page.keyboard.press("Home");
  for (let at = 0; at < events; at += 1) {
    for (const id of await current(page)) seen.add(id);
    if (at === events - 1) break;
    await page.keyboard.press("ArrowRight");
  }
  expect(await text(page, "#when")).toMatch(new RegExp(`^${events} of ${events}, `, "u"));
  // 1 is a condition, 2 is an action: they happen, too.
  expect([...seen].sort()).toEqual(transfer.steps.map((_, at) => `step-${at + 1}`).sort());
  // What is chosen is in sight, below the heads.
  const places = await page.evaluate(
    "[document.querySelector('.heads').getBoundingClientRect().bottom, document.querySelector('.current').getBoundingClientRect().top, document.querySelector('.current').getBoundingClientRect().bottom, document.querySelector('#chart').getBoundingClientRect().bottom]",
  );
  expect(places).toEqual([...(places as number[])].sort((a, b) => a - b));
  expect(await page.$$eval(".row.done", (rows) => rows.length)).toBeGreaterThan(44);
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(browser === null)(
  "before anything is shown, the page says why the slider does not stand at its beginning, and which keys there are",
  async () => {
    const { page, complaints } = await open(pageOf(transfer, { trace: true }));
    expect(await text(page, "#when")).toMatch(/^\d+ events, seed 1; the flow begins here, after \d+ that make what is given$/u);
    const [, before] = /after (\d+)/u.exec(await text(page, "#when")) ?? [];
    expect(await page.$eval("#slider", (slider) => (slider as unknown as { value: string }).value)).toBe(before);
    expect(await text(page, "#keys")).toBe("Keys: ↑ ↓ steps, ← → events, + − hops, Esc whole text");
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(browser === null)("a variant is chosen instead of the flow, and the flow again", async () => {
  const [variant] = transfer.variants;
  if (variant === undefined) throw new RangeError("a flow with a variant was expected");
  const other = resolveVariant(transfer, variant.id);
  const others = [{ condition: `if ${variant.guard}`, flow: other, text: clauseOf(other).blocks.map(pageBlockOf) }];
  const { page } = await open(pageOf(transfer, { trace: true, options: { others } }));
  expect(await text(page, "#variant")).toContain(`if ${variant.guard}`);
  const choose = async (value: string) => {
    await Promise.all([new Promise((done) => page.once("load", done)), page.select("#variant select", value)]);
    return page.$eval("#variant select", (select) => (select as unknown as { value: string }).value);
  };
  expect(await choose("1")).toBe("1");
  expect(await text(page, "h1")).toContain(variant.guard);
  expect(await page.$("#step-44a")).not.toBeNull();
  expect(await page.$("#step-27")).toBeNull();
  expect(await page.$("#player")).toBeNull();
  await page.click("#step-44a");
  expect(await text(page, "#detail")).toContain("BYE");
  expect(await violationsOf(page)).toEqual([]);
  expect(await choose("0")).toBe("0");
  expect(await page.$("#step-27")).not.toBeNull();
  expect(await page.$("#player")).not.toBeNull();
  await page.close();
});

test.skipIf(browser === null)("what went wrong in a trace is said, whatever is shown", async () => {
  const { page, complaints } = await open(
    pageOf(transfer, { options: { trace: { about: "drop 14", failures: ["Step 14: nobody answers"], moments: [] } } }),
  );
  expect(await text(page, ".failed")).toBe("This execution has failedStep 14: nobody answers");
  await page.click("#step-3");
  expect(await page.$eval(".failed", ({ clientHeight }) => clientHeight)).toBeGreaterThan(20);
  expect(await violationsOf(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(browser === null)("the heads stay in sight", async () => {
  const { page } = await open(pageOf(transfer));
  const top = () => page.$eval(".heads", (heads) => heads.getBoundingClientRect().top);
  const before = await top();
  await page.$eval("#chart", (chart) => chart.scrollTo(0, 400));
  expect(await page.$eval("#chart", ({ scrollTop }) => scrollTop)).toBe(400);
  expect(await top()).toBe(before);
  await page.close();
});

test.skipIf(browser === null).each(allFlows)(
  "$name: the page opens without a complaint, and axe has none either",
  async ({ name, flow }) => {
    const variant = name.split(", ")[1] ?? null;
    const html = pageOf(flow, { trace: true, variant });
    expect(html.length).toBeLessThan(400_000);
    const { page, complaints } = await open(html);
    expect(await shownSteps(page)).toHaveLength(flow.steps.length);
    expect(await violationsOf(page)).toEqual([]);
    await page.click(`#${(await shownSteps(page))[4]}`);
    await page.$$eval("details", (all) => all.map((one) => one.toggleAttribute("open", true)));
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.skipIf(browser === null)("on a narrow and on a dark screen, axe has no complaint", async () => {
  const { page } = await open(pageOf(transfer, { trace: true }));
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
  await page.click("#step-20");
  expect(await violationsOf(page)).toEqual([]);
  await page.setViewport({ width: 390, height: 800 });
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await page.close();
});

test.skipIf(browser === null)("names of 300 characters do not widen the page", async () => {
  const names = ["x".repeat(300), "word ".repeat(60), "שלום ".repeat(40), "q\u0308\u0301".repeat(100)];
  const path = [names[0] ?? "", names[1] ?? ""];
  const flow = makeFlow(
    { participants: names, title: names[0] ?? "" },
    names.map((message) => ({ message, path })),
  );
  const { page, complaints } = await open(pageOf(flow));
  for (const step of await shownSteps(page)) {
    await page.click(`#${step}`);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(1280);
  }
  expect(complaints).toEqual([]);
  await page.close();
});

test("the same flow is the same page, byte for byte", () => {
  expect(pageOf(structuredClone(transfer), { trace: true })).toBe(pageOf(transfer, { trace: true }));
});

test("more steps than a browser can show are refused", () => {
  const flow = makeFlow(
    { participants: ["A", "B"] },
    Array.from({ length: 5001 }, () => ({ message: "INFO", path: ["A", "B"] })),
  );
  expect(() => pageOf(flow)).toThrow("a page with 5001 steps is more than a browser can show");
});

test("a house style cannot put anything but its look into the page", () => {
  const bad = "#000}</style><script>alert(1)</script>";
  const theme = {
    ...BLACK_AND_WHITE,
    ink: bad,
    paper: bad,
    fonts: [bad, "Arial"],
    lines: { ...BLACK_AND_WHITE.lines, request: { stroke: bad, width: 1, dash: [] } },
  };
  expect(pageOf(transfer, { options: { theme } })).not.toContain("alert(1)");
});

test.skipIf(browser === null)("axe would see it, were something wrong", async () => {
  const { page } = await open(pageOf(transfer).replace('aria-label="3. REFER, UE-1 to P-CSCF-1"', ""));
  expect(await violationsOf(page)).toEqual(["critical button-name: #step-3"]);
  await page.close();
});

const attacks = [
  "</script><img src=x onerror=alert(1)>",
  "<img src=x onerror=alert(1)>",
  "--></style><script>alert(1)</script><!--",
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  "\u2028alert(1)//\u2029",
  "]]><svg onload=alert(1)>",
  "&lt;b&gt; &#60;script&#62;",
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "<!--<script>",
  "__proto__",
];

test.skipIf(browser === null)("nothing in a flow or a trace is taken for anything but text", async () => {
  const flow = makeFlow({ participants: attacks, groups: [], notes: attacks, title: attacks[0] ?? "" }, [
    ...attacks.map((message, at) => ({ message, path: [attacks[at] ?? "", attacks[(at + 1) % attacks.length] ?? ""], note: message })),
    ...attacks.map((condition) => ({ condition, of: attacks.slice(0, 2) })),
    { fragment: "alt", operands: [[attacks[1] ?? "", [{ action: attacks[2] ?? "", of: attacks[0] ?? "" }]]] },
  ]);
  const [first, second] = attacks;
  const moments = attacks.map((attack, at) => ({
    kind: "moment" as const,
    n: at + 1,
    time: at,
    phase: "flow" as const,
    event: "send" as const,
    step: attack,
    hop: flow.steps[at]?.covers[0] ?? null,
    from: first ?? "",
    to: second ?? "",
    at: attack,
    cause: null,
    message: {
      protocol: "sip" as const,
      title: attack,
      method: attack,
      status: null,
      cseq: 1,
      callId: attack,
      role: null,
      isRepeat: false,
      raw: attack,
    },
    dialogs: [],
    subscriptions: [],
    registrations: [],
    transactions: [],
    media: [
      { kind: "media" as const, session: attack, component: attack, from: attack, to: second ?? "", anchor: attack, by: "dialog" as const },
    ],
    knowledge: [
      {
        kind: "knowledge" as const,
        participant: attack,
        what: { kind: "item" as const, item: attack },
        how: "made" as const,
        event: 1,
        step: attack,
        source: attack,
      },
    ],
  }));
  const html = pageOf(flow, { options: { trace: { about: first ?? "", failures: attacks, moments } } });
  const { page, complaints } = await open(html);
  const elements = () =>
    page.$$eval("img, script:not(#data), style, svg [onload], [onmouseover], [autofocus], iframe, object", (all) =>
      all.map(({ tagName }) => tagName),
    );
  expect(await elements()).toEqual(["STYLE", "SCRIPT"]);
  await page.$$eval("details", (all) => all.map((one) => one.toggleAttribute("open", true)));
  for (let at = 0; at < attacks.length; at += 1) {
    await page.keyboard.press("ArrowRight");
    await page.hover(".row:not([hidden])");
    expect(await elements()).toEqual(["STYLE", "SCRIPT"]);
    expect(await text(page, "#detail pre")).toBe(attacks[at]?.trimEnd());
  }
  for (const row of await page.$$(".step")) await row.evaluate((step) => step.dispatchEvent(new Event("click")));
  expect(await page.title()).toBe(`Figure 1: ${attacks[0]}`);
  expect(complaints).toEqual([]);
  await page.close();
});

test.skipIf(browser === null)("the page refuses a script that somebody has put into it", async () => {
  const { page, complaints } = await open(
    pageOf(transfer).replace("<main>", "<main><script>document.title = 'x'</script><img src='https://example.invalid/x.png'>"),
  );
  expect(await page.title()).not.toBe("x");
  expect(complaints.filter((complaint) => /Content Security Policy/u.test(complaint)).length).toBeGreaterThanOrEqual(2);
  await page.close();
});

test.skipIf(browser === null)("on paper the heads are repeated, and the whole text follows", async () => {
  const { page } = await open(pageOf(transfer, { trace: true }));
  await page.click("#step-20");
  await page.emulateMediaType("print");
  const seen = async (selector: string) => page.evaluate(`getComputedStyle(document.querySelector("${selector}")).display`);
  expect(await seen("#player")).toBe("none");
  expect(await seen("#detail")).toBe("none");
  expect(await seen("#clause")).toBe("block");
  expect(await seen(".heads")).toBe("table-header-group");
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const pdf = Buffer.from(bytes).toString("latin1");
  expect(pdf.match(/\/MediaBox \[0 0 59\d(?:\.\d+)? 84\d/gu)?.length).toBe(2);
  const file = join(temporaryFolder(), "page.pdf");
  writeFileSync(file, bytes);
  const second = spawnSync("pdftotext", ["-f", "2", file, "-"], { encoding: "utf8" });
  if (second.error === undefined) for (const head of ["UE-1", "S-CSCF", "remote"]) expect(second.stdout.split(/\s*\n/u)).toContain(head);
  else console.warn("\nSKIPPED: no pdftotext to see with whether the heads are repeated. Debian: poppler-utils.\n");
  await page.close();
});
