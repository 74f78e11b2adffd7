import { BadInput } from "../model/wrong.ts";
import { TYPE_SIZE } from "./place/distances.ts";
import type { View } from "./plan/step-rows.ts";

/** What a figure is printed on, in points. */
export interface Page {
  readonly width: number;
  readonly height: number;
}

/** How a flow is laid out. */
export interface LayOutOptions {
  readonly view?: View;
  /** Ids or names of the groups whose members are one lifeline. */
  readonly collapse?: readonly string[];
  /** Marks what the variants of the flow change. */
  readonly variants?: boolean;
  /**
   * The room on the page; by default the text area of an A4 specification, beyond whose width a figure may grow where its heads need
   * it. A page that is asked for is never left. Null for one page as high as it must be.
   */
  readonly page?: Page | null;
  /** Whether the figure may be wider than the page where its heads need it, and higher where a row does; by default where no page is asked for. */
  readonly grows?: boolean;
  /** The size of the type in points; 8 by default. */
  readonly minSize?: number;
  /** Whether the heads are repeated at the foot of the figure; they are by default. */
  readonly feet?: boolean;
}

const POINTS_PER_MM = 72 / 25.4;

/** The text area of an A4 specification, 170 mm by 240 mm. */
export const A4: Page = pageOf(170, 240);

/** @param width in mm @param height in mm */
function pageOf(width: number, height: number): Page {
  return { width: width * POINTS_PER_MM, height: height * POINTS_PER_MM };
}

/** No page is wider or higher than that, in mm. */
const LARGEST = 10_000;

/**
 * A page as `170x240mm`, `17x24cm`, `6.5x9in` or `482x680pt`; mm where no unit is named.
 *
 * @returns null for `none`
 * @throws BadInput
 */
export function parsePage(text: string): Page | null {
  if (text.trim().toLowerCase() === "none") return null;
  const found = /^(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)?\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)?$/iu.exec(text.trim());
  const unit = (found?.[4] ?? found?.[2] ?? "mm").toLowerCase();
  const millimetres = { mm: 1, cm: 10, in: 25.4, pt: 25.4 / 72 }[unit] ?? 1;
  const [width, height] = [Number(found?.[1]) * millimetres, Number(found?.[3]) * millimetres];
  if (!(width > 0 && height > 0 && width <= LARGEST && height <= LARGEST))
    throw new BadInput(`"${text}" is no size of a page`, { remedy: "Width and height, as 170x240mm" });
  return pageOf(width, height);
}

/**
 * A size of type as `8pt` or `8`.
 *
 * @throws BadInput
 */
export function parseSize(text: string): number {
  const found = /^(\d+(?:\.\d+)?)\s*(?:pt)?$/iu.exec(text.trim());
  const size = Number(found?.[1]);
  if (!(size >= 1 && size <= 72)) throw new BadInput(`"${text}" is no size of type`, { remedy: "From 1pt to 72pt, as 8pt" });
  return size;
}

/** How many points a user unit is. */
export function scaleOf({ minSize = TYPE_SIZE }: Pick<LayOutOptions, "minSize">): number {
  return minSize / TYPE_SIZE;
}

/** A sentence where a figure is wider than its page, as it may be where its heads need it and nobody has asked for the page; else null. */
export function widerThan({ width, scale }: { readonly width: number; readonly scale: number }, { page }: LayOutOptions): string | null {
  const [there, needed] = [(page ?? A4).width, width * scale];
  if (needed <= there + 0.01) return null;
  return `the figure is ${Math.ceil(needed / POINTS_PER_MM)} mm wide, for its heads need it; the page is ${Math.round(there / POINTS_PER_MM)} mm`;
}
