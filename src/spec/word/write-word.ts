import type { Scene } from "../../figure/scene.ts";
import { Violation } from "../../model/wrong.ts";
import { captionOf, type FigureBlock } from "../clause.ts";
import type { Block, Manuscript } from "../manuscript.ts";
import { type Writing, writeBlock, writeBody } from "./body.ts";
import { bookmarksOf } from "./bookmarks.ts";
import { writeDrawing } from "./drawing.ts";
import { type Frame, ownFrame } from "./frame.ts";
import { hangingsOf } from "./hangings.ts";
import { freshIn } from "./kept.ts";
import { applicationPart, contentTypesPart, corePart, namespaces, type Relation, relationsPart, turn, wordType } from "./parts.ts";
import { type Picture, writePicture } from "./picture.ts";
import { placeFigures } from "./place-figures.ts";
import { referenceFrame } from "./reference-frame.ts";
import { settled } from "./settle.ts";
import { el, type Xml, xmlFile } from "./xml.ts";
import { zip } from "./zip.ts";

export interface WordOptions {
  /** A person's own document, whose styles, headers and page the text takes. */
  readonly reference?: { readonly bytes: Uint8Array; readonly file: string };
  /** What is shown of each page of the figures, in the order of `scenesOf`, instead of shapes to edit. */
  readonly pictures?: readonly Picture[];
  /** What stands around the text. */
  readonly wrap?: (text: Xml) => Xml;
  /** Where the blocks are those of several documents that become one. */
  readonly merge?: {
    /** Each with its blocks as they follow each other there. */
    readonly documents: readonly (readonly Block[])[];
    /** Makes one text of all. */
    assemble(written: ReadonlyMap<Block, Xml>): Xml;
  };
}

/** A document as a Word file. @throws BadInput where the reference is no Word document */
export function writeWord(manuscript: Manuscript, options: WordOptions = {}): Uint8Array {
  const { reference } = options;
  const frame = reference === undefined ? ownFrame(manuscript) : referenceFrame(reference.bytes, reference.file);
  const growing: Growing = { relations: [...frame.relations], media: new Map() };
  const body = bodyOf(manuscript, frame, growing, options);
  const document = xmlFile(
    el("w:document", namespaces, el("w:body", {}, (options.wrap ?? String)(frame.styled(body.text)), frame.section(body.sections === 0))),
  );
  const endings = new Map(frame.endings);
  for (const name of growing.media.keys())
    endings.set(name.endsWith(".svg") ? "svg" : "png", name.endsWith(".svg") ? "image/svg+xml" : "image/png");
  return zip(
    new Map([
      [
        "[Content_Types].xml",
        contentTypesPart(
          [
            ["/word/document.xml", wordType("document.main")],
            ...frame.overrides,
            ["/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"],
            ["/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"],
          ],
          endings,
        ),
      ],
      [
        "_rels/.rels",
        relationsPart([
          { id: "rId1", type: "officeDocument", target: "word/document.xml", external: false },
          { id: "rId2", type: "core-properties", target: "docProps/core.xml", external: false },
          { id: "rId3", type: "extended-properties", target: "docProps/app.xml", external: false },
        ]),
      ],
      ["word/document.xml", document],
      ["word/_rels/document.xml.rels", relationsPart(growing.relations)],
      ...frame.parts,
      ...growing.media,
      ["docProps/core.xml", corePart(manuscript)],
      ["docProps/app.xml", applicationPart()],
    ]),
  );
}

/**
 * The text of a document alone, as it stands in a person's own one: in its styles, with what it needs declared.
 *
 * @param around the main part of that document, without what this text takes the place of
 * @throws BadInput where it is no Word document
 */
export function writeWordText(manuscript: Manuscript, reference: NonNullable<WordOptions["reference"]>, around: string): Xml {
  const frame = referenceFrame(reference.bytes, reference.file);
  const growing: Growing = { relations: [...frame.relations], media: new Map() };
  const { text } = bodyOf(manuscript, frame, growing, {});
  if (growing.relations.length > frame.relations.length) throw new Violation("a part of a flow names an address outside");
  return settled(frame.styled(text), around);
}

