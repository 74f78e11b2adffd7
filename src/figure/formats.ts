import type { FigureFormat } from "./figure-format.ts";
import { writeLadder } from "./ladder.ts";
import { pagesOf } from "./lay-out.ts";
import { writeMermaid } from "./mermaid.ts";
import { writeSvg } from "./svg.ts";

const svg: FigureFormat = {
  id: "svg",
  ending: ".svg",
  summary: "SVG 1.1 in the size of the printed page, for Word, LibreOffice and browsers",
  *draw(flow, options) {
    for (const page of pagesOf(flow, options)) yield writeSvg(page, options.theme);
  },
};

const mermaid: FigureFormat = {
  id: "mermaid",
  ending: ".mmd",
  summary: "Mermaid text (sequenceDiagram), for Markdown pages that render it",
  draw: (flow, options) => [writeMermaid(flow, options)],
};

const text: FigureFormat = {
  id: "text",
  ending: ".txt",
  summary: "a ladder of characters, for a terminal or a plain text file",
  draw: (flow, options) => [writeLadder(flow, options)],
};

/** Every format of text a flow can be drawn in; a new one is a file and a line here. */
export const figureFormats: readonly FigureFormat[] = [svg, mermaid, text];
