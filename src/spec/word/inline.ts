import { el, type Xml } from "./xml.ts";

const A = "http://schemas.openxmlformats.org/drawingml/2006/main";

/** What is drawn and stands in a line of text. */
export interface Inline {
  /** In English Metric Units. */
  readonly size: { readonly cx: number; readonly cy: number };
  /** Unique in the document for all that is drawn. */
  readonly number: number;
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly description: string;
  /** The namespace that says of what kind it is. */
  readonly uri: string;
  /** Whether stretching it keeps its shape. */
  readonly isLocked: boolean;
}

export function inlineOf({ size, number, name, description, uri, isLocked }: Inline, graphic: Xml): Xml {
  const locks = isLocked ? el("a:graphicFrameLocks", { "xmlns:a": A, noChangeAspect: 1 }) : "";
  return el(
    "wp:inline",
    { distT: 0, distB: 0, distL: 0, distR: 0 },
    el("wp:extent", size),
    el("wp:effectExtent", { l: 0, t: 0, r: 0, b: 0 }),
    el("wp:docPr", { id: number, name, descr: description }),
    el("wp:cNvGraphicFramePr", {}, locks),
    el("a:graphic", { "xmlns:a": A }, el("a:graphicData", { uri }, graphic)),
  );
}
