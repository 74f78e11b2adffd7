import { createHash } from "node:crypto";
import type { Flow } from "../../model/flow.ts";
import type { LayOutOptions } from "../page.ts";
import { titleOf } from "../plan/figure-title.ts";
import { plainText } from "../plan/plain-text.ts";
import { decimals, escapeXml } from "../svg.ts";
import { BLACK_AND_WHITE, type Theme } from "../theme.ts";
import { encodeTrace, type PageTrace } from "./encode-trace.ts";
import type { PageData, RowData } from "./page-data.ts";
import type { PageBlock } from "./page-text.ts";
import { type Band, type Ladder, placeBands } from "./place-bands.ts";
import { rowDataOf } from "./row-data.ts";
import { wordsIn, writeBand } from "./write-band.ts";
import { writeStyle } from "./write-style.ts";
import { anchorsOf, writeText } from "./write-text.ts";

export interface PageOptions extends LayOutOptions {
  readonly theme?: Theme;
  /** The clause of the flow. */
  readonly text: readonly PageBlock[];
  readonly trace: PageTrace | null;
  /** What else the page can show. */
  readonly others?: readonly PageVariant[];
  /** What the page does and how it looks, bundled. */
  readonly assets: { readonly script: string; readonly style: string };
}

/** The flow as one of its variants has it. */
export interface PageVariant {
  /** `if all media components are transferred`. */
  readonly condition: string;
  readonly flow: Flow;
  readonly text: readonly PageBlock[];
}

/** A4 without the margins of the style, in points. */
const PRINTED = 510;

/**
 * One file that needs nothing else: the figure with its text, and what happens in a trace at each step. What comes from a flow or a trace is text wherever it stands, and the
 * page refuses every other script, style and address (CSP).
 *
 * @throws BadInput where the flow is longer than a browser can show
 */
