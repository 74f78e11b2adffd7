import type { Span } from "./clause.ts";
import type { Cover, CoverRow } from "./manuscript.ts";
import { printSpans } from "./spans-of.ts";

/** A form as it stands on its page: cells, some of which have a line around or a colour behind them. */
export interface CoverGrid {
  /** What stands above the form, left and right. */
  readonly above: readonly (readonly [left: readonly Span[], right: readonly Span[]])[];
  readonly rows: readonly (readonly GridCell[])[];
}

export interface GridCell {
  /** Hundredths of the page that it takes. */
  readonly share: number;
  /** `small` is what explains the form, `gap` an empty strip between two of its parts. */
  readonly role: "title" | "number" | "line" | "label" | "value" | "words" | "abstract" | "small" | "gap";
  readonly align: "left" | "right" | "center";
  /** Where it has a line: `t`, `l`, `b`, `r`. */
  readonly sides: string;
  /** Whether it is a place to fill in. */
  readonly field: boolean;
  readonly paragraphs: readonly (readonly Span[])[];
}

/** The grid of a form as those who hand it in know it. */
export function gridOf(cover: Cover): CoverGrid {
  switch (cover.form) {
    case "3gpp-cr":
      return changeRequest(cover);
    case "3gpp-pcr":
      return { above: headOf(cover), rows: cover.rows.filter(({ label }) => !HEAD.includes(label)).map(lineOf) };
    case "oma-cr":
      return {
        above: [],
        rows: [
          [cell(100, "title", cover.title, { align: "center", sides: "tlbr" })],
          ...cover.rows.map(({ label, paragraphs }) => [
            cell(28, "label", `${label}:`, { sides: "tlbr" }),
            cell(72, "value", paragraphs, { sides: "tlbr" }),
          ]),
        ],
      };
  }
}

const HEAD: readonly string[] = ["Meeting", "Tdoc", "Place and date"];

function headOf(cover: Cover): CoverGrid["above"] {
  const [meeting, number, place] = HEAD.map((label) => rowOf(cover, label).paragraphs.flat());
  return [
    [meeting ?? [], number ?? []],
    [place ?? [], []],
  ];
}

/** `Source:` and what it is; the abstract goes over the whole width. */
function lineOf({ label, paragraphs }: CoverRow): readonly GridCell[] {
  const [first = [], ...rest] = paragraphs;
  if (label.startsWith("Abstract")) return [cell(100, "abstract", [[{ kind: "text", value: `${label}: ` }, ...first], ...rest])];
  return [cell(24, "line", `${label}:`), cell(76, "line", paragraphs)];
}

function rowOf({ rows }: Cover, label: string): CoverRow {
  return rows.find((row) => row.label === label) ?? { label, paragraphs: [] };
}

