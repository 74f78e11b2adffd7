import { el, val, type Xml, xmlFile } from "./xml.ts";

/** Distances in twentieths of a point, type in half points, as Word has them. */
interface Style {
  readonly id: string;
  /** As Word's own list calls it. */
  readonly name: string;
  readonly based?: string;
  readonly next?: string;
  readonly paragraph?: readonly Xml[];
  readonly run?: readonly Xml[];
}

const keepNext = el("w:keepNext");
const keepLines = el("w:keepLines");
const arial = el("w:rFonts", { "w:ascii": "Arial", "w:hAnsi": "Arial", "w:cs": "Arial" });
const courier = el("w:rFonts", { "w:ascii": "Courier New", "w:hAnsi": "Courier New", "w:cs": "Courier New" });
const bold = el("w:b");
const noBorder = el("w:pBdr", {}, el("w:top", { "w:val": "none", "w:sz": 0, "w:space": 0, "w:color": "auto" }));

function size(halfPoints: number): Xml {
  return val("w:sz", halfPoints) + val("w:szCs", halfPoints);
}

function spacing(before: number | undefined, after: number | undefined): Xml {
  return el("w:spacing", { "w:before": before, "w:after": after });
}

export function indent(left: number, hanging: number): Xml {
  return el("w:ind", { "w:left": left, "w:hanging": hanging });
}

function tabs(...stops: readonly (readonly [kind: string, position: number, leader?: string])[]): Xml {
  return el(
    "w:tabs",
    {},
    ...stops.map(([kind, position, leader]) => el("w:tab", { "w:val": kind, "w:leader": leader, "w:pos": position })),
  );
}

const FIRST = { type: 36, before: 240, hanging: 1134 };

/** Headings by level, from 1: half points of their type, what they leave above, and where their titles begin. */
export const HEADINGS: readonly { readonly type: number; readonly before: number; readonly hanging: number }[] = [
  FIRST,
  { type: 32, before: 180, hanging: 1134 },
  { type: 28, before: 120, hanging: 1134 },
  { type: 24, before: 120, hanging: 1418 },
  { type: 22, before: 120, hanging: 1701 },
  { type: 20, before: 120, hanging: 1985 },
  { type: 20, before: 120, hanging: 1985 },
];

/** Where the text of a labelled paragraph begins, by its style, and how far its label hangs out of it. */
export const LABELLED = {
  B1: { left: 568, hanging: 284 },
  B2: { left: 851, hanging: 284 },
  B3: { left: 1135, hanging: 284 },
  NO: { left: 1135, hanging: 851 },
  EditorsNote: { left: 1559, hanging: 1276 },
  EX: { left: 1702, hanging: 1418 },
} as const;

function labelled(style: keyof typeof LABELLED): Xml {
  return indent(LABELLED[style].left, LABELLED[style].hanging);
}

/** Below each paragraph. */
export const AFTER = 180;

