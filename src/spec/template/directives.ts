/** What a template may ask for. The names of a form's rows stand in `forms.ts`. */
export const parts = [
  { id: "clause", summary: "heading, introduction, preconditions, figure, numbered paragraphs and NOTEs" },
  { id: "text", summary: "the same without the heading" },
  { id: "introduction", summary: "what stands before the preconditions" },
  { id: "preconditions", summary: "the lettered preconditions" },
  { id: "figure", summary: "the figure and its caption" },
  { id: "steps", summary: "the numbered paragraphs with their NOTEs" },
  { id: "ladder", summary: "the figure in ASCII, at most 72 columns wide where its names allow it" },
  { id: "table", summary: "a table with a row for each step" },
  { id: "procedure", summary: "what one participant shall do" },
  { id: "errata", summary: "a table of the mistakes of the source that the flow corrects" },
] as const;
export type PartId = (typeof parts)[number]["id"];

export interface Attribute {
  readonly name: string;
  readonly required: boolean;
  /** The values there are; null where any will do. */
  readonly values: readonly string[] | null;
  readonly summary: string;
}

export interface Directive {
  readonly name: string;
  /** A leaf is one line, `::name{…}`; a container encloses others, from `:::name{…}` to `:::`. */
  readonly kind: "leaf" | "container";
  readonly summary: string;
  readonly attributes: readonly Attribute[];
}

function attribute(name: string, summary: string, values: readonly string[] | null = null, required = false): Attribute {
  return { name, required, values, summary };
}

export const directives: readonly Directive[] = [
  {
    name: "document",
    kind: "leaf",
    summary: "what the whole document is; the first line of a template",
    attributes: [
      attribute("title", "its title", null, true),
      attribute("left", "at the head of each page, left"),
      attribute("right", "at the head of each page, right"),
      attribute("footer", "at the foot of each page, before the page number"),
      attribute("author", "who hands it in"),
      attribute("date", "as 2026-01-31; without it the document has none"),
      attribute("clauses", "computed: clauses are numbered here; typed (default): their numbers are those of another document", [
        "computed",
        "typed",
      ]),
      attribute("figures", "clause: 6.1.1-1; document: 1, 2, …; flow (default): as each flow says", ["clause", "document", "flow"]),
    ],
  },
  {
    name: "flow",
    kind: "leaf",
    summary: "a flow, or a part of it",
    attributes: [
      attribute("id", "its id, or the path of its file from the template", null, true),
      attribute(
        "part",
        "which part; clause by default",
        parts.map(({ id }) => id),
      ),
      attribute("variant", "the flow as this variant has it"),
      attribute("participant", "of a procedure: whose; its name or id"),
      attribute("level", "of the heading; by default one below the heading before it", ["1", "2", "3", "4", "5", "6"]),
    ],
  },
  { name: "contents", kind: "leaf", summary: "the list of clauses", attributes: [] },
  {
    name: "insert",
    kind: "leaf",
    summary: "a marked place for a text that the author puts in, as official boilerplate",
    attributes: [attribute("what", "which text", null, true), attribute("from", "where it is found")],
  },
  {
    name: "cover",
    kind: "container",
    summary: "the form at the beginning of a contribution; its rows are list items, `- Title: …`",
    attributes: [attribute("form", "which form", null, true)],
  },
  {
    name: "entries",
    kind: "container",
    summary: "a list of terms, symbols or abbreviations; `- VCC: Voice Call Continuity`",
    attributes: [],
  },
  { name: "proposal", kind: "container", summary: "a proposed text, between the marks of a 3GPP pCR", attributes: [] },
  {
    name: "change",
    kind: "container",
    summary: "a change, between the marks of a 3GPP CR; with a title as OMA has it",
    attributes: [attribute("title", "what the change does")],
  },
];