/** What the body adds to the file. */
interface Growing {
  readonly relations: Relation[];
  readonly media: Map<string, string | Uint8Array>;
}

function relate({ relations }: Growing, type: string, target: string, external: boolean): string {
  const used = new Set(relations.map(({ id }) => id));
  let number = relations.length + 1;
  while (used.has(`rId${number}`)) number += 1;
  relations.push({ id: `rId${number}`, type, target, external });
  return `rId${number}`;
}

function bodyOf(
  { blocks, flows }: Manuscript,
  frame: Frame,
  growing: Growing,
  { pictures, merge, wrap }: Pick<WordOptions, "pictures" | "merge" | "wrap">,
): { readonly text: Xml; readonly sections: number } {
  const addresses = new Map<string, string>();
  const documents = merge?.documents ?? [blocks];
  const placed = documents.map((each) => placeFigures(each, flows, frame.area, frame.isOwn && merge === undefined && wrap === undefined));
  const pages = new Map(placed.flatMap((each) => [...each.pages]));
  let drawings = 1;
  let shown = 0;
  let sections = 0;
  const draw = (scene: Scene, figure: FigureBlock): Xml => {
    const picture = pictures?.[shown];
    shown += 1;
    const about = { name: captionOf(figure), description: figure.description };
    if (picture !== undefined) {
      const relation = (ending: string, content: string | Uint8Array) => {
        growing.media.set(`word/media/figure${shown}.${ending}`, content);
        return relate(growing, "image", `media/figure${shown}.${ending}`, false);
      };
      const ids = { png: relation("png", picture.png), svg: relation("svg", picture.svg) };
      const written = writePicture(scene, about, ids, drawings);
      drawings += 2;
      return el("w:r", {}, el("w:drawing", {}, written));
    }
    const { xml, vml, numbers } = writeDrawing({ scene, ...about }, drawings);
    drawings += numbers;
    return el(
      "w:r",
      {},
      el("mc:AlternateContent", {}, el("mc:Choice", { Requires: "wpg" }, el("w:drawing", {}, xml)), el("mc:Fallback", {}, vml)),
    );
  };
  const [only] = placed;
  const writing: Writing = {
    blocks: merge === undefined && only !== undefined ? only.blocks : blocks,
    standings: merge === undefined && only !== undefined ? only.standings : null,
    loose: new Set(placed.flatMap(({ loose }) => [...loose])),
    fresh: new Set(documents.flatMap(freshIn)),
    noted: new Set(documents.flatMap((each) => each.filter((_, at) => each[at + 1]?.kind === "note"))),
    hangings: new Map(documents.flatMap((each) => [...hangingsOf(each)])),
    width: frame.area.width,
    turned: new Set(placed.flatMap((each) => [...each.turned])),
    endSection(isTurned = false) {
      sections += 1;
      const section = frame.section(sections === 1);
      return isTurned ? turn(section) : section;
    },
    bookmarks: bookmarksOf(blocks),
    relationTo(url) {
      const id = addresses.get(url) ?? relate(growing, "hyperlink", url, true);
      addresses.set(url, id);
      return id;
    },
    drawn: (figure) => (pages.get(figure)?.scenes ?? []).map((scene) => draw(scene, figure)),
  };
  const text =
    merge === undefined ? writeBody(writing) : merge.assemble(new Map(blocks.map((block) => [block, writeBlock(block, writing)])));
  return { text, sections };
}

/** The pages of all the figures of a document as a Word file shows them. */
export function scenesOf(manuscript: Manuscript, { reference }: Pick<WordOptions, "reference">): readonly Scene[] {
  const frame = reference === undefined ? ownFrame(manuscript) : referenceFrame(reference.bytes, reference.file);
  return [...placeFigures(manuscript.blocks, manuscript.flows, frame.area, frame.isOwn).pages.values()].flatMap(({ scenes }) => scenes);
}
