import type { Flow } from "../../model/flow.ts";
import { Violation } from "../../model/wrong.ts";
import type { FigureBlock } from "../clause.ts";
import { captionOf } from "../clause.ts";
import type { Block, Manuscript } from "../manuscript.ts";
import { writeBody } from "./body.ts";
import { bookmarksOf } from "./bookmarks.ts";
import { writeDrawing } from "./drawing.ts";
import { type FigurePages, figurePages, headingsBefore } from "./figure-pages.ts";
import { hangingsOf } from "./hangings.ts";
import {
  applicationPart,
  contentTypesPart,
  corePart,
  fontsPart,
  footerPart,
  headerPart,
  namespaces,
  pageSection,
  type Relation,
  relationsPart,
  settingsPart,
  wordType,
} from "./parts.ts";
import { stylesPart } from "./styles.ts";
import { el, type Xml, xmlFile } from "./xml.ts";
import { zip } from "./zip.ts";

/** A document as a Word file. */
export function writeWord(manuscript: Manuscript): Uint8Array {
  const relations: Relation[] = [
    { id: "rId1", type: "styles", target: "styles.xml", external: false },
    { id: "rId2", type: "settings", target: "settings.xml", external: false },
    { id: "rId3", type: "fontTable", target: "fontTable.xml", external: false },
    { id: "rId4", type: "header", target: "header1.xml", external: false },
    { id: "rId5", type: "footer", target: "footer1.xml", external: false },
  ];
  const body = bodyOf(manuscript, relations);
  const document = xmlFile(el("w:document", namespaces, el("w:body", {}, body, pageSection("rId4", "rId5"))));
  return zip(
    new Map([
      [
        "[Content_Types].xml",
        contentTypesPart(
          [
            ["/word/document.xml", wordType("document.main")],
            ["/word/styles.xml", wordType("styles")],
            ["/word/settings.xml", wordType("settings")],
            ["/word/fontTable.xml", wordType("fontTable")],
            ["/word/header1.xml", wordType("header")],
            ["/word/footer1.xml", wordType("footer")],
            ["/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"],
            ["/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"],
          ],
          [],
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
      ["word/_rels/document.xml.rels", relationsPart(relations)],
      ["word/styles.xml", stylesPart()],
      ["word/settings.xml", settingsPart()],
      ["word/fontTable.xml", fontsPart()],
      ["word/header1.xml", headerPart(manuscript)],
      ["word/footer1.xml", footerPart(manuscript)],
      ["docProps/core.xml", corePart(manuscript)],
      ["docProps/app.xml", applicationPart()],
    ]),
  );
}

/** @param relations those that the body needs are added */
function bodyOf({ blocks, flows }: Manuscript, relations: Relation[]): Xml {
  const addresses = new Map<string, string>();
  let drawings = 1;
  const pages = new Map<FigureBlock, FigurePages>();
  const loose = new Set<Block>();
  for (const figure of blocks) {
    if (figure.kind !== "figure") continue;
    const [last, ...others] = headingsBefore(figure, blocks);
    const shown = figurePages(shownBy(figure, flows), last === undefined ? 0 : others.length + 1);
    pages.set(figure, shown);
    if (shown.alone && last !== undefined) loose.add(last);
  }
  return writeBody({
    blocks,
    loose,
    hangings: hangingsOf(blocks),
    section: pageSection("rId4", "rId5"),
    bookmarks: bookmarksOf(blocks),
    relationTo(url) {
      const known = addresses.get(url);
      if (known !== undefined) return known;
      const id = `rId${relations.length + 1}`;
      relations.push({ id, type: "hyperlink", target: url, external: true });
      addresses.set(url, id);
      return id;
    },
    drawn(figure) {
      return (pages.get(figure)?.scenes ?? []).map((scene) => {
        const { xml, numbers } = writeDrawing({ scene, name: captionOf(figure), description: figure.description }, drawings);
        drawings += numbers;
        return el("w:r", {}, el("mc:AlternateContent", {}, el("mc:Choice", { Requires: "wpg" }, el("w:drawing", {}, xml))));
      });
    },
  });
}

function shownBy({ flow: name }: FigureBlock, flows: Manuscript["flows"]): Flow {
  const flow = flows.get(name);
  if (flow === undefined) throw new Violation(`a figure shows "${name}", which the document does not have`);
  return flow;
}
