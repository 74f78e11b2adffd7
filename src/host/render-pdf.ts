import { readFileSync } from "node:fs";
import type { Scene, Theme } from "../figure/index.ts";
import type { Pdf } from "../figure/pdf/write-pdf.ts";
import { fontFile } from "./tool/shipped.ts";

/** Of no day in particular: the same figure is the same file. */
const CREATED = new Date(Date.UTC(2000, 0, 1));

/** Pages of a figure as PDF, in the face that comes with the tool. */
export async function renderPdf(pages: Iterable<Scene>, theme: Theme | undefined): Promise<Pdf> {
  // Slow to load.
  const { writePdf } = await import("../figure/pdf/write-pdf.ts");
  const fonts = { regular: readFileSync(fontFile("regular")), bold: readFileSync(fontFile("bold")) };
  return writePdf(pages, { ...(theme === undefined ? {} : { theme }), fonts, created: CREATED });
}
