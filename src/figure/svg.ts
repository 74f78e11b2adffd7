import { widthOf } from "./measure/text-width.ts";
import { HALO, TYPE_SIZE } from "./place/distances.ts";
import {
  type Arrowhead,
  HEAD_HALF_WIDTH,
  HEAD_LENGTH,
  type Mark,
  type Part,
  type Point,
  type Scene,
  type Shape,
  type Words,
} from "./scene.ts";
import { BLACK_AND_WHITE, type Fill, type Stroke, type Theme } from "./theme.ts";

const MM_PER_POINT = 25.4 / 72;

/**
 * SVG 1.1 with presentation attributes only, so that Word, LibreOffice, Inkscape and a browser draw alike. Its size is that of the
 * printed figure.
 *
 * @param themeFor the look of a part that stands out; null for the others
 */
export function writeSvg(scene: Scene, theme: Theme = BLACK_AND_WHITE, themeFor: (part: Part) => Theme | null = () => null): string {
  const { title, description, width, height, scale, parts } = scene;
  const millimetres = (units: number) => `${decimals(units * scale * MM_PER_POINT)}mm`;
  const looks = looksOf(theme);
  const out = [
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="${millimetres(width)}" height="${millimetres(height)}" viewBox="0 0 ${decimals(width)} ${decimals(height)}">\n`,
    `<title>${escapeXml(title)}</title>\n<desc>${escapeXml(description)}</desc>\n`,
    `<rect x="0" y="0" width="${decimals(width)}" height="${decimals(height)}" fill="${looks.paper}"/>\n`,
    `<g font-family="${escapeXml(theme.fonts.join(", "))}" font-size="${TYPE_SIZE}" fill="${looks.ink}">\n`,
  ];
  for (const part of parts) {
    const own = themeFor(part);
    out.push(own === null ? writePart(part, looks) : writePart(part, looksOf(own), ` fill="${short(own.ink)}"`));
  }
  out.push("</g>\n</svg>\n");
  return out.join("");
}

/** The attributes of each role. */
interface Looks {
  readonly paper: string;
  readonly ink: string;
  readonly lines: { readonly [role: string]: string };
  readonly shapes: { readonly [role: string]: string };
  /** Of the heads of arrows: a filled one, and an open one, which has no dashes. */
  readonly heads: { readonly [role: string]: string };
  readonly solid: { readonly [role: string]: string };
}

const known = new WeakMap<Theme, Looks>();

function looksOf(theme: Theme): Looks {
  const before = known.get(theme);
  if (before !== undefined) return before;
  const byRole = <T>(of: { readonly [role: string]: T }, write: (one: T) => string) =>
    Object.fromEntries(Object.entries(of).map(([role, one]) => [role, write(one)]));
  const looks: Looks = {
    paper: short(theme.paper),
    ink: short(theme.ink),
    lines: byRole(theme.lines, strokeOf),
    shapes: byRole(theme.shapes, (shape) => `${fillOf(shape)} ${strokeOf(shape)}`),
    heads: byRole(theme.lines, ({ stroke }) => short(stroke)),
    solid: byRole(theme.lines, (line) => strokeOf({ ...line, dash: [] })),
  };
  known.set(theme, looks);
  return looks;
}

function strokeOf({ stroke, width, dash }: Stroke): string {
  const dashes = dash.length === 0 ? "" : ` stroke-dasharray="${dash.map(decimals).join(" ")}"`;
  return `stroke="${short(stroke)}" stroke-width="${decimals(width)}"${dashes}`;
}

function fillOf({ fill }: Fill): string {
  return `fill="${fill === null ? "none" : short(fill)}"`;
}

/** `#000000` as `#000`. */
function short(colour: string): string {
  return escapeXml(colour.replace(/^#(\w)\1(\w)\2(\w)\3$/u, "#$1$2$3"));
}

function writePart({ id, title, marks }: Part, looks: Looks, more = ""): string {
  let text = id === null ? `<g${more}>\n` : `<g id="${escapeXml(id)}"${more}>\n`;
  if (title !== null) text += `<title>${escapeXml(title)}</title>\n`;
  for (const mark of marks) text += writeMark(mark, looks);
  return `${text}</g>\n`;
}

function writeMark(mark: Mark, looks: Looks): string {
  switch (mark.kind) {
    case "line":
      return `<path d="${pathOf(mark.points)}" fill="none" ${looks.lines[mark.role]}/>\n`;
    case "shape":
      return `<path d="${outlineOf(mark)}" ${looks.shapes[mark.role]}/>\n`;
    case "arrowhead":
      return writeArrowhead(mark, looks);
    case "words":
      return writeWords(mark, looks);
  }
}

function writeArrowhead({ role, of, tip, direction }: Arrowhead, looks: Looks): string {
  const x = tip.x - direction * HEAD_LENGTH;
  const d = pathOf([{ x, y: tip.y - HEAD_HALF_WIDTH }, tip, { x, y: tip.y + HEAD_HALF_WIDTH }]);
  return role === "filled" ? `<path d="${d}Z" fill="${looks.heads[of]}"/>\n` : `<path d="${d}" fill="none" ${looks.solid[of]}/>\n`;
}

/**
 * Every line says where it begins: programs whose widths differ a little, as LibreOffice with its own, would move one that is anchored in
 * the middle. A halo is a white box: it needs no filter, and no program draws it otherwise.
 */
function writeWords({ face, anchor, lines, box, halo }: Words, looks: Looks): string {
  const more = face === "bold" ? ' font-weight="bold"' : "";
  let text = halo
    ? `<rect x="${decimals(box.x - HALO)}" y="${decimals(box.y)}" width="${decimals(box.width + 2 * HALO)}" height="${decimals(box.height)}" fill="${looks.paper}"/>\n`
    : "";
  for (const line of lines)
    text += `<text x="${decimals(anchor === "middle" ? line.at.x - (lines.length === 1 ? box.width : widthOf(line.text, TYPE_SIZE, face)) / 2 : line.at.x)}" y="${decimals(line.at.y)}"${more}>${escapeXml(line.text)}</text>\n`;
  return text;
}

/** What is filled is closed all the same. */
export function outlineOf({ points, open }: Shape): string {
  return open === true ? pathOf(points) : `${pathOf(points)}Z`;
}

export function pathOf(points: readonly Point[]): string {
  let d = "";
  for (const { x, y } of points) d += `${d === "" ? "M" : "L"}${decimals(x)} ${decimals(y)}`;
  return d;
}

/** `.01` to `.99`, without a zero at the end. */
const FRACTIONS: readonly string[] = Array.from({ length: 100 }, (_, hundredths) => String(hundredths / 100).slice(1));

/** Numbers as they are printed, by their hundredths: those of a page of 600 points come again and again. */
const PRINTED: string[] = [];
const MOST_PRINTED = 60_000;

/** With two decimals at most: 0.004 mm. */
export function decimals(value: number): string {
  const hundredths = Math.round(Math.abs(value) * 100);
  if (value < 0 || hundredths >= MOST_PRINTED) return printed(value, hundredths);
  while (PRINTED.length <= hundredths) PRINTED.push("");
  const known = PRINTED[hundredths] ?? "";
  if (known !== "") return known;
  const made = printed(value, hundredths);
  PRINTED[hundredths] = made;
  return made;
}

/** Put together from whole numbers, which takes a third of the time of printing a fraction. */
function printed(value: number, hundredths: number): string {
  const rest = hundredths % 100;
  const text = rest === 0 ? `${hundredths / 100}` : `${(hundredths - rest) / 100}${FRACTIONS[rest]}`;
  return value < 0 && hundredths > 0 ? `-${text}` : text;
}

const SPECIAL = /[<>&"'\p{Cc}\p{Cs}\ufffe\uffff]/gu;
/** A text without any of them, and without pairs of surrogates: most are. */
const PLAIN = /^[ !#-%(-;=?-~\u00a0-\ud7ff]*$/;

/** Characters that XML 1.0 has no way to write are U+FFFD. */
export function escapeXml(text: string): string {
  return PLAIN.test(text) ? text : text.replace(SPECIAL, (character) => ENTITIES[character] ?? "\ufffd");
}

const ENTITIES: { readonly [character: string]: string } = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;" };
