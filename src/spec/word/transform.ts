import type { Box } from "../../figure/scene.ts";
import { el, type Xml } from "./xml.ts";

/** English Metric Units, in which DrawingML measures, in a point. */
const EMU = 12700;

export function emu(points: number): number {
  return Math.round(points * EMU);
}

/** Where something stands and how large it is; within a group, coordinates are those of the whole figure. */
export function transform({ x, y, width, height }: Box, group = false, flip: Readonly<Record<string, number | undefined>> = {}): Xml {
  const [offset, extent] = [
    { x: emu(x), y: emu(y) },
    { cx: emu(width), cy: emu(height) },
  ];
  return el("a:xfrm", flip, el("a:off", offset), el("a:ext", extent), group ? el("a:chOff", offset) + el("a:chExt", extent) : "");
}
