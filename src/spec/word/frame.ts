import type { Manuscript } from "../manuscript.ts";
import { fontsPart, footerPart, headerPart, pageSection, type Relation, settingsPart, wordType } from "./parts.ts";
import { stylesPart } from "./styles.ts";
import type { Xml } from "./xml.ts";

/** What of a Word file is not its text: styles, settings, headers and footers, the page. */
export interface Frame {
  /** Of the document to its parts; the ids of others begin where these end. */
  readonly relations: readonly Relation[];
  /** By name, without those that every file has. */
  readonly parts: ReadonlyMap<string, string | Uint8Array>;
  /** Content types of parts by their names, which begin with a slash. */
  readonly overrides: readonly (readonly [part: string, type: string])[];
  /** Content types by the ending of a file's name. */
  readonly endings: ReadonlyMap<string, string>;
  /** Whether its styles are our own, so that heights can be reckoned. */
  readonly isOwn: boolean;
  /** The room for text, in twentieths of a point. */
  readonly area: { readonly width: number; readonly height: number };
  /** A section as the page goes on. @param first whether it is the first one of the document */
  section(first: boolean): Xml;
  /** A text in the frame's own styles. */
  styled(body: Xml): Xml;
}

/** The text area of a 3GPP page. */
const AREA = { width: 9641, height: 14291 };

/** A frame as 3GPP documents have it. */
export function ownFrame(manuscript: Manuscript): Frame {
  return {
    relations: [
      { id: "rId1", type: "styles", target: "styles.xml", external: false },
      { id: "rId2", type: "settings", target: "settings.xml", external: false },
      { id: "rId3", type: "fontTable", target: "fontTable.xml", external: false },
      { id: "rId4", type: "header", target: "header1.xml", external: false },
      { id: "rId5", type: "footer", target: "footer1.xml", external: false },
    ],
    parts: new Map([
      ["word/styles.xml", stylesPart()],
      ["word/settings.xml", settingsPart()],
      ["word/fontTable.xml", fontsPart()],
      ["word/header1.xml", headerPart(manuscript)],
      ["word/footer1.xml", footerPart(manuscript)],
    ]),
    overrides: [
      ["/word/styles.xml", wordType("styles")],
      ["/word/settings.xml", wordType("settings")],
      ["/word/fontTable.xml", wordType("fontTable")],
      ["/word/header1.xml", wordType("header")],
      ["/word/footer1.xml", wordType("footer")],
    ],
    endings: new Map(),
    isOwn: true,
    area: AREA,
    section: () => pageSection("rId4", "rId5"),
    styled: (body) => body,
  };
}
