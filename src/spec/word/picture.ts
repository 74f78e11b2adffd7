import type { Scene } from "../../figure/scene.ts";
import { type Inline, inlineOf } from "./inline.ts";
import { emu } from "./transform.ts";
import { el, type Xml } from "./xml.ts";

/** A page of a figure as SVG, and as PNG for those who cannot read SVG. */
export interface Picture {
  readonly svg: string;
  readonly png: Uint8Array;
}

const PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/** Of Word 2016 and newer ([MS-ODRAWXML] 2.4.2.2). */
const SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/** A picture in the line, in the size of print. @param relations the ids of its files @param number and the next one are its own */
export function writePicture(
  { width, height, scale }: Pick<Scene, "width" | "height" | "scale">,
  { name, description }: Pick<Inline, "name" | "description">,
  relations: { readonly png: string; readonly svg: string },
  number: number,
): Xml {
  const size = { cx: emu(width * scale), cy: emu(height * scale) };
  const svg = el("asvg:svgBlip", { "xmlns:asvg": SVG, "r:embed": relations.svg });
  const blip = el(
    "a:blip",
    { "r:embed": relations.png },
    el("a:extLst", {}, el("a:ext", { uri: "{96DAC541-7B7A-43D3-8B79-37D633B846F1}" }, svg)),
  );
  const picture = el(
    "pic:pic",
    { "xmlns:pic": PICTURE },
    el("pic:nvPicPr", {}, el("pic:cNvPr", { id: number + 1, name, descr: description }), el("pic:cNvPicPr")),
    el("pic:blipFill", {}, blip, el("a:stretch", {}, el("a:fillRect"))),
    el("pic:spPr", {}, el("a:xfrm", {}, el("a:off", { x: 0, y: 0 }), el("a:ext", size)), el("a:prstGeom", { prst: "rect" }, el("a:avLst"))),
  );
  return inlineOf({ size, number, name, description, uri: PICTURE, isLocked: true }, picture);
}
