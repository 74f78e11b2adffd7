/** The form at the beginning of a contribution: what its rows ask for, in the order of the form. */
export interface Form {
  readonly id: string;
  /** What stands at its head; "" where nothing does. */
  readonly title: string;
  readonly rows: readonly string[];
}

export const forms: readonly Form[] = [
  {
    id: "3gpp-pcr",
    title: "",
    rows: ["Source", "Title", "Document for", "Agenda item", "Work item / Release", "Abstract of the contribution"],
  },
  {
    id: "3gpp-cr",
    title: "CHANGE REQUEST",
    rows: [
      "Specification",
      "CR number",
      "Revision",
      "Current version",
      "Proposed change affects",
      "Title",
      "Source to WG",
      "Source to TSG",
      "Work item code",
      "Date",
      "Category",
      "Release",
      "Reason for change",
      "Summary of change",
      "Consequences if not approved",
      "Clauses affected",
      "Other specs affected",
      "Other comments",
      "This CR's revision history",
    ],
  },
  {
    id: "oma-cr",
    title: "CHANGE REQUEST",
    rows: ["Title", "Class", "To", "Doc to change", "Submission date", "Classification", "Source", "Replaces"],
  },
];
