import { HALO } from "../place/distances.ts";
import { type Box, HEAD_HALF_WIDTH, HEAD_LENGTH, type Mark, type Part, type Point, type Words } from "../scene.ts";
import { decimals, escapeXml, outlineOf, pathOf } from "../svg.ts";
import type { Band } from "./place-bands.ts";

/** Bands are so many units high, or twice, or three times: whole pixels on a screen, so that there is no seam between one and the next. */
const STEP = 2;

/** User units in the size of the letters around a band. */
const PER_EM = 10;

/** A band as an SVG of its own; how its roles look is in the style of the page. */
export function writeBand(band: Band, width: number, behind: readonly Part[], attributes: string): string {
  const height = Math.ceil((band.bottom - band.top) / STEP - 0.01) * STEP;
  const box = `width="${decimals(width / PER_EM)}em" height="${decimals(height / PER_EM)}em" viewBox="0 ${decimals(band.top)} ${decimals(width)} ${decimals(height)}"`;
  const drawn = [
    ...behind.map((part) => writeBehind(part, { ...band, foot: band.top + height })),
    ...band.parts.map(({ marks }) => marks.map(writeMark).join("")),
  ];
  return `<svg ${attributes} ${box}>${drawn.join("")}</svg>`;
}

/** What it says, for who cannot see it. */
export function wordsIn({ parts }: Band, behind: readonly Part[], band: Band): string {
  const words = [
    ...behind.flatMap(({ marks }) => marks.filter((mark) => mark.kind === "words" && isIn(mark.box, band))),
    ...parts.flatMap(({ marks }) => marks),
  ];
  return words.flatMap((mark) => (mark.kind === "words" ? [mark.lines.map(({ text }) => text).join(" ")] : [])).join("; ");
}

function isIn({ y }: Pick<Box, "y">, { top, bottom }: Band): boolean {
  return y >= top && y < bottom;
}

interface Window extends Band {
  /** Where the band ends on the page: lines that go on reach down to there. */
  readonly foot: number;
}

/** As much of it as lies in the band. */
function writeBehind({ marks }: Part, band: Window): string {
  let text = "";
  const paths = new Map<string, string>();
  for (const mark of marks) {
    if (mark.kind === "line") {
      const d = mark.points
        .slice(1)
        .map((to, at) => segment(mark.points[at] ?? to, to, band))
        .join("");
      if (d !== "") paths.set(mark.role, (paths.get(mark.role) ?? "") + d);
    } else if (mark.kind === "shape") text += writeShape(mark, band);
    else if (mark.kind === "words" && isIn(mark.box, band)) text += writeWords(mark);
  }
  const seams = marks
    .flatMap((mark) => (mark.kind === "line" ? mark.points.slice(1).map((to, at) => seam(mark.points[at] ?? to, to, band)) : []))
    .join("");
  const bridge = seams === "" ? "" : `<path class="l lifeline seam" d="${seams}"/>`;
  // Lines lie below everything else.
  return bridge + [...paths].map(([role, d]) => `<path class="l ${role}" d="${d}"/>`).join("") + text;
}

function segment(from: Point, to: Point, band: Window): string {
  if (from.x !== to.x) return isIn({ y: (from.y + to.y) / 2 }, band) ? pathOf([from, to]) : "";
  const top = Math.max(Math.min(from.y, to.y), band.top);
  const bottom = Math.min(Math.max(from.y, to.y), band.foot);
  return top < bottom && top < band.bottom
    ? pathOf([
        { x: from.x, y: top },
        { x: from.x, y: bottom },
      ])
    : "";
}

/** A printer's page has no pixels that bands could fit: there, lines go on a little into the next one. */
function seam(from: Point, to: Point, { foot }: Window): string {
  if (from.x !== to.x || Math.min(from.y, to.y) > foot || Math.max(from.y, to.y) < foot + 1) return "";
  return pathOf([
    { x: from.x, y: foot - 0.1 },
    { x: from.x, y: foot + 0.8 },
  ]);
}

/** A shape that is higher than the band has neither top nor bottom there. */
function writeShape(mark: Mark & { readonly kind: "shape" }, band: Window): string {
  const ys = mark.points.map(({ y }) => y);
  const xs = mark.points.map(({ x }) => x);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  if (bottom <= band.top || top >= band.bottom) return "";
  if (top >= band.top && bottom <= band.foot) return writeMark(mark);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const from = Math.max(top, band.top);
  const to = Math.min(bottom, band.foot);
  const sides = [
    pathOf([
      { x: left, y: from },
      { x: left, y: to },
    ]),
    pathOf([
      { x: right, y: from },
      { x: right, y: to },
    ]),
    ...[top, bottom]
      .filter((y) => isIn({ y }, band))
      .map((y) =>
        pathOf([
          { x: left, y },
          { x: right, y },
        ]),
      ),
  ];
  const inside = `<rect class="s ${mark.role} inside" x="${decimals(left)}" y="${decimals(from)}" width="${decimals(right - left)}" height="${decimals(to - from)}"/>`;
  return `${inside}<path class="s ${mark.role} side" d="${sides.join("")}"/>`;
}

function writeMark(mark: Mark): string {
  switch (mark.kind) {
    case "line":
      return `<path class="l ${mark.role}" d="${pathOf(mark.points)}"/>`;
    case "shape":
      return `<path class="s ${mark.role}" d="${outlineOf(mark)}"/>`;
    case "arrowhead": {
      const x = mark.tip.x - mark.direction * HEAD_LENGTH;
      const d = pathOf([{ x, y: mark.tip.y - HEAD_HALF_WIDTH }, mark.tip, { x, y: mark.tip.y + HEAD_HALF_WIDTH }]);
      return mark.role === "filled" ? `<path class="tip ${mark.of}" d="${d}Z"/>` : `<path class="l ${mark.of} open" d="${d}"/>`;
    }
    case "words":
      return writeWords(mark);
  }
}

function writeWords({ face, anchor, lines, box, halo }: Words): string {
  const halos = halo
    ? `<rect class="halo" x="${decimals(box.x - HALO)}" y="${decimals(box.y)}" width="${decimals(box.width + 2 * HALO)}" height="${decimals(box.height)}"/>`
    : "";
  const look = [face === "bold" ? "bold" : "", anchor === "middle" ? "middle" : ""].filter((name) => name !== "").join(" ");
  const attributes = look === "" ? "" : ` class="${look}"`;
  const texts = lines.map(({ at, text }) => `<text${attributes} x="${decimals(at.x)}" y="${decimals(at.y)}">${escapeXml(text)}</text>`);
  // With a space between, so that who selects and copies them has words.
  return halos + texts.join(" ");
}
