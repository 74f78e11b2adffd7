import { basename, extname } from "node:path";
import { layOut, writeSvg } from "../../figure/index.ts";
import { type Content, readBytes, renderPng, shownPath } from "../../host/index.ts";
import { deflate, type Manuscript, type SpecFormat, scenesOf, type WordOptions } from "../../spec/index.ts";
import { isFile } from "../output.ts";
import type { Session } from "../session.ts";

/** A document, and the pictures that stand beside it by their paths. */
interface Written {
  readonly content: Content;
  readonly figures: ReadonlyMap<string, Content>;
}

/** What is asked for beside the format. */
interface Asked {
  /** Where it goes; the pictures of a document in Markdown take its name: `clause.svg`, or `clause.mmsc-transfer.svg` and so on. */
  readonly output: string | undefined;
  /** A Word file whose styles, headers and page are taken. */
  readonly reference: string | undefined;
  /** How a Word file shows figures. */
  readonly figure: FigureKind;
}

export const figureKinds = ["shapes", "svg"] as const;
type FigureKind = (typeof figureKinds)[number];

/** For print: what a laser printer resolves, and no more. */
const DPI = 300;

export async function writeDocument(manuscript: Manuscript, format: SpecFormat, asked: Asked, session: Session): Promise<Written> {
  const { output, reference: path, figure } = asked;
  const stem = isFile(output) ? output.slice(0, output.length - extname(output).length) : "figure";
  const shown = new Set(manuscript.blocks.flatMap((block) => (block.kind === "figure" ? [block.flow] : [])));
  const pathOf = (flow: string) => (shown.size === 1 ? `${stem}.svg` : `${stem}.${flow.replaceAll("/", ".")}.svg`);
  const reference = referenceAt(path, session);
  const pictures = figure === "svg" ? { pictures: await picturesOf(manuscript, reference) } : {};
  const content = format.write(manuscript, { figureAt: ({ flow }) => basename(pathOf(flow)), ...reference, ...pictures });
  const figures = new Map<string, Content>();
  if (!isFile(output) || !format.needsFigures) return { content, figures };
  for (const name of shown) {
    const flow = manuscript.flows.get(name);
    if (flow !== undefined) figures.set(pathOf(name), writeSvg(layOut(flow)));
  }
  return { content, figures };
}

/** A Word file whose looks are taken; nothing where none is named. */
export function referenceAt(path: string | undefined, { terminal: { cwd } }: Session): Pick<WordOptions, "reference"> {
  return path === undefined ? {} : { reference: { bytes: readBytes(path, cwd, "document"), file: shownPath(path, cwd) } };
}

async function picturesOf(
  manuscript: Manuscript,
  reference: Pick<WordOptions, "reference">,
): Promise<NonNullable<WordOptions["pictures"]>> {
  const pictures: { readonly svg: string; readonly png: Uint8Array }[] = [];
  for (const scene of scenesOf(manuscript, reference)) {
    const svg = writeSvg(scene);
    pictures.push({ svg, png: await renderPng(scene, svg, DPI, deflate) });
  }
  return pictures;
}
