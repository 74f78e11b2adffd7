import { citedAs } from "../anchors.ts";
import { captionOf, type FigureBlock, type Heading, type Span } from "../clause.ts";
import { type Block, listedIn } from "../manuscript.ts";
import { HEADING_INDENT, HEADING_TYPE, levelOf } from "./block-height.ts";
import { around } from "./bookmarks.ts";
import { leadsOn } from "./kept.ts";
import type { Standing } from "./pages.ts";
import { paragraph } from "./paragraph.ts";
import { field, type Links, run, writeSpans } from "./runs.ts";
import { indent, LABELLED } from "./styles.ts";
import { writeCover, writeTable } from "./tables.ts";
import { el, val, type Xml } from "./xml.ts";

export interface Writing extends Links {
  readonly blocks: readonly Block[];
  readonly hangings: ReadonlyMap<Block, number>;
  /** Of the text, in twentieths of a point. */
  readonly width: number;
  /** The section that ends here. */
  endSection(turned?: boolean): Xml;
  /** Figures whose pages are turned. */
  readonly turned: ReadonlySet<Block>;
  /** Runs that show the figure, one for each of its pages. */
  readonly drawn: (figure: FigureBlock) => readonly Xml[];
  /** Headings before a figure that takes a page of its own: kept with it, they would leave half a page empty before them. */
  readonly loose: ReadonlySet<Block>;
  /** Blocks with a NOTE behind them, which stays with them. */
  readonly noted: ReadonlySet<Block>;
  /** Blocks that begin a page. */
  readonly fresh: ReadonlySet<Block>;
  /** Where blocks stand; null where nobody knows. */
  readonly standings: ReadonlyMap<Block, Standing> | null;
}

export function writeBody(writing: Writing): Xml {
  return writing.blocks.map((block) => writeBlock(block, writing)).join("");
}

export function writeBlock(block: Block, writing: Writing): Xml {
  switch (block.kind) {
    case "heading":
      return writeHeading(block, writing);
    case "plain":
      return paragraph(
        block.role === "guidance" ? "Guidance" : "Normal",
        writeSpans(block.spans, writing),
        (leadsOn(block) ? el("w:keepNext") : "") + breakBefore(block, writing),
      );
    case "precondition":
      return labelled("B1", block, block.label, writing);
    case "paragraph":
      return labelled("B1", block, block.printed, writing);
    case "note":
      return labelled(block.style === "editor" ? "EditorsNote" : "NO", block, block.printed, writing);
    case "item":
      return labelled(`B${Math.min(block.level, 3)}`, block, block.printed, writing);
    case "example":
      return labelled("EX", block, block.printed, writing);
    case "entry":
      return labelled("EX", block, block.printed, writing);
    case "figure":
      return writeFigure(block, writing);
    case "table":
      return writeTable(block, writing);
    case "code":
      return block.lines
        .map((line, at) => paragraph("PL", run(line), at < block.lines.length - 1 ? el("w:keepNext") : el("w:spacing", { "w:after": 180 })))
        .join("");
    case "mark":
      return paragraph(
        "Normal",
        run(block.text, el("w:b") + val("w:color", "FF0000")),
        el("w:keepNext") + breakBefore(block, writing) + BOXED + val("w:jc", "center"),
      );
    case "cover":
      return writeCover(block, writing);
    case "contents":
      return writeContents(writing);
  }
}

const BOXED = el(
  "w:pBdr",
  {},
  ...["top", "left", "bottom", "right"].map((side) => el(`w:${side}`, { "w:val": "single", "w:sz": 4, "w:space": 1, "w:color": "auto" })),
);

function breakBefore(block: Block, { fresh }: Writing): Xml {
  return fresh.has(block) ? el("w:pageBreakBefore") : "";
}

function writeHeading(heading: Heading, writing: Writing): Xml {
  const { number, title } = heading;
  const annex = number.startsWith("Annex ");
  const style = `Heading${annex ? 8 : levelOf(heading)}`;
  if (/^contents$/iu.test(title) && number === "") return paragraph("TT", run(title));
  const loose = writing.loose.has(heading) ? el("w:keepNext", { "w:val": 0 }) : "";
  if (number === "") return paragraph(style, labelOf(heading, title, writing), loose);
  const words = labelOf(heading, number, writing) + run(annex ? `: ${title}` : `\t${title}`);
  return paragraph(style, words, loose + breakBefore(heading, writing) + (annex ? "" : headingIndent(heading)));
}

