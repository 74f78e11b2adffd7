import { LEADING, TYPE_SIZE } from "../../figure/place/distances.ts";
import {
  type Arrowhead,
  type Box,
  boxOf,
  type Line,
  type Mark,
  type Part,
  type Point,
  type Shape,
  type Words,
} from "../../figure/scene.ts";
import { type Stroke, BLACK_AND_WHITE as THEME } from "../../figure/theme.ts";
import { run } from "./runs.ts";
import { emu, fineEmu, transform } from "./transform.ts";
import { vmlLine, vmlShape } from "./vml.ts";
import { el, val, type Xml } from "./xml.ts";

/** One of Word's shapes. */
export interface Drawn {
  readonly box: Box;
  write(number: number, name: string | null): Xml;
  /** The same for older programs. */
  readonly vml: Xml;
}

/** The shapes of a part: an arrow is one, and so are a box and the text in it. */
export function shapesOf({ marks }: Part): readonly Drawn[] {
  const used = new Set<Mark>();
  const drawn: Drawn[] = [];
  for (const [at, mark] of marks.entries()) {
    if (used.has(mark)) continue;
    switch (mark.kind) {
      case "line": {
        const next = marks[at + 1];
        const head = next?.kind === "arrowhead" ? next : null;
        if (head !== null) used.add(head);
        drawn.push(lineShape(mark, head));
        break;
      }
      case "shape": {
        const inside = wordsIn(mark, marks);
        if (inside !== null) used.add(inside);
        drawn.push(boxShape(mark, inside));
        break;
      }
      case "words":
        drawn.push(textShape(mark));
        break;
      case "arrowhead":
        drawn.push(lineShape({ kind: "line", role: "one-way", points: [mark.tip] }, mark));
    }
  }
  return drawn;
}

