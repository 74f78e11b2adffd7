import { basename, extname } from "node:path";
import { layOut, writeSvg } from "../figure/index.ts";
import type { Content } from "../host/index.ts";
import type { Manuscript, SpecFormat } from "../spec/index.ts";

/** A document, and the pictures that stand beside it by their paths. */
interface Written {
  readonly content: Content;
  readonly figures: ReadonlyMap<string, Content>;
}

/** @param output where it goes; the pictures of a document in Markdown take its name: `clause.svg`, or `clause.mmsc-transfer.svg` and so on */
export function writeDocument(manuscript: Manuscript, format: SpecFormat, output: string | undefined): Written {
  const isFile = output !== undefined && output !== "-";
  const stem = isFile ? output.slice(0, output.length - extname(output).length) : "figure";
  const shown = new Set(manuscript.blocks.flatMap((block) => (block.kind === "figure" ? [block.flow] : [])));
  const pathOf = (flow: string) => (shown.size === 1 ? `${stem}.svg` : `${stem}.${flow.replaceAll("/", ".")}.svg`);
  const content = format.write(manuscript, { figureAt: ({ flow }) => basename(pathOf(flow)) });
  const figures = new Map<string, Content>();
  if (!isFile || !format.needsFigures) return { content, figures };
  for (const name of shown) {
    const flow = manuscript.flows.get(name);
    if (flow !== undefined) figures.set(pathOf(name), writeSvg(layOut(flow)));
  }
  return { content, figures };
}
