import type { Arrowhead, Box, Point } from "../../figure/scene.ts";
import type { Stroke } from "../../figure/theme.ts";
import { el, type Xml } from "./xml.ts";

/** Of a group, in a point: VML has whole numbers. */
const UNITS = 10;

function units(points: number): number {
  return Math.round(points * UNITS);
}

/**
 * A figure for programs that are older than DrawingML in Word (2007 and before), as Word itself writes it beside the shapes: the
 * picture is the same, and can be edited there.
 *
 * @param shapes of this module
 */
export function vmlGroup({ width, height }: Pick<Box, "width" | "height">, description: string, shapes: readonly Xml[]): Xml {
  const style = `width:${decimal(width)}pt;height:${decimal(height)}pt;mso-position-horizontal-relative:char;mso-position-vertical-relative:line`;
  return el("w:pict", {}, el("v:group", { style, coordsize: `${units(width)},${units(height)}`, alt: description }, ...shapes));
}

function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function placed({ x, y, width, height }: Box, more = ""): string {
  return `position:absolute;left:${units(x)};top:${units(y)};width:${units(width)};height:${units(height)}${more}`;
}

function strokeOf(look: Stroke | null): Readonly<Record<string, string | undefined>> {
  return look === null ? { stroked: "f" } : { strokecolor: look.stroke, strokeweight: `${decimal(look.width)}pt` };
}

/** @param end at which the head is */
function linesOf(look: Stroke | null, head: Arrowhead | null, end: "start" | "end" = "end"): Xml {
  const isDashed = look !== null && look.dash.length > 0;
  if (!isDashed && head === null) return "";
  return el("v:stroke", {
    dashstyle: isDashed ? "dash" : undefined,
    ...(head === null ? {} : { [`${end}arrow`]: head.role === "filled" ? "block" : "open", [`${end}arrowwidth`]: "narrow" }),
  });
}

/** A line over points, with the head at its end. */
export function vmlLine(points: readonly Point[], box: Box, look: Stroke, head: Arrowhead | null): Xml {
  const [from, to] = [points[0], points.at(-1)];
  const at = ({ x, y }: Point) => `${units(x)},${units(y)}`;
  if (points.length === 2 && from !== undefined && to !== undefined) {
    // LibreOffice draws no line of a group that goes to the left.
    const [left, right, end] = to.x < from.x ? ([to, from, "start"] as const) : ([from, to, "end"] as const);
    return el("v:line", { from: at(left), to: at(right), style: "position:absolute", ...strokeOf(look) }, linesOf(look, head, end));
  }
  return el("v:shape", { ...pathOf(points, box, false), filled: "f", ...strokeOf(look) }, linesOf(look, head));
}

/** A closed shape, or a place for words. @param points null for a rectangle @param text Word paragraphs @param inset of the text from the left, in points */
export function vmlShape(
  points: readonly Point[] | null,
  box: Box,
  look: { readonly line: Stroke | null; readonly fill: string | null },
  text: Xml,
  inset: number,
): Xml {
  const fill = look.fill === null ? { filled: "f" } : { fillcolor: look.fill };
  const words = text === "" ? "" : el("v:textbox", { inset: `${decimal(inset)}pt,0,0,0` }, el("w:txbxContent", {}, text));
  const middle = text === "" ? "" : ";v-text-anchor:middle";
  if (points === null)
    return el("v:rect", { style: placed(box, middle), ...fill, ...strokeOf(look.line) }, linesOf(look.line, null), words);
  return el("v:shape", { ...pathOf(points, box, true, middle), ...fill, ...strokeOf(look.line) }, linesOf(look.line, null), words);
}

function pathOf(points: readonly Point[], box: Box, closed: boolean, more = ""): Readonly<Record<string, string>> {
  const [first, ...rest] = points.map(({ x, y }) => `${units(x - box.x)},${units(y - box.y)}`);
  const path = `m${first ?? "0,0"}${rest.map((point) => `l${point}`).join("")}${closed ? "x" : ""}e`;
  return { style: placed(box, more), coordsize: `${Math.max(1, units(box.width))},${Math.max(1, units(box.height))}`, path };
}
