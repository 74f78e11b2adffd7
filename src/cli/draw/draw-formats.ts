import { type DrawOptions, type FigureFormat, figureFormats, pagesOf, uncovered, writeSvg } from "../../figure/index.ts";
import { type Content, renderPdf, renderPng } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import type { Trace } from "../../model/trace.ts";
import { html } from "./html-format.ts";

/** How a figure is asked for at the command line. */
export interface DrawRequest extends DrawOptions {
  /** Pixels to the inch, of a picture. */
  readonly dpi: number;
  /** For a page of HTML. */
  readonly trace: Trace | null;
}

/** A way to draw a flow, as text or as bytes. */
export interface DrawFormat {
  readonly id: string;
  readonly ending: string;
  readonly summary: string;
  /** Whether its pages are bytes, which no terminal shows and `out/` does not keep. */
  readonly binary?: true;
  /** Page by page, each made when it is asked for. */
  draw(flow: Flow, request: DrawRequest): Iterable<Content> | AsyncIterable<Content>;
}

const png: DrawFormat = {
  id: "png",
  ending: ".png",
  summary: "a picture, in grey where the figure has no colour",
  binary: true,
  async *draw(flow, request) {
    const lacking = new Set<string>();
    for (const page of pagesOf(flow, request)) {
      for (const character of uncovered(page)) lacking.add(character);
      yield await renderPng(page, writeSvg(page, request.theme), request.dpi);
    }
    if (lacking.size > 0)
      request.notice?.(`the face has no ${[...lacking].join(" ")}, so a face of this machine is taken, or a box where it has none either`);
  },
};

const pdf: DrawFormat = {
  id: "pdf",
  ending: ".pdf",
  summary: "PDF with a page for each page of the figure, its face embedded, its text selectable",
  binary: true,
  async *draw(flow, request) {
    const { bytes, missing } = await renderPdf(pagesOf(flow, request), request.theme);
    if (missing.length > 0)
      request.notice?.(
        `the face has no ${missing.join(" ")} and there is a box instead; svg and png show what this machine has a face for`,
      );
    yield bytes;
  },
};

const [svg, ...others]: readonly FigureFormat[] = figureFormats;

/** What `callflow draw` can make, the default first. */
export const drawFormats: readonly DrawFormat[] = [...(svg === undefined ? [] : [svg]), png, pdf, html, ...others];
