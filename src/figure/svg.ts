import { HALO, TYPE_SIZE } from "./distances.ts";
import { type Arrowhead, HEAD_HALF_WIDTH, HEAD_LENGTH, type Mark, type Part, type Point, type Scene, type Words } from "./scene.ts";
import { LINE_STYLE, SHAPE_STYLE } from "./svg-style.ts";

/** Arial is what a specification is set in; the others have its widths, so that nothing moves where it is missing. */
const FONTS = "Arial, Liberation Sans, Arimo, Helvetica, sans-serif";

const MM_PER_POINT = 25.4 / 72;

/**
 * SVG 1.1 with presentation attributes only, so that Word, LibreOffice, Inkscape and a browser draw alike. Its size is that of the
 * printed figure.
 */
export function writeSvg({ title, description, width, height, parts }: Scene): string {
  const size = `width="${decimals(width * MM_PER_POINT)}mm" height="${decimals(height * MM_PER_POINT)}mm"`;
  const out = [
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1" ${size} viewBox="0 0 ${decimals(width)} ${decimals(height)}">\n`,
    `<title>${escapeXml(title)}</title>\n<desc>${escapeXml(description)}</desc>\n`,
    `<rect x="0" y="0" width="${decimals(width)}" height="${decimals(height)}" fill="#fff"/>\n`,
    `<g font-family="${FONTS}" font-size="${TYPE_SIZE}" fill="#000">\n`,
  ];
  for (const part of parts) out.push(writePart(part));
  out.push("</g>\n</svg>\n");
  return out.join("");
}

function writePart({ id, title, marks }: Part): string {
  let text = id === null ? "<g>\n" : `<g id="${escapeXml(id)}">\n`;
  if (title !== null) text += `<title>${escapeXml(title)}</title>\n`;
  for (const mark of marks) text += writeMark(mark);
  return `${text}</g>\n`;
}

function writeMark(mark: Mark): string {
  switch (mark.kind) {
    case "line":
      return `<path d="${pathOf(mark.points)}" fill="none" ${LINE_STYLE[mark.role]}/>\n`;
    case "shape":
      return `<path d="${pathOf(mark.points)}Z" ${SHAPE_STYLE[mark.role]}/>\n`;
    case "arrowhead":
      return writeArrowhead(mark);
    case "words":
      return writeWords(mark);
  }
}

function writeArrowhead({ role, tip, direction }: Arrowhead): string {
  const x = tip.x - direction * HEAD_LENGTH;
  const d = pathOf([{ x, y: tip.y - HEAD_HALF_WIDTH }, tip, { x, y: tip.y + HEAD_HALF_WIDTH }]);
  return role === "filled" ? `<path d="${d}Z" fill="#000"/>\n` : `<path d="${d}" fill="none" ${LINE_STYLE["one-way"]}/>\n`;
}

/** A halo is a white box: it needs no filter, and no program draws it otherwise. */
function writeWords({ face, anchor, lines, box, halo }: Words): string {
  const more = (face === "bold" ? ' font-weight="bold"' : "") + (anchor === "middle" ? ' text-anchor="middle"' : "");
  let text = halo
    ? `<rect x="${decimals(box.x - HALO)}" y="${decimals(box.y)}" width="${decimals(box.width + 2 * HALO)}" height="${decimals(box.height)}" fill="#fff"/>\n`
    : "";
  for (const line of lines) text += `<text x="${decimals(line.at.x)}" y="${decimals(line.at.y)}"${more}>${escapeXml(line.text)}</text>\n`;
  return text;
}

function pathOf(points: readonly Point[]): string {
  let d = "";
  for (const { x, y } of points) d += `${d === "" ? "M" : "L"}${decimals(x)} ${decimals(y)}`;
  return d;
}

/** With two decimals at most: 0.004 mm. */
function decimals(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}

const SPECIAL = /[<>&"'\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Characters that XML 1.0 has no way to write are U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES[character] ?? "\ufffd");
}

const ENTITIES: { readonly [character: string]: string } = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&apos;" };
