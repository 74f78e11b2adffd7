import type { FigureFormat } from "./figure-format.ts";
import { writeLadder } from "./ladder/write-ladder.ts";
import { writeMermaid } from "./other-programs/mermaid.ts";
import { writeMscGenerator } from "./other-programs/msc-generator.ts";
import { writeMscgen } from "./other-programs/mscgen.ts";
import { writePlantUml } from "./other-programs/plantuml.ts";
import { widerThan } from "./page.ts";
import { pagesOf } from "./place/lay-out.ts";
import { writeSvg } from "./svg.ts";

const svg: FigureFormat = {
  id: "svg",
  ending: ".svg",
  summary: "SVG 1.1 in the size of the printed page, for Word, LibreOffice and browsers",
  *draw(flow, options) {
    for (const page of pagesOf(flow, options)) {
      const wider = page.page === 1 ? widerThan(page, options) : null;
      if (wider !== null) options.notice?.(wider);
      yield writeSvg(page, options.theme);
    }
  },
};

const mermaid: FigureFormat = {
  id: "mermaid",
  ending: ".mmd",
  summary: "Mermaid text (sequenceDiagram), for Markdown pages that render it",
  draw: (flow, options) => [writeMermaid(flow, options)],
};

const plantuml: FigureFormat = {
  id: "plantuml",
  ending: ".puml",
  summary: "a PlantUML sequence diagram",
  draw: (flow, options) => [writePlantUml(flow, options)],
};

const mscgen: FigureFormat = {
  id: "mscgen",
  ending: ".msc",
  summary: "a message sequence chart for mscgen",
  draw: (flow, options) => [writeMscgen(flow, options)],
};

const mscGenerator: FigureFormat = {
  id: "msc-generator",
  ending: ".signalling",
  summary: "a signalling chart for Msc-generator",
  draw: (flow, options) => [writeMscGenerator(flow, options)],
};

const text: FigureFormat = {
  id: "text",
  ending: ".txt",
  summary: "a ladder of characters, for a terminal or a plain text file",
  draw: (flow, options) => [writeLadder(flow, options)],
};

/** Those of which `callflow build` writes a file for each flow. */
export const builtFormats: readonly FigureFormat[] = [svg, mermaid, text];

/** Every format of text a flow can be drawn in; a new one is a file and a line here. */
export const figureFormats: readonly FigureFormat[] = [svg, mermaid, plantuml, mscgen, mscGenerator, text];