export function writePage(flow: Flow, options: PageOptions): string {
  const { theme = BLACK_AND_WHITE, assets, text, trace, others: variants = [] } = options;
  const title = titleOf(flow);
  const conditions = variants.map(({ condition }) => plainText(condition));
  const shown = [{ flow, text, trace }, ...variants.map((variant) => ({ ...variant, trace: null }))];
  const [first, ...views] = shown.map((one, at) => writeView(one, options, selectOf(conditions, at)));
  const width = Math.max(...[first, ...views].map((view) => view?.width ?? 0));
  const style = `${assets.style}\n${writeStyle(theme)}\n@media print{.ladder{font-size:${decimals(Math.min(10, (10 * PRINTED) / width))}pt}}`;
  return [
    "<!DOCTYPE html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${hashOf(assets.script)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="generator" content="callflow">',
    `<title>${escapeXml(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<div class="view" id="view">\n${first?.html ?? ""}\n</div>`,
    // The script puts one of these into the place of the view.
    ...views.map(({ html }, at) => `<template id="variant-${at + 1}">\n${html}\n</template>`),
    `<script>${assets.script}</script>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

interface View {
  readonly html: string;
  /** Of its figure. */
  readonly width: number;
}

/** All that a reader sees of a flow, and what the script knows of it. */
function writeView(
  { flow, text, trace }: Pick<PageOptions, "text" | "trace"> & { readonly flow: Flow },
  options: PageOptions,
  select: string,
): View {
  const ladder = placeBands(flow, options);
  const steps = ladder.bands.filter(({ step }) => step !== null);
  const ids = steps.map(({ step }, at) => step?.part.id ?? `row-${at}`);
  const anchors = anchorsOf(text, flow, steps, ids);
  const rows = rowDataOf(flow, steps, ids, { text, anchors });
  const data: PageData = { kind: "page", ...namesOf(flow), rows, trace: trace === null ? null : encodeTrace(trace) };
  const parts = [
    writeHeader(flow, rows, trace !== null, select),
    "<main>",
    '<section class="chart" id="chart" aria-label="Figure" tabindex="0">',
    writeLadder(ladder, rows, options.view === "ends"),
    "</section>",
    '<section class="side" id="side" aria-label="Text and details" tabindex="0">',
    '<div id="detail" hidden></div>',
    `<article id="clause">${writeText(text, anchors)}</article>`,
    "</section>",
    "</main>",
    ...(trace === null ? [] : [PLAYER]),
    `<script type="application/json" id="data">${jsonInHtml(data)}</script>`,
  ];
  return { html: parts.join("\n"), width: ladder.width };
}

function writeHeader(flow: Flow, rows: readonly RowData[], hasTrace: boolean, select: string): string {
  const { source, steps } = flow;
  const about = [plainText(source.document), source.clause === "" ? "" : `clause ${plainText(source.clause)}`, `${steps.length} steps`];
  const choice = rows.some(({ group }) => group !== null);
  const said = escapeXml(about.filter((word) => word !== "").join(" · "));
  return `<header><div><h1>${escapeXml(titleOf(flow))}</h1><p>${said}</p>${keysFor(choice, hasTrace)}</div>${select}${choice ? CHOICE : ""}</header>`;
}

/** @param chosen 0 for the flow itself */
function selectOf(conditions: readonly string[], chosen: number): string {
  if (conditions.length === 0) return "";
  const options = ["The flow itself", ...conditions].map(
    (said, at) => `<option value="${at}"${at === chosen ? " selected" : ""}>${escapeXml(said)}</option>`,
  );
  return `<label class="variant" id="variant" hidden>Variant <select>${options.join("")}</select></label>`;
}

function keysFor(choice: boolean, hasTrace: boolean): string {
  const keys = [["↑ ↓", "steps"], ...(hasTrace ? [["← →", "events"]] : []), ...(choice ? [["+ −", "hops"]] : []), ["Esc", "whole text"]];
  return `<p class="keys" id="keys" hidden>Keys: ${keys.map(([key, does]) => `<kbd>${key}</kbd> ${does}`).join(", ")}</p>`;
}

const CHOICE = `<div class="choice" id="choice" role="group" aria-label="Messages over several hops" hidden><button type="button" data-show="hop" aria-pressed="true">Every hop</button><button type="button" data-show="arrow" aria-pressed="false">One arrow each</button></div>`;

const PLAYER = `<footer class="player" id="player" hidden><button type="button" id="back" aria-label="Event before" aria-keyshortcuts="ArrowLeft">◀</button><input type="range" id="slider" aria-label="Event of the trace" min="0" value="0"><button type="button" id="on" aria-label="Next event" aria-keyshortcuts="ArrowRight">▶</button><output id="when" for="slider"></output></footer>`;

function writeLadder({ width, heads, bands, behind, plan }: Ladder, rows: readonly RowData[], asArrows: boolean): string {
  const names = plan.columns.map(({ name }) => name).join(", ");
  const out = ['<div class="ladder" id="ladder">'];
  out.push(`<div class="heads">${writeBand(heads, width, behind, `role="img" aria-label="${escapeXml(`Participants: ${names}`)}"`)}</div>`);
  out.push('<ol class="rows" role="list" aria-label="Steps">');
  let at = 0;
  for (const band of bands) {
    const row = band.step === null ? undefined : rows[at++];
    out.push(
      row === undefined ? writeGap(band, width, behind) : writeRow(row, writeBand(band, width, behind, 'aria-hidden="true"'), asArrows),
    );
  }
  out.push("</ol></div>");
  return out.join("\n");
}

type Behind = Ladder["behind"];

/** What stands between steps: a note, the guard of a fragment, or nothing. */
function writeGap(band: Band, width: number, behind: Behind): string {
  const words = wordsIn(band, behind, band);
  if (words === "") return `<li class="gap" role="presentation">${writeBand(band, width, behind, 'aria-hidden="true"')}</li>`;
  return `<li class="gap" role="listitem">${writeBand(band, width, behind, `role="img" aria-label="${escapeXml(words)}"`)}</li>`;
}

function writeRow({ id, title, group, as }: RowData, svg: string, asArrows: boolean): string {
  const hidden = group !== null && (as === "arrow") !== asArrows ? " hidden" : "";
  const step = `<button type="button" class="step" id="${escapeXml(id)}" aria-label="${escapeXml(title)}" tabindex="-1">${svg}</button>`;
  return `<li class="row" role="listitem"${hidden}>${step}</li>`;
}

function namesOf({ participants, items }: Flow): Pick<PageData, "participants" | "items"> {
  const named = (all: readonly { readonly id: string; readonly name: string }[]) =>
    all.map(({ id, name }) => [id, plainText(name) || id] as const);
  return { participants: named(participants), items: named(items) };
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** JSON in which nothing can end a script, begin a comment or a tag, or end a line of one. */
function jsonInHtml(data: PageData): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
