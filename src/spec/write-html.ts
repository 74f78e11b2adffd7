import { layOut } from "../figure/place/lay-out.ts";
import { writeSvg } from "../figure/svg.ts";
import { Violation } from "../model/wrong.ts";
import { captionOf, type FigureBlock, type Heading, headingText, type Span } from "./clause.ts";
import { type GridCell, gridOf } from "./cover-grid.ts";
import { type Block, type Cover, listedIn, type Manuscript, type Table } from "./manuscript.ts";

/** A document as one HTML file: figures within it, links where it cites itself, nothing from elsewhere. */
export function writeHtml(manuscript: Manuscript): string {
  const { title, header, footer, blocks } = manuscript;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="callflow">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${STYLE}</style>`,
  ];
  const above = header.every((side) => side === "")
    ? []
    : [`<header>${header.map((side) => `<span>${escapeHtml(side)}</span>`).join("")}</header>`];
  const below = footer === "" ? [] : [`<footer>${escapeHtml(footer)}</footer>`];
  const body = [...above, "<main>", ...blocks.map((block) => writeBlock(block, manuscript)), "</main>", ...below];
  return `<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n${head.join("\n")}\n</head>\n<body>\n${body.join("\n")}\n</body>\n</html>\n`;
}

function writeBlock(block: Block, manuscript: Manuscript): string {
  switch (block.kind) {
    case "heading": {
      const level = Math.min(block.level, 6);
      return `<h${level} id="${escapeHtml(block.id)}">${escapeHtml(headingText(block))}</h${level}>`;
    }
    case "plain":
      return `<p${block.role === "guidance" ? ' class="guidance"' : ""}>${writeSpans(block.spans)}</p>`;
    case "precondition":
      return labelled("item", block.id, block.label, block.spans);
    case "paragraph":
      return labelled("step", block.id, block.printed, block.spans);
    case "note":
      return labelled(block.style === "editor" ? "note editor" : "note", block.id, block.printed, block.spans);
    case "item":
      return labelled(`item level-${block.level}`, null, block.printed, block.spans);
    case "example":
      return labelled("note", null, block.printed, block.spans);
    case "entry":
      return labelled("entry", block.id, block.printed, block.spans);
    case "figure":
      return writeFigure(block, manuscript);
    case "table":
      return writeTable(block);
    case "code":
      return `<pre>${block.lines.map(escapeHtml).join("\n")}</pre>`;
    case "mark":
      return `<p class="mark">${escapeHtml(block.text)}</p>`;
    case "cover":
      return writeCover(block);
    case "contents":
      return writeContents(listedIn(manuscript.blocks));
  }
}

function labelled(kind: string, id: string | null, printed: string, spans: readonly Span[]): string {
  const named = id === null ? "" : ` id="${escapeHtml(id)}"`;
  return `<p class="${kind}"${named}><span class="label">${escapeHtml(printed)}</span> ${writeSpans(spans)}</p>`;
}

function writeSpans(spans: readonly Span[]): string {
  return spans.map(writeSpan).join("");
}

function writeSpan(span: Span): string {
  const text = escapeHtml(span.value);
  switch (span.kind) {
    case "text":
      return text;
    case "reference":
      return span.targets[0] === undefined ? text : `<a href="#${escapeHtml(span.targets[0])}">${text}</a>`;
    case "link":
      return `<a href="${escapeHtml(span.url)}">${text}</a>`;
    case "styled": {
      const tag = { strong: "strong", emphasis: "em", code: "code" }[span.look];
      return `<${tag}>${text}</${tag}>`;
    }
  }
}

/** The ids within a drawing are its own: another figure of the page may have the same. */
function writeFigure(figure: FigureBlock, { flows }: Manuscript): string {
  const flow = flows.get(figure.flow);
  if (flow === undefined) throw new Violation(`a figure shows "${figure.flow}", which the document does not have`);
  const id = escapeHtml(figure.id);
  const drawing = writeSvg(layOut(flow))
    .replace(/^<\?xml.*?\?>\n/u, "")
    .replaceAll(' id="', ` id="${id}/`)
    .replace("<svg ", `<svg role="img" aria-label="${escapeHtml(figure.description)}" `);
  return `<figure id="${id}">\n${drawing}<figcaption>${escapeHtml(captionOf(figure))}</figcaption>\n</figure>`;
}

function writeTable({ head, rows }: Table): string {
  const row = (cells: readonly (readonly Span[])[], tag: string) =>
    `<tr>${cells.map((spans) => `<${tag}>${writeSpans(spans)}</${tag}>`).join("")}</tr>`;
  const headed = head.some((spans) => spans.length > 0) ? [`<thead>${row(head, "th")}</thead>`] : [];
  return ["<table>", ...headed, "<tbody>", ...rows.map((cells) => row(cells, "td")), "</tbody>", "</table>"].join("\n");
}

function writeCover(cover: Cover): string {
  const { above, rows } = gridOf(cover);
  const ends = (cells: readonly GridCell[]) => cells.map((_, at) => cells.slice(0, at + 1).reduce((sum, { share }) => sum + share, 0));
  const edges = [...new Set(rows.flatMap(ends))].sort((a, b) => a - b);
  const columns = edges.map((edge, at) => `<col style="width: ${edge - (edges[at - 1] ?? 0)}%">`);
  const written = rows.map((cells) => {
    const own = ends(cells);
    const row = cells.map((each, at) =>
      writeCell(each, edges.indexOf(own[at] ?? 0) - (at === 0 ? -1 : edges.indexOf(own[at - 1] ?? 0)), cells.length === 1),
    );
    return `<tr>${row.join("")}</tr>`;
  });
  const head = above.map(([left, right]) => `<p class="meeting"><span>${writeSpans(left)}</span><span>${writeSpans(right)}</span></p>`);
  return [...head, `<table class="form">`, `<colgroup>${columns.join("")}</colgroup>`, "<tbody>", ...written, "</tbody>", "</table>"].join(
    "\n",
  );
}

