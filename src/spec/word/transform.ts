import type { Box } from "../../figure/scene.ts";
import { el, type Xml } from "./xml.ts";

/** English Metric Units, in which DrawingML measures, in a tenth of a point. */
const GRID = 1270;

/** On a grid, so that a figure is known again when Word has rounded it. */
export function emu(points: number): number {
  return Math.round(points * 10) * GRID;
}

/** What is finer than the grid: how thick a line is. */
export function fineEmu(points: number): number {
  return Math.round(points * 10 * GRID);
}

/** Where something stands and how large it is; within a group, coordinates are those of the whole figure. */
export function transform({ x, y, width, height }: Box, group = false, flip: Readonly<Record<string, number | undefined>> = {}): Xml {
  const [offset, extent] = [
    { x: emu(x), y: emu(y) },
    { cx: emu(width), cy: emu(height) },
  ];
  return el("a:xfrm", flip, el("a:off", offset), el("a:ext", extent), group ? el("a:chOff", offset) + el("a:chExt", extent) : "");
}