/** The form of 3GPP TR 21.900: a head in a box, what is affected, what the change is, why, and what follows from it. */
function changeRequest(cover: Cover): CoverGrid {
  const of = (label: string) => rowOf(cover, label).paragraphs;
  const label = (share: number, name: string, sides = "") => cell(share, "label", `${name}:`, { sides });
  const field = (share: number, name: string, sides = "") => cell(share, "value", of(name), { sides, field: true });
  const number = (share: number, name: string) => cell(share, "number", of(name), { align: "center", field: true });
  const word = (share: number, value: string, sides = "") => cell(share, "number", value, { align: "center", sides });
  const long = (name: string, sides = "") => [label(28, name, `l${sides}`), field(72, name, `r${sides}`)];
  const affected = of("Proposed change affects").map(ticked);
  const specs = of("Other specs affected").map(ticked);
  const inside = cell(100, "gap", [], { sides: "lr" });
  const between = cell(100, "gap", []);
  return {
    above: headOf(cover),
    rows: [
      [cell(100, "small", of("CR-Form version"), { align: "right", sides: "tlr" })],
      [cell(100, "title", cover.title, { align: "center", sides: "lr" })],
      [
        cell(2, "number", [], { sides: "l" }),
        number(18, "Specification"),
        word(7, "CR"),
        number(15, "CR number"),
        word(8, "rev"),
        number(10, "Revision"),
        word(25, "Current version:"),
        number(13, "Current version"),
        cell(2, "number", [], { sides: "r" }),
      ],
      [cell(100, "gap", [], { sides: "lbr" })],
      [between],
      [
        label(29, "Proposed change affects"),
        ...affected.flatMap(({ spans, ticks }, at) => option([14, 7, 23, 15][at] ?? 15, spans, ticks)),
      ],
      [between],
      [label(18, "Title", "tl"), field(82, "Title", "tr")],
      [inside],
      [label(18, "Source to WG", "l"), field(82, "Source to WG", "r")],
      [label(18, "Source to TSG", "l"), field(82, "Source to TSG", "r")],
      [inside],
      [label(18, "Work item code", "l"), field(42, "Work item code"), right(15, "Date:"), field(25, "Date", "r")],
      [inside],
      [label(18, "Category", "l"), field(42, "Category"), right(15, "Release:"), field(25, "Release", "r")],
      [cell(18, "small", [], { sides: "lb" }), cell(82, "small", CATEGORIES, { sides: "br" })],
      [between],
      long("Reason for change", "t"),
      [inside],
      long("Summary of change"),
      [inside],
      long("Consequences if not approved", "b"),
      [between],
      long("Clauses affected", "t"),
      [inside],
      [
        cell(28, "label", [], { sides: "l" }),
        cell(4, "label", "Y", { align: "center", sides: "tlbr" }),
        cell(4, "label", "N", { align: "center", sides: "tlbr" }),
        cell(64, "words", [], { sides: "r" }),
      ],
      ...specs.map(({ spans, ticks }, at) => [
        at === 0 ? label(28, "Other specs affected", "l") : cell(28, "label", [], { sides: "l" }),
        ...[0, 1].map((box) => tick(ticks[box] === true)),
        ...asked(spans),
      ]),
      [inside],
      long("Other comments", "b"),
      [between],
      long("This CR's revision history", "tb"),
    ],
  };
}

const CATEGORIES = "A: as in an earlier release; B: a feature is added; C: a feature works otherwise; D: editorial; F: correction";

function right(share: number, value: string): GridCell {
  return cell(share, "label", value, { align: "right" });
}

function tick(isTicked: boolean): GridCell {
  return cell(4, "label", isTicked ? "X" : "", { align: "center", sides: "tlbr", field: true });
}

/** What may be affected, and the box behind it. */
function option(share: number, spans: readonly Span[], ticks: readonly boolean[]): readonly GridCell[] {
  return [cell(share - 1, "words", [spans], { align: "right" }), { ...tick(ticks[0] === true), share: 4 }];
}

/** `Test specifications:`, and which ones. */
function asked(spans: readonly Span[]): readonly GridCell[] {
  const [first, ...rest] = spans;
  const [name = "", after = ""] = first === undefined ? [] : first.value.split(/(?<=:)\s*/u);
  const which: readonly Span[] = after === "" ? rest : [{ kind: "text", value: after }, ...rest];
  return [cell(26, "words", name), cell(38, "value", [which], { sides: "r", field: true })];
}

/** Boxes in front of words, as `[x] ME`, `[ ] Y  [x] N  Test specifications`. */
const BOXES = /^((?:\[[ x]\]\s+(?:[YN]\s+)?)+)/u;

function ticked(spans: readonly Span[]): { readonly ticks: readonly boolean[]; readonly spans: readonly Span[] } {
  const [first, ...rest] = spans;
  const found = BOXES.exec(printSpans(spans));
  if (first === undefined || found === null) return { ticks: [], spans };
  const ticks = [...found[0].matchAll(/\[([ x])\]/gu)].map(([, sign]) => sign === "x");
  return { ticks, spans: [{ kind: "text", value: first.value.slice(found[0].length) }, ...rest] };
}

function cell(
  share: number,
  role: GridCell["role"],
  content: string | readonly (readonly Span[])[],
  { align = "left", sides = "", field = false }: Partial<Pick<GridCell, "align" | "sides" | "field">> = {},
): GridCell {
  const paragraphs: readonly (readonly Span[])[] =
    typeof content !== "string" ? content : content === "" ? [] : [[{ kind: "text", value: content }]];
  return { share, role, align, sides, field, paragraphs };
}
