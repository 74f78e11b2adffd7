/** The form at the beginning of a contribution: what its rows ask for, in the order of the form. */
export interface Form {
  readonly id: string;
  /** What stands at its head; "" where nothing does. */
  readonly title: string;
  readonly rows: readonly FormRow[];
}

export interface FormRow {
  readonly label: string;
  /** What stands there until it is filled: what is asked for in angle brackets, or boxes to tick. */
  readonly blank: readonly string[];
}

/** What every contribution to 3GPP has above its form. */
const meeting: readonly FormRow[] = [
  row("Meeting", "<group and number of the meeting>"),
  row("Tdoc", "<number of the document>"),
  row("Place and date", "<place, first and last day of the meeting>"),
];

function row(label: string, ...blank: readonly string[]): FormRow {
  return { label, blank };
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
      row("CR number", "<number of the change request>"),
      row("Revision", "<number, or - for none>"),
      row("Current version", "<version of the specification>"),
      row("Proposed change affects", "[ ] UICC apps", "[ ] ME", "[ ] Radio Access Network", "[ ] Core Network"),
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
      row(
        "Other specs affected",
        "[ ] Y  [ ] N  Other core specifications: <numbers>",
        "[ ] Y  [ ] N  Test specifications: <numbers>",
        "[ ] Y  [ ] N  O&M specifications: <numbers>",
      ),
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
