import { constants, deflateSync } from "node:zlib";
import type { Scene } from "../figure/index.ts";
import { BadInput } from "../model/wrong.ts";
import { fontFile } from "./tool/shipped.ts";

/** Takes 400 MB while it is drawn. */
const MOST_PIXELS = 100_000_000;

/**
 * A page of a figure as PNG, drawn with the face that comes with the tool; with the faces of this machine, too, where that face lacks a character.
 *
 * @param svg the same page
 * @param dpi pixels to the inch
 * @param deflate packs as zlib does; by default Node's, whose bytes differ from version to version
 * @throws BadInput where the picture would be too large
 */
export async function renderPng(
  page: Scene,
  svg: string,
  dpi: number,
  deflate: (bytes: Uint8Array) => Uint8Array = deflateRuns,
): Promise<Uint8Array> {
  const { title, width, height, scale } = page;
  const pixels = width * height * ((scale * dpi) / 72) ** 2;
  if (pixels > MOST_PIXELS)
    throw new BadInput(`at ${dpi} dpi, ${title} has ${Math.round(pixels / 1e6)} million pixels`, {
      remedy: `Give a smaller --dpi, ${Math.max(1, Math.floor(dpi * Math.sqrt(MOST_PIXELS / pixels)))} at most, or a smaller --page`,
    });
  // Not JavaScript alone, and much of it: only who draws a picture loads it.
  const [{ Resvg }, { uncovered, writePng }] = await Promise.all([import("@resvg/resvg-js"), import("../figure/index.ts")]);
  const fontFiles = [fontFile("regular"), fontFile("bold")];
  const font = { fontFiles, defaultFontFamily: "Arimo", sansSerifFamily: "Arimo", loadSystemFonts: uncovered(page).length > 0 };
  const drawn = new Resvg(svg, { font, dpi }).render();
  return writePng({ width: drawn.width, height: drawn.height, rgba: drawn.pixels }, { title, dpi, deflate });
}

/** What is left of a drawing after filtering is runs of nothing: a quarter of the time, and no larger. */
function deflateRuns(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { strategy: constants.Z_RLE });
}
