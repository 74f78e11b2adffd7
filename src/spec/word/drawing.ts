import type { Box, Part, Scene } from "../../figure/scene.ts";
import { inlineOf } from "./inline.ts";
import { type Drawn, shape, shapesOf } from "./shapes.ts";
import { emu, transform } from "./transform.ts";
import { vmlGroup } from "./vml.ts";
import { el, type Xml } from "./xml.ts";

export interface Drawing {
  readonly scene: Scene;
  readonly name: string;
  /** What it shows, for who cannot see it. */
  readonly description: string;
}

/**
 * A figure as one group of Word's own shapes, for a delegate to edit: each step is a group within it, an arrow is a line with its
 * head, the text of a box is in the box. Beside it stands the same in VML, for programs that do not know these shapes.
 *
 * @param number unique in the document for all that is drawn; as many numbers after it as `numbers` says are taken too
 */
export function writeDrawing(
  { scene, name, description }: Drawing,
  number: number,
): { readonly xml: Xml; readonly vml: Xml; readonly numbers: number } {
  const { width, height } = scene;
  let taken = number;
  const next = () => {
    taken += 1;
    return taken;
  };
  // LibreOffice takes the angle of the first shape for that of the group: a lifeline would turn a wide figure on its side.
  const page = shape(next(), "page", false, transform({ x: 0, y: 0, width, height }) + PAGE);
  const drawn = scene.parts.map((part) => [part, shapesOf(part)] as const);
  const parts = drawn.map(([part, shapes]) => writePart(part, shapes, next)).join("");
  const size = { cx: emu(width), cy: emu(height) };
  const frame = (tag: string, ...content: readonly Xml[]) => el(tag, {}, ...content);
  const group = frame("wpg:wgp", el("wpg:cNvGrpSpPr"), el("wpg:grpSpPr", {}, transform({ x: 0, y: 0, width, height }, true)), page, parts);
  const inline = inlineOf({ size, number, name, description, uri: GROUP, isLocked: false }, group);
  const older = drawn.flatMap(([, shapes]) => shapes.map(({ vml }) => vml));
  return { xml: inline, vml: vmlGroup(scene, description, older), numbers: taken - number + 1 };
}

/** An area without a look of its own. */
const PAGE = el("a:prstGeom", { prst: "rect" }, el("a:avLst")) + el("a:noFill") + el("a:ln", {}, el("a:noFill"));

const GROUP = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup";

function writePart(part: Part, drawn: readonly Drawn[], next: () => number): Xml {
  if (drawn.length < 2 || part.role !== "step") return drawn.map((one) => one.write(next(), drawn.length === 1 ? part.id : null)).join("");
  const box = around(drawn);
  return el(
    "wpg:grpSp",
    {},
    el("wpg:cNvPr", { id: next(), name: part.id ?? "step", descr: part.title ?? undefined }),
    el("wpg:cNvGrpSpPr"),
    el("wpg:grpSpPr", {}, transform(box, true)),
    ...drawn.map((one) => one.write(next(), null)),
  );
}

function around(drawn: readonly Drawn[]): Box {
  const [left, top] = [Math.min(...drawn.map(({ box }) => box.x)), Math.min(...drawn.map(({ box }) => box.y))];
  const right = Math.max(...drawn.map(({ box }) => box.x + box.width));
  const bottom = Math.max(...drawn.map(({ box }) => box.y + box.height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}