/** The paragraph styles of 3GPP TR 21.801 and of the change request form that this writer uses. The order of properties is that of the schema. */
export const shippedStyles: readonly Style[] = [
  {
    id: "Heading1",
    name: "heading 1",
    based: "Normal",
    next: "Normal",
    paragraph: [
      keepNext,
      keepLines,
      el("w:pBdr", {}, el("w:top", { "w:val": "single", "w:sz": 12, "w:space": 3, "w:color": "auto" })),
      spacing(FIRST.before, AFTER),
      indent(FIRST.hanging, FIRST.hanging),
      val("w:outlineLvl", 0),
    ],
    run: [arial, size(FIRST.type)],
  },
  ...HEADINGS.slice(1).map(({ type, before, hanging }, at): Style => {
    const level = at + 2;
    return {
      id: `Heading${level}`,
      name: `heading ${level}`,
      based: `Heading${level - 1}`,
      next: "Normal",
      paragraph: [level === 2 ? noBorder : "", spacing(before, undefined), indent(hanging, hanging), val("w:outlineLvl", level - 1)],
      run: [size(type)],
    };
  }),
  {
    id: "Heading8",
    name: "heading 8",
    based: "Heading1",
    next: "Normal",
    paragraph: [keepNext, el("w:ind", { "w:left": 0, "w:firstLine": 0 }), val("w:outlineLvl", 7)],
  },
  { id: "Heading9", name: "heading 9", based: "Heading8", next: "Normal", paragraph: [val("w:outlineLvl", 8)] },
  { id: "TT", name: "TT", based: "Heading1", next: "Normal", paragraph: [val("w:outlineLvl", 9)] },
  { id: "B1", name: "B1", based: "Normal", paragraph: [labelled("B1")] },
  { id: "B2", name: "B2", based: "Normal", paragraph: [labelled("B2")] },
  { id: "B3", name: "B3", based: "Normal", paragraph: [labelled("B3")] },
  { id: "NO", name: "NO", based: "Normal", paragraph: [keepLines, labelled("NO")] },
  {
    id: "EditorsNote",
    name: "Editor's Note",
    based: "NO",
    paragraph: [labelled("EditorsNote")],
    run: [val("w:color", "FF0000")],
  },
  { id: "EX", name: "EX", based: "Normal", paragraph: [keepLines, labelled("EX")] },
  { id: "EW", name: "EW", based: "EX", paragraph: [spacing(undefined, 0)] },
  {
    id: "TH",
    name: "TH",
    based: "Normal",
    paragraph: [keepNext, keepLines, spacing(60, undefined), val("w:jc", "center")],
    run: [arial, bold],
  },
  { id: "TF", name: "TF", based: "TH", paragraph: [el("w:keepNext", { "w:val": 0 }), spacing(0, 240)] },
  { id: "TAL", name: "TAL", based: "Normal", paragraph: [keepNext, keepLines, spacing(undefined, 0)], run: [arial, size(18)] },
  { id: "TAC", name: "TAC", based: "TAL", paragraph: [val("w:jc", "center")] },
  { id: "TAH", name: "TAH", based: "TAC", run: [bold] },
  { id: "PL", name: "PL", based: "Normal", paragraph: [keepLines, spacing(undefined, 0)], run: [courier, el("w:noProof"), size(16)] },
  { id: "CRCoverPage", name: "CR Cover Page", paragraph: [spacing(undefined, 60)], run: [arial] },
  { id: "Guidance", name: "Guidance", based: "Normal", run: [el("w:i"), val("w:color", "0000FF")] },
  {
    id: "TOC1",
    name: "toc 1",
    based: "Normal",
    paragraph: [keepLines, tabs(["right", 9639, "dot"]), spacing(120, 0), indent(567, 567)],
    run: [size(22)],
  },
  { id: "TOC2", name: "toc 2", based: "TOC1", paragraph: [spacing(0, undefined), indent(851, 851)], run: [size(20)] },
  { id: "TOC3", name: "toc 3", based: "TOC2", paragraph: [indent(1134, 1134)] },
  { id: "TOC4", name: "toc 4", based: "TOC3", paragraph: [indent(1418, 1418)] },
  {
    id: "Header",
    name: "header",
    based: "Normal",
    paragraph: [tabs(["right", 9639]), spacing(undefined, 0)],
    run: [arial, bold, size(18)],
  },
  {
    id: "Footer",
    name: "footer",
    based: "Normal",
    paragraph: [tabs(["center", 4820], ["right", 9639]), spacing(undefined, 0)],
    run: [arial, bold, el("w:i"), size(18)],
  },
];

export function stylesPart(): string {
  const fonts = el("w:rFonts", {
    "w:ascii": "Times New Roman",
    "w:eastAsia": "Times New Roman",
    "w:hAnsi": "Times New Roman",
    "w:cs": "Times New Roman",
  });
  const language = el("w:lang", { "w:val": "en-GB", "w:eastAsia": "en-GB", "w:bidi": "ar-SA" });
  const defaults = el("w:docDefaults", {}, el("w:rPrDefault", {}, el("w:rPr", {}, fonts, size(20), language)), el("w:pPrDefault"));
  const normal = el(
    "w:style",
    { "w:type": "paragraph", "w:default": 1, "w:styleId": "Normal" },
    val("w:name", "Normal"),
    el("w:qFormat"),
    el("w:pPr", {}, spacing(undefined, AFTER)),
  );
  const table = el(
    "w:style",
    { "w:type": "table", "w:default": 1, "w:styleId": "TableNormal" },
    val("w:name", "Normal Table"),
    val("w:uiPriority", 99),
    el("w:semiHidden"),
    el("w:unhideWhenUsed"),
    el(
      "w:tblPr",
      {},
      el("w:tblInd", { "w:w": 0, "w:type": "dxa" }),
      el(
        "w:tblCellMar",
        {},
        ...[
          ["top", 0],
          ["left", 108],
          ["bottom", 0],
          ["right", 108],
        ].map(([side, width]) => el(`w:${side}`, { "w:w": width, "w:type": "dxa" })),
      ),
    ),
  );
  return xmlFile(
    el("w:styles", { "xmlns:w": NAMESPACE }, defaults, normal, table, ...shippedStyles.map((style) => writeStyle(style, (id) => id))),
  );
}

export const NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/** @param idOf what a style is called in this document */
export function writeStyle({ id: own, name, based, next, paragraph = [], run = [] }: Style, idOf: (id: string) => string): Xml {
  const id = idOf(own);
  const custom = /^(?:heading|toc) \d$|^(?:header|footer)$/u.test(name) ? undefined : 1;
  return el(
    "w:style",
    { "w:type": "paragraph", "w:customStyle": custom, "w:styleId": id },
    val("w:name", name),
    based === undefined ? "" : val("w:basedOn", idOf(based)),
    next === undefined ? "" : val("w:next", idOf(next)),
    el("w:qFormat"),
    paragraph.length === 0 ? "" : el("w:pPr", {}, ...paragraph),
    run.length === 0 ? "" : el("w:rPr", {}, ...run),
  );
}
