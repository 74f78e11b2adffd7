import type { Span } from "../clause.ts";
import type { Cover, Table } from "../manuscript.ts";
import { paragraph } from "./paragraph.ts";
import { type Links, run, writeSpans } from "./runs.ts";
import { el, val, type Xml } from "./xml.ts";

interface TableLinks extends Links {
  /** Of the text, in twentieths of a point. */
  readonly width: number;
  /** The section that a table ends, as the page goes on. LibreOffice loses the text of shapes that follow a table in the same section. */
  endSection(): Xml;
}

/** What the labels of a cover sheet take of its width. */
const LABEL_SHARE = 0.28;

const SIDES = ["top", "left", "bottom", "right", "insideH", "insideV"] as const;

function properties(widths: readonly number[]): Xml {
  const line = { "w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "auto" };
  return (
    el(
      "w:tblPr",
      {},
      el("w:tblW", { "w:w": widths.reduce((sum, width) => sum + width, 0), "w:type": "dxa" }),
      el("w:tblBorders", {}, ...SIDES.map((side) => el(`w:${side}`, line))),
      el("w:tblLayout", { "w:type": "fixed" }),
      el("w:tblCellMar", {}, el("w:left", { "w:w": 57, "w:type": "dxa" }), el("w:right", { "w:w": 57, "w:type": "dxa" })),
    ) + el("w:tblGrid", {}, ...widths.map((width) => el("w:gridCol", { "w:w": width })))
  );
}

function cell(width: number, content: Xml, span = 1): Xml {
  return el("w:tc", {}, el("w:tcPr", {}, el("w:tcW", { "w:w": width, "w:type": "dxa" }), span > 1 ? val("w:gridSpan", span) : ""), content);
}

/** Columns share the page by what their cells hold; no column is too narrow for a word. */
export function writeTable({ head, rows }: Table, links: TableLinks): Xml {
  const widths = widthsOf([head, ...rows], links.width);
  const row = (cells: readonly (readonly Span[])[], style: string, isHead: boolean): Xml =>
    el(
      "w:tr",
      {},
      el("w:trPr", {}, el("w:cantSplit"), isHead ? el("w:tblHeader") : ""),
      ...widths.map((width, at) => cell(width, paragraph(style, writeSpans(cells[at] ?? [], links)))),
    );
  const headed = head.some((spans) => spans.length > 0) ? row(head, "TAH", true) : "";
  return (
    el("w:tbl", {}, properties(widths), headed, ...rows.map((cells) => row(cells, "TAL", false))) +
    paragraph("Normal", "", links.endSection())
  );
}

function widthsOf(rows: readonly (readonly (readonly Span[])[])[], width: number): readonly number[] {
  const columns = Math.max(1, ...rows.map((cells) => cells.length));
  const longest = Array.from({ length: columns }, (_, at) =>
    Math.min(60, Math.max(6, ...rows.map((cells) => (cells[at] ?? []).reduce((sum, { value }) => sum + value.length, 0)))),
  );
  const total = longest.reduce((sum, length) => sum + length, 0);
  return longest.map((length) => Math.floor((width * length) / total));
}

/** The form at the beginning of a contribution: its name, then what each row asks for. */
export function writeCover({ title, rows }: Cover, links: TableLinks): Xml {
  const left = Math.round(links.width * LABEL_SHARE);
  const widths = [left, links.width - left] as const;
  const name =
    title === ""
      ? ""
      : el("w:tr", {}, cell(links.width, paragraph("CRCoverPage", run(title, el("w:b") + val("w:sz", 32)), val("w:jc", "center")), 2));
  const written = rows.map(({ label, paragraphs }) =>
    el(
      "w:tr",
      {},
      cell(widths[0], paragraph("CRCoverPage", run(`${label}:`, el("w:b") + el("w:i")))),
      cell(
        widths[1],
        paragraphs.length === 0
          ? paragraph("CRCoverPage", "")
          : paragraphs.map((spans) => paragraph("CRCoverPage", writeSpans(spans, links))).join(""),
      ),
    ),
  );
  return el("w:tbl", {}, properties(widths), name, ...written) + paragraph("Normal", "", links.endSection());
}
