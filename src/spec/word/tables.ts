import type { Span } from "../clause.ts";
import { type GridCell, gridOf } from "../cover-grid.ts";
import type { Cover, Table } from "../manuscript.ts";
import { printSpans } from "../spans-of.ts";
import { widthsOf } from "./column-widths.ts";
import { paragraph } from "./paragraph.ts";
import { type Links, run, writeSpans } from "./runs.ts";
import { el, val, type Xml } from "./xml.ts";

interface TableLinks extends Links {
  /** Of the text, in twentieths of a point. */
  readonly width: number;
  /** The section that a table ends, as the page goes on. LibreOffice loses the text of shapes that follow a table in the same section. */
  endSection(): Xml;
}

/** What a table begins with. @param borders of its cells, where they all have the same @param inset of each cell, left and right */
function headOf(widths: readonly number[], inset: number, borders: Xml): Xml {
  const side = (name: string) => el(`w:${name}`, { "w:w": inset, "w:type": "dxa" });
  return (
    el(
      "w:tblPr",
      {},
      el("w:tblW", { "w:w": widths.reduce((sum, width) => sum + width, 0), "w:type": "dxa" }),
      borders,
      el("w:tblLayout", { "w:type": "fixed" }),
      el("w:tblCellMar", {}, side("left"), side("right")),
    ) + el("w:tblGrid", {}, ...widths.map((width) => el("w:gridCol", { "w:w": width })))
  );
}

const LINE = { "w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "auto" };
const BORDERS = el("w:tblBorders", {}, ...["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => el(`w:${side}`, LINE)));

/** Of the cells of a table and of those of a form, in twentieths of a point. */
const TABLE_INSET = 57;
const FORM_INSET = 42;

function cell(width: number, content: Xml): Xml {
  return el("w:tc", {}, el("w:tcPr", {}, el("w:tcW", { "w:w": width, "w:type": "dxa" })), content);
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
    el("w:tbl", {}, headOf(widths, TABLE_INSET, BORDERS), headed, ...rows.map((cells) => row(cells, "TAL", false))) +
    paragraph("Normal", "", links.endSection())
  );
}

/** The form at the beginning of a contribution. */
export function writeCover(cover: Cover, links: TableLinks): Xml {
  const { above, rows } = gridOf(cover);
  const edges = [...new Set(rows.flatMap((cells) => edgesOf(cells)))].sort((a, b) => a - b);
  const at = (edge: number) => Math.round((links.width * edge) / 100);
  const widths = edges.map((edge, index) => at(edge) - at(edges[index - 1] ?? 0));
  const written = rows.map((cells) => {
    const ends = edgesOf(cells);
    const isGap = cells.every(({ role }) => role === "gap");
    const height = isGap ? el("w:trPr", {}, el("w:trHeight", { "w:val": GAP, "w:hRule": "exact" })) : "";
    return el(
      "w:tr",
      {},
      height,
      ...cells.map((each, index) => {
        const [from, to] = [ends[index - 1] ?? 0, ends[index] ?? 100];
        return gridCell(each, at(to) - at(from), edges.indexOf(to) - (from === 0 ? -1 : edges.indexOf(from)), links);
      }),
    );
  });
  const tabs = el("w:tabs", {}, el("w:tab", { "w:val": "right", "w:pos": links.width }));
  const head = above.map(([left, right], index) =>
    paragraph(
      "CRCoverPage",
      [...left.map(({ value }) => value), right.length === 0 ? "" : "\t", ...right.map(({ value }) => value)]
        .map((value) => run(value, el("w:b") + val("w:sz", 24)))
        .join(""),
      (cover.form === "3gpp-pcr" && index === above.length - 1 ? LINE_BELOW : "") + tabs,
    ),
  );
  return head.join("") + el("w:tbl", {}, headOf(widths, FORM_INSET, ""), ...written) + paragraph("Normal", "", links.endSection());
}

/** Of a strip between two parts of a form, in twentieths of a point. */
const GAP = 90;

const LINE_BELOW = el("w:pBdr", {}, el("w:bottom", { "w:val": "single", "w:sz": 6, "w:space": 1, "w:color": "auto" }));

/** As a form has it behind what is to be filled in. */
const FIELD = "FFFFB3";

/** Where cells end, in hundredths of the page. */
function edgesOf(cells: readonly GridCell[]): readonly number[] {
  let edge = 0;
  return cells.map(({ share }) => {
    edge += share;
    return edge;
  });
}

const TYPES: Readonly<Record<GridCell["role"], Xml>> = {
  title: el("w:b") + val("w:sz", 32),
  number: el("w:b") + val("w:sz", 28),
  line: el("w:b"),
  label: el("w:b") + el("w:i"),
  value: "",
  words: "",
  abstract: el("w:i"),
  small: el("w:i") + val("w:sz", 16),
  gap: val("w:sz", 4),
};

function gridCell({ role, align, sides, field, paragraphs }: GridCell, width: number, span: number, links: TableLinks): Xml {
  const line = { "w:val": "single", "w:sz": 6, "w:space": 0, "w:color": "auto" };
  const lines = (["top", "left", "bottom", "right"] as const).flatMap((side) =>
    sides.includes(side.slice(0, 1)) ? [el(`w:${side}`, line)] : [],
  );
  const look = TYPES[role];
  const placed = (align === "left" ? "" : val("w:jc", align)) + (look === "" ? "" : el("w:rPr", {}, look));
  const spacing = ["value", "words", "line", "abstract"].includes(role) ? "" : el("w:spacing", { "w:after": 0 });
  const written = (paragraphs.length === 0 ? [[]] : paragraphs).map((spans) =>
    paragraph("CRCoverPage", look === "" ? writeSpans(spans, links) : run(printSpans(spans), look), spacing + placed),
  );
  return el(
    "w:tc",
    {},
    el(
      "w:tcPr",
      {},
      el("w:tcW", { "w:w": width, "w:type": "dxa" }),
      span > 1 ? val("w:gridSpan", span) : "",
      lines.length === 0 ? "" : el("w:tcBorders", {}, ...lines),
      field ? el("w:shd", { "w:val": "clear", "w:color": "auto", "w:fill": FIELD }) : "",
    ),
    written.join(""),
  );
}
