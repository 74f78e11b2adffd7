import type { FormId } from "../manuscript.ts";

/** The form at the beginning of a contribution: what its rows ask for, in the order of the form. */
export interface Form {
  readonly id: FormId;
  /** What stands at its head; "" where nothing does. */
  readonly title: string;
  readonly rows: readonly FormRow[];
}

export interface FormRow {
  readonly label: string;
  /** What stands there until it is filled: what is asked for in angle brackets, or boxes to tick. */
  readonly blank: readonly string[];
  /** What the boxes are about: those that are named are ticked, or those that have something behind them are `Y`. */
  readonly boxes: { readonly kind: "tick" | "yes or no"; readonly names: readonly string[] } | null;
}

/** What every contribution to 3GPP has above its form. */
const meeting: readonly FormRow[] = [
  row("Meeting", "<group and number of the meeting>"),
  row("Tdoc", "<number of the document>"),
  row("Place and date", "<place, first and last day of the meeting>"),
];

function row(label: string, ...blank: readonly string[]): FormRow {
  return { label, blank, boxes: null };
}

/** Each box as it is printed where nobody has said anything. */
function boxes(label: string, kind: "tick" | "yes or no", ...names: readonly string[]): FormRow {
  const blank = names.map((name) => (kind === "tick" ? `[ ] ${name}` : `[ ] Y  [ ] N  ${name}: <numbers>`));
  return { label, blank, boxes: { kind, names } };
}

export const forms: readonly Form[] = [
  {
    id: "3gpp-pcr",
    title: "",
    rows: [
      ...meeting,
      row("Source", "<companies>"),
      row("Title", "<title>"),
      row("Document for", "<approval, discussion or information>"),
      row("Agenda item", "<number>"),
      row("Work item / Release", "<code of the work item and release>"),
      row("Abstract of the contribution", "<what it is about>"),
    ],
  },
  {
    id: "3gpp-cr",
    title: "CHANGE REQUEST",
    rows: [
      ...meeting,
      row("CR-Form version", "<version of the form>"),
      row("Specification", "<number of the specification>"),
      row("CR number", "<number>"),
      row("Revision", "<rev>"),
      row("Current version", "<x.y.z>"),
      boxes("Proposed change affects", "tick", "UICC apps", "ME", "Radio Access Network", "Core Network"),
      row("Title", "<title>"),
      row("Source to WG", "<companies>"),
      row("Source to TSG", "<working group>"),
      row("Work item code", "<code of the work item>"),
      row("Date", "<year-month-day>"),
      row("Category", "<A, B, C, D or F>"),
      row("Release", "<release>"),
      row("Reason for change", "<reason>"),
      row("Summary of change", "<summary>"),
      row("Consequences if not approved", "<consequences>"),
      row("Clauses affected", "<clauses>"),
      boxes("Other specs affected", "yes or no", "Other core specifications", "Test specifications", "O&M specifications"),
      row("Other comments"),
      row("This CR's revision history"),
    ],
  },
  {
    id: "oma-cr",
    title: "CHANGE REQUEST",
    rows: ["Title", "Class", "To", "Doc to change", "Submission date", "Classification", "Source", "Replaces"].map((label) =>
      row(label, `<${label.toLowerCase()}>`),
    ),
  },
];
