import type { create as CreateFont, Font } from "fontkit";
import { Violation } from "../../model/wrong.ts";
import type { Face } from "../measure/text-width.ts";
import { HALO, TYPE_SIZE } from "../place/distances.ts";
import { type Arrowhead, HEAD_HALF_WIDTH, HEAD_LENGTH, type Mark, type Point, type Scene, type Words } from "../scene.ts";
import { BLACK_AND_WHITE, type Stroke, type Theme } from "../theme.ts";
import { visualRuns } from "./visual-runs.ts";

export interface PdfOptions {
  readonly theme?: Theme;
  /** TrueType files of the faces of the figure. */
  readonly fonts: { readonly [face in Face]: Uint8Array };
  /** What stands in the file as the time when it was made. */
  readonly created: NonNullable<PDFKit.DocumentInfo["CreationDate"]>;
}

export interface Pdf {
  readonly bytes: Uint8Array;
  /** Characters that the face lacks, each once: there is a box in their place. */
  readonly missing: readonly string[];
}

type Document = PDFKit.PDFDocument;

/**
 * A PDF with a page for each page of the figure, in its size, and with bookmarks where there are several. Its text is text: it can be searched, selected and read aloud. The same figure is the same bytes wherever zlib
 * packs alike, which is so on one version of Node.
 */
export async function writePdf(pages: Iterable<Scene>, { theme = BLACK_AND_WHITE, fonts, created }: PdfOptions): Promise<Pdf> {
  const [{ default: PDFDocument }, { create }] = await Promise.all([import("pdfkit"), import("fontkit")]);
  const faces = { regular: openFace(create, fonts.regular), bold: openFace(create, fonts.bold) };
  const document = new PDFDocument({
    autoFirstPage: false,
    // None to begin with; else it would look for a file of Helvetica.
    font: "",
    pdfVersion: "1.7",
    tagged: true,
    lang: "en",
    displayTitle: true,
    info: { Creator: "callflow", Producer: "callflow", CreationDate: created },
  });
  const bytes = bytesOf(document);
  for (const face of ["regular", "bold"] as const) document.registerFont(face, Buffer.from(fonts[face]));
  const missing = new Set<string>();
  const contents: string[] = [];
  for (const page of pages) {
    contents.push(stepsOn(page));
    const { scale, width, height, title, description } = page;
    if (page.page === 1) Object.assign(document.info, { Title: title, Subject: description });
    document.addPage({ size: [width * scale, height * scale], margin: 0 });
    const figure = document.struct("Figure", { title, alt: description }, () => drawPage(document, page, { theme, faces, missing }));
    document.addStructure(figure);
    figure.end();
  }
  if (contents.length > 1) writeOutline(document, contents);
  document.end();
  return { bytes: await bytes, missing: [...missing] };
}

/** Bookmarks: the figure, and in it the steps of each page. */
function writeOutline({ info, outline }: Document, contents: readonly string[]): void {
  const figure = outline.addItem(info.Title ?? "", leadsTo(0));
  for (const [at, steps] of contents.entries()) figure.addItem(steps, leadsTo(at));
}

/** The types of pdfkit know no more of a bookmark than that it can be open. */
function leadsTo(pageNumber: number): { readonly expanded: boolean } {
  const options = { expanded: true, pageNumber, fit: true };
  return options;
}

/** `Steps 12 to 23`. */
function stepsOn({ page, parts }: Scene): string {
  const labels = parts.flatMap(({ step }) => (step === null || step.label === "" ? [] : [step.label.replace(/[.)]+$/u, "")]));
  const [first, last] = [labels[0], labels.at(-1)];
  if (first === undefined || last === undefined) return `Page ${page}`;
  return first === last ? `Step ${first}` : `Steps ${first} to ${last}`;
}

function openFace(create: typeof CreateFont, bytes: Uint8Array): Font {
  const font = create(Buffer.from(bytes));
  if ("fonts" in font) throw new Violation("a file of one face was expected, there are several in it");
  return font;
}

interface Drawing {
  readonly theme: Theme;
  readonly faces: { readonly [face in Face]: Font };
  readonly missing: Set<string>;
}

function drawPage(document: Document, { scale, width, height, parts }: Scene, drawing: Drawing): void {
  document.save().scale(scale);
  document.rect(0, 0, width, height).fill(drawing.theme.paper);
  document.fontSize(TYPE_SIZE);
  for (const { marks } of parts) for (const mark of marks) drawMark(document, mark, drawing);
  document.restore();
}

function drawMark(document: Document, mark: Mark, drawing: Drawing): void {
  const { theme } = drawing;
  switch (mark.kind) {
    case "line":
      trace(document, mark.points);
      stroked(document, theme.lines[mark.role]).stroke();
      return;
    case "shape": {
      const look = theme.shapes[mark.role];
      trace(document, mark.points);
      if (mark.open !== true) document.closePath();
      stroked(document, look);
      if (look.fill === null) document.stroke();
      else document.fillColor(look.fill).fillAndStroke();
      return;
    }
    case "arrowhead":
      drawArrowhead(document, mark, theme);
      return;
    case "words":
      drawWords(document, mark, drawing);
      return;
  }
}

function drawArrowhead(document: Document, { role, of, tip, direction }: Arrowhead, theme: Theme): void {
  const x = tip.x - direction * HEAD_LENGTH;
  trace(document, [{ x, y: tip.y - HEAD_HALF_WIDTH }, tip, { x, y: tip.y + HEAD_HALF_WIDTH }]);
  if (role === "filled") document.closePath().fill(theme.lines[of].stroke);
  else stroked(document, { ...theme.lines[of], dash: [] }).stroke();
}

function drawWords(document: Document, { face, anchor, lines, box, halo }: Words, { theme, faces, missing }: Drawing): void {
  if (halo) document.rect(box.x - HALO, box.y, box.width + 2 * HALO, box.height).fill(theme.paper);
  document.font(face).fillColor(theme.ink);
  for (const { at, text } of lines) {
    for (const character of text) if (!faces[face].hasGlyphForCodePoint(character.codePointAt(0) ?? 0)) missing.add(character);
    const runs = visualRuns(text).map((run) => ({ run, width: document.widthOfString(run) }));
    let x = at.x - (anchor === "middle" ? runs.reduce((sum, { width }) => sum + width, 0) / 2 : 0);
    for (const { run, width } of runs) {
      document.text(run, x, at.y, { lineBreak: false, baseline: "alphabetic" });
      x += width;
    }
  }
}

function trace(document: Document, points: readonly Point[]): Document {
  for (const [index, { x, y }] of points.entries()) {
    if (index === 0) document.moveTo(x, y);
    else document.lineTo(x, y);
  }
  return document;
}

function stroked(document: Document, { stroke, width, dash }: Stroke): Document {
  document.lineWidth(width).strokeColor(stroke);
  return dash.length === 0 ? document.undash() : document.dash(dash as unknown as number, {});
}

function bytesOf(document: Document): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.on("end", () => resolve(Buffer.concat(chunks)));
    document.on("error", reject);
  });
}