/** The one text that a box is drawn for. */
function wordsIn({ role, points }: Shape, marks: readonly Mark[]): Words | null {
  if (role === "group" || role === "timer" || role === "activation") return null;
  const box = boundsOf(points);
  const inside = marks.filter((mark) => mark.kind === "words").filter((mark) => contains(box, mark.box));
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

function contains(outer: Box, inner: Box): boolean {
  const margin = 1;
  return (
    inner.x >= outer.x - margin &&
    inner.y >= outer.y - margin &&
    inner.x + inner.width <= outer.x + outer.width + margin &&
    inner.y + inner.height <= outer.y + outer.height + margin
  );
}

function boundsOf(points: readonly Point[]): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** @param properties where it stands and how it looks @param text Word paragraphs @param inset of the text from the left */
export function shape(number: number, name: string, isLine: boolean, properties: Xml, text: Xml = "", inset = 0): Xml {
  return el(
    "wps:wsp",
    {},
    el("wps:cNvPr", { id: number, name }),
    el(isLine ? "wps:cNvCnPr" : "wps:cNvSpPr"),
    el("wps:spPr", {}, properties),
    text === "" ? "" : el("wps:txbx", {}, el("w:txbxContent", {}, text)),
    bodyOf(inset),
  );
}

const NO_FILL = el("a:noFill");

function fillOf(colour: string | null): Xml {
  return colour === null ? NO_FILL : el("a:solidFill", {}, el("a:srgbClr", { val: colour.slice(1).toUpperCase() }));
}

/** @param ends what stands at them */
function lineOf({ stroke, width, dash }: Stroke, ends: Xml = ""): Xml {
  const dashes = dash.length === 0 ? "" : el("a:prstDash", { val: "dash" });
  return el("a:ln", { w: fineEmu(width) }, fillOf(stroke), dashes, el("a:miter", { lim: 800000 }), ends);
}

/** A straight line with two points is one that Word can stretch by its ends; any other is a path. */
function lineShape({ role, points }: Line, head: Arrowhead | null): Drawn {
  const path = head === null ? points : [...points.slice(0, -1), head.tip];
  const end = head === null ? "" : el("a:tailEnd", { type: head.role === "filled" ? "triangle" : "arrow", w: "sm", len: "med" });
  const line = lineOf(THEME.lines[role], end);
  const [from, to] = [path[0], path.at(-1)];
  const box = boundsOf(path);
  if (path.length === 2 && from !== undefined && to !== undefined) {
    const flip = { flipH: to.x < from.x ? 1 : undefined, flipV: to.y < from.y ? 1 : undefined };
    const geometry = el("a:prstGeom", { prst: "line" }, el("a:avLst"));
    return {
      box,
      vml: vmlLine(path, box, THEME.lines[role], head),
      write: (number, name) => shape(number, name ?? `${role} ${number}`, true, transform(box, false, flip) + geometry + line),
    };
  }
  const properties = transform(box) + customGeometry(path, box, false) + NO_FILL + line;
  const grown = head === null ? box : boundsOf([...path, ...cornersOf(boxOf(head))]);
  const vml = vmlLine(path, box, THEME.lines[role], head);
  return { box: grown, vml, write: (number, name) => shape(number, name ?? `${role} ${number}`, false, properties) };
}

function cornersOf({ x, y, width, height }: Box): readonly Point[] {
  return [
    { x, y },
    { x: x + width, y: y + height },
  ];
}

function boxShape({ role, points }: Shape, words: Words | null): Drawn {
  const box = boundsOf(points);
  const look = THEME.shapes[role];
  const geometry = isRectangle(points, box) ? el("a:prstGeom", { prst: "rect" }, el("a:avLst")) : customGeometry(points, box, true);
  const properties = transform(box) + geometry + fillOf(look.fill) + lineOf(look);
  const text = words === null ? "" : textOf(words);
  const inset = words === null || words.anchor === "middle" ? 0 : Math.max(0, words.box.x - box.x);
  const vml = vmlShape(isRectangle(points, box) ? null : points, box, { line: look, fill: look.fill }, text, inset);
  return { box, vml, write: (number, name) => shape(number, name ?? `${role} ${number}`, false, properties, text, inset) };
}

function isRectangle(points: readonly Point[], { x, y, width, height }: Box): boolean {
  return (
    points.length === 4 &&
    points.every((point, at) => {
      const before = points.at(at - 1) ?? point;
      const isCorner = (point.x === x || point.x === x + width) && (point.y === y || point.y === y + height);
      // The sides of an hourglass join the same corners, two of them across.
      return isCorner && (point.x === before.x) !== (point.y === before.y);
    })
  );
}

/** A text of its own; a little wider than its words, so that no program breaks them anew. */
const SLACK = 3;

function textShape(words: Words): Drawn {
  const { box: tight, anchor, halo } = words;
  const left = anchor === "middle" ? SLACK : 0;
  const box = { x: tight.x - left, y: tight.y, width: tight.width + left + SLACK, height: tight.height };
  const geometry = el("a:prstGeom", { prst: "rect" }, el("a:avLst"));
  const properties = transform(box) + geometry + (halo ? fillOf(THEME.paper) : NO_FILL) + el("a:ln", {}, NO_FILL);
  const vml = vmlShape(null, box, { line: null, fill: halo ? THEME.paper : null }, textOf(words), 0);
  return { box, vml, write: (number, name) => shape(number, name ?? `text ${number}`, false, properties, textOf(words)) };
}

/** Other insets are none: the scene has placed the words already. */
const bodyOf = (left: number): Xml =>
  el(
    "wps:bodyPr",
    { rot: 0, vert: "horz", wrap: "square", lIns: fineEmu(left), tIns: 0, rIns: 0, bIns: 0, anchor: "ctr", anchorCtr: 0 },
    el("a:noAutofit"),
  );

/** The formatting stands in the text: a document whose styles are another's has none for it. */
function textOf({ lines, face, anchor }: Words): Xml {
  const spacing = el("w:spacing", { "w:before": 0, "w:after": 0, "w:line": Math.round(LEADING * 20), "w:lineRule": "exact" });
  const indent = el("w:ind", { "w:left": 0, "w:right": 0, "w:firstLine": 0 });
  const paragraphs = el("w:pPr", {}, spacing, indent, val("w:jc", anchor === "middle" ? "center" : "left"));
  const size = TYPE_SIZE * 2;
  const fonts = el("w:rFonts", { "w:ascii": "Arial", "w:hAnsi": "Arial", "w:cs": "Arial" });
  const look = fonts + (face === "bold" ? el("w:b") : "") + val("w:color", "000000") + val("w:sz", size) + val("w:szCs", size);
  return lines.map(({ text }) => el("w:p", {}, paragraphs, run(text, look))).join("");
}

function customGeometry(points: readonly Point[], box: Box, closed: boolean): Xml {
  const at = ({ x, y }: Point) => el("a:pt", { x: emu(x - box.x), y: emu(y - box.y) });
  const [first = { x: box.x, y: box.y }, ...rest] = points;
  const steps = [el("a:moveTo", {}, at(first)), ...rest.map((point) => el("a:lnTo", {}, at(point))), closed ? el("a:close") : ""];
  const path = el("a:path", { w: emu(box.width), h: emu(box.height), fill: closed ? undefined : "none" }, ...steps);
  return el(
    "a:custGeom",
    {},
    el("a:avLst"),
    el("a:gdLst"),
    el("a:ahLst"),
    el("a:cxnLst"),
    el("a:rect", { l: 0, t: 0, r: "r", b: "b" }),
    el("a:pathLst", {}, path),
  );
}