/** A number that is wider than the style has room for pushes its title further in. */
function headingIndent(heading: Heading): Xml {
  const at = levelOf(heading) - 1;
  const width = [...heading.number].reduce((sum, character) => sum + (character === "." ? 0.28 : /\d/u.test(character) ? 0.56 : 0.72), 0);
  const needed = Math.ceil(width * (HEADING_TYPE[at] ?? 10) * 20) + 180;
  return needed <= (HEADING_INDENT[at] ?? 0) ? "" : indent(needed, needed);
}

function labelled(style: string, block: Block & { readonly spans: readonly Span[] }, printed: string, writing: Writing): Xml {
  const hanging = writing.hangings.get(block);
  const text = writeSpans(block.spans, writing);
  return paragraph(
    style,
    labelOf(block, printed, writing) + (text === "" ? "" : run("\t") + text),
    (writing.noted.has(block) ? el("w:keepNext") : "") + (hanging === undefined ? "" : indent(LABELLED.B1.hanging + hanging, hanging)),
  );
}

/** The label, with the bookmark around the words by which it is cited. */
function labelOf(block: Block, printed: string, { bookmarks }: Links): Xml {
  const bookmark = "id" in block ? bookmarks.get(block.id) : undefined;
  const words = citedAs(block);
  if (bookmark === undefined || words === null || !printed.startsWith(words)) return run(printed);
  return around(bookmark, run(words)) + run(printed.slice(words.length));
}

/** A page that is turned is a section of its own. */
function writeFigure(figure: FigureBlock, writing: Writing): Xml {
  const isTurned = writing.turned.has(figure);
  const before = isTurned ? paragraph("Normal", "", writing.endSection()) : "";
  // What is kept together would be more than a page.
  const pages = writing
    .drawn(figure)
    .map((page, at, { length }) => paragraph("TH", page, at < length - 1 ? el("w:keepNext", { "w:val": 0 }) : ""));
  return before + pages.join("") + paragraph("TF", writeCaption(figure, writing), isTurned ? writing.endSection(true) : "");
}

function writeCaption(figure: FigureBlock, { bookmarks }: Links): Xml {
  const bookmark = bookmarks.get(figure.id);
  const after = captionOf(figure).slice(`Figure ${figure.label}`.length);
  return run("Figure ") + (bookmark === undefined ? run(figure.label) : around(bookmark, run(figure.label))) + run(after);
}

/** As deep as a list of contents goes. */
const DEEPEST = 4;

/** A field that Word renews. Until then the pages are those that were reckoned; in styles that are not our own, there are none. */
function writeContents({ blocks, bookmarks, standings }: Writing): Xml {
  const headings = listedIn(blocks).filter(({ level }) => level <= DEEPEST);
  const mark = (type: string) => el("w:r", {}, el("w:fldChar", { "w:fldCharType": type, "w:dirty": type === "begin" ? 1 : undefined }));
  const begin =
    mark("begin") + el("w:r", {}, `<w:instrText xml:space="preserve"> TOC \\o "1-${DEEPEST}" \\h </w:instrText>`) + mark("separate");
  const entries = headings
    .map((heading, at) => {
      const { id, level, title } = heading;
      const name = bookmarks.get(id)?.name;
      const words =
        heading.number === "" ? title : /^Annex /u.test(heading.number) ? `${heading.number}: ${title}` : `${heading.number}\t${title}`;
      const page = standings?.get(heading)?.page;
      const number = page === undefined || name === undefined ? "" : run("\t") + field(`PAGEREF ${name} \\h`, run(String(page)));
      const entry = name === undefined ? run(words) : el("w:hyperlink", { "w:anchor": name, "w:history": 1 }, run(words) + number);
      return paragraph(
        `TOC${level}`,
        (at === 0 ? begin : "") + entry + (at === headings.length - 1 ? mark("end") : ""),
        el("w:tabs", {}, el("w:tab", { "w:val": "left", "w:pos": CONTENTS_TABS[level] })),
      );
    })
    .join("");
  const gallery = el("w:docPartObj", {}, val("w:docPartGallery", "Table of Contents"), el("w:docPartUnique"));
  return el("w:sdt", {}, el("w:sdtPr", {}, gallery), el("w:sdtContent", {}, entries));
}

const CONTENTS_TABS: Readonly<Record<number, number>> = { 1: 567, 2: 851, 3: 1134, 4: 1418 };
