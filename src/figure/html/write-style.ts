import { TYPE_SIZE } from "../place/distances.ts";
import type { Fill, Stroke, Theme } from "../theme.ts";

/** The lines that end in a head. */
const headRoles = ["request", "reply", "ack", "one-way"] as const;

/** How the roles of a figure look in a page. */
export function writeStyle({ fonts, paper, ink, lines, shapes }: Theme): string {
  const rules = [
    `.ladder svg{fill:${colour(ink)};overflow:visible}.ladder text{font-family:${fonts.map(fontName).join(",")};font-size:${TYPE_SIZE}px}`,
    `.ladder{--paper:${colour(paper)}}`,
    `.l{fill:none}.side{fill:none!important}.inside{stroke:none!important}`,
    ...Object.entries(lines).map(([role, look]) => `.l.${role}{${strokeOf(look)}}`),
    // A head is as its line, without its dashes.
    ...headRoles.map((role) => `.tip.${role}{fill:${colour(lines[role].stroke)}}`),
    ".open{stroke-dasharray:none!important}",
    ...Object.entries(shapes).map(([role, look]) => `.s.${role}{${fillOf(look)};${strokeOf(look)}}`),
  ];
  return rules.join("\n");
}

function strokeOf({ stroke, width, dash }: Stroke): string {
  return `stroke:${colour(stroke)};stroke-width:${width}${dash.length === 0 ? "" : `;stroke-dasharray:${dash.join(" ")}`}`;
}

function fillOf({ fill }: Fill): string {
  return `fill:${fill === null ? "none" : colour(fill)}`;
}

/** A house style is somebody's file: what is no colour does not come into the page. */
function colour(text: string): string {
  return /^#[\da-f]{3,8}$/iu.test(text) ? text : "currentColor";
}

/** In quotes, except what is no name of a face; whatever a house style calls it, it ends no string and no style. */
function fontName(name: string): string {
  return /^[a-z-]+$/u.test(name) ? name : `"${name.replace(/[^\w .-]/gu, "")}"`;
}