const SIDES = [
  ["t", "top"],
  ["l", "left"],
  ["b", "bottom"],
  ["r", "right"],
] as const;

function writeCell({ role, align, sides, field, paragraphs }: GridCell, span: number, isAlone: boolean): string {
  const tag = role === "label" && !isAlone && paragraphs.length > 0 ? "th" : "td";
  const lines = SIDES.flatMap(([letter, side]) => (sides.includes(letter) ? [side] : []));
  const classes = [role, ...(align === "left" ? [] : [align === "right" ? "end" : align]), ...lines, ...(field ? ["field"] : [])].join(" ");
  const content =
    paragraphs.length < 2 ? writeSpans(paragraphs[0] ?? []) : paragraphs.map((spans) => `<p>${writeSpans(spans)}</p>`).join("");
  return `<${tag}${tag === "th" ? ' scope="row"' : ""} class="${classes}"${span > 1 ? ` colspan="${span}"` : ""}>${content}</${tag}>`;
}

function writeContents(headings: readonly Heading[]): string {
  const entries = headings.map(
    (heading) => `<li class="level-${heading.level}"><a href="#${escapeHtml(heading.id)}">${escapeHtml(headingText(heading))}</a></li>`,
  );
  return ['<nav aria-label="Contents">', "<ul>", ...entries, "</ul>", "</nav>"].join("\n");
}

const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

/** Control characters have no place in HTML. */
function escapeHtml(text: string): string {
  return text.replace(/[<>&"]|(?![\t\n])[\p{Cc}\p{Cs}]/gu, (character) => ENTITIES[character] ?? "\ufffd");
}

/** The page of a specification, on a screen and on paper. */
const STYLE = `body { margin: 0; padding: 1rem; background: #fff; color: #000; font: 1rem/1.45 "Times New Roman", "Liberation Serif", serif; }
main, body > header, body > footer { max-width: 46rem; margin: 0 auto; }
body > header { display: flex; justify-content: space-between; }
body > header, body > footer, h1, h2, h3, h4, h5, h6, figcaption, table, .mark { font-family: Arial, "Liberation Sans", sans-serif; }
body > header, body > footer { font-size: 0.8rem; font-weight: bold; }
h1, h2, h3, h4, h5, h6 { font-weight: normal; line-height: 1.2; margin: 1.6em 0 0.6em; break-after: avoid; }
h1 { font-size: 1.7rem; border-top: 2px solid; padding-top: 0.2em; }
h2 { font-size: 1.45rem; }
h3 { font-size: 1.25rem; }
h4, h5, h6 { font-size: 1.1rem; }
.step, .item, .note, .entry { position: relative; padding-left: 4.4em; }
.step .label, .item .label, .note .label, .entry .label { display: inline-block; min-width: 3.6em; margin-left: -3.8em; }
.item { padding-left: 2.6em; }
.item .label { min-width: 1.6em; margin-left: -1.9em; }
.item.level-2 { padding-left: 4.6em; }
.item.level-3 { padding-left: 6.6em; }
.note, .entry { padding-left: 6.2em; }
.note .label, .entry .label { min-width: 4.6em; margin-left: -5em; }
.editor { color: #c00000; padding-left: 8.2em; }
.editor .label { min-width: 6.6em; margin-left: -7em; }
.guidance { color: #0000e0; font-style: italic; }
.mark { text-align: center; font-weight: bold; color: #c00000; border: 1px solid; padding: 0.3em; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
figure svg { max-width: 100%; height: auto; }
figcaption { font-weight: bold; margin-top: 0.6em; }
pre { font-size: 0.85rem; line-height: 1.2; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin: 1em 0; }
th, td { border: 1px solid; padding: 0.25em 0.5em; text-align: left; vertical-align: top; }
td p { margin: 0 0 0.4em; }
.meeting { display: flex; justify-content: space-between; margin: 0; font: bold 1.1rem Arial, "Liberation Sans", sans-serif; }
.form { table-layout: fixed; }
.form th, .form td { border: 0 solid; padding: 0.15em 0.3em; overflow-wrap: break-word; }
.form .top { border-top-width: 1px; }
.form .left { border-left-width: 1px; }
.form .bottom { border-bottom-width: 1px; }
.form .right { border-right-width: 1px; }
.form .end { text-align: right; }
.form .center { text-align: center; }
.form .title { font-size: 1.4rem; font-weight: bold; }
.form .number { font-size: 1.1rem; font-weight: bold; }
.form .line { font-weight: bold; }
.form .abstract { font-style: italic; }
.form .label { font-weight: bold; font-style: italic; }
.form .small { font-size: 0.75rem; font-style: italic; }
.form .gap { padding: 0.2em; }
.form .field { background: #ffffb3; }
nav ul { list-style: none; padding: 0; }
nav .level-2 { padding-left: 1.5em; }
nav .level-3 { padding-left: 3em; }
nav .level-4, nav .level-5 { padding-left: 4.5em; }
@media print { body { padding: 0; } }
`;
