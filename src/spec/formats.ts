import type { FigureBlock } from "./clause.ts";
import type { Manuscript } from "./manuscript.ts";
import { type WordOptions, writeWord } from "./word/write-word.ts";
import { writeHtml } from "./write-html.ts";
import { writeMarkdown } from "./write-markdown.ts";

export interface WriteOptions extends WordOptions {
  /** Where the picture of a figure lies, seen from the file that shows it; for formats that hold no pictures themselves. */
  readonly figureAt: (figure: FigureBlock) => string;
}

/** A way to write a document down. */
export interface SpecFormat {
  /** As `--format` names it. */
  readonly id: string;
  /** Of a file name, with its dot. */
  readonly ending: string;
  readonly summary: string;
  /** Whether its figures are files of their own. */
  readonly needsFigures: boolean;
  write(manuscript: Manuscript, options: WriteOptions): string | Uint8Array;
}

const markdown: SpecFormat = {
  id: "md",
  ending: ".md",
  summary: "Markdown, numbers and NOTEs as the source prints them",
  needsFigures: true,
  write: (manuscript, { figureAt }) => writeMarkdown(manuscript, figureAt),
};

const word: SpecFormat = {
  id: "docx",
  ending: ".docx",
  summary: "Word with the styles of a 3GPP document; figures are shapes to edit, references are fields",
  needsFigures: false,
  write: writeWord,
};

const html: SpecFormat = {
  id: "html",
  ending: ".html",
  summary: "one HTML file, figures within it, references are links",
  needsFigures: false,
  write: (manuscript) => writeHtml(manuscript),
};

export const specFormats: readonly SpecFormat[] = [markdown, word, html];
