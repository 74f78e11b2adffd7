import type { Element, Fragment } from "../../model/element.ts";
import type { Flow, Note, Step } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import { bodiesOf, indexOf } from "../../model/walk.ts";
import type { Collapsed } from "./collapse.ts";
import type { MarkedFlow } from "./mark-variants.ts";
import { plainText } from "./plain-text.ts";
import { isContent, type NoteRow, participantsOf, type Row } from "./row.ts";
import { StepRows, type View } from "./step-rows.ts";

export interface Rows {
  readonly rows: readonly Row[];
  readonly footnotes: readonly NoteRow[];
}

/**
 * The rows of a flow. Each step is drawn once, where the first element stands that it covers; a step of a wrong flow that covers
 * nothing comes last. Hops without a step are not drawn, other elements without one are drawn without a number.
 */
export function rowsOf({ flow, signs, legend }: MarkedFlow, view: View, collapsed: Collapsed): Rows {
  const walk = new Walk(flow, signs, new StepRows(flow, view, collapsed));
  for (const element of flow.body) walk.element(element);
  return walk.finish(legend);
}

class Walk {
  readonly #flow: Flow;
  readonly #steps: StepRows;
  readonly #signs: MarkedFlow["signs"];
  readonly #rows: Row[] = [];
  /** Not drawn yet: inside a paragraph that is one arrow, a note waits for the arrow's end. */
  #waiting: NoteRow[] = [];
  readonly #notesAt = new Map<string, Note[]>();
  /** Of the last row that is no note: what a note after it is about. */
  #participants: readonly string[] = [];

  constructor(flow: Flow, signs: MarkedFlow["signs"], steps: StepRows) {
    this.#flow = flow;
    this.#signs = signs;
    this.#steps = steps;
    for (const note of flow.notes) {
      if (note.at === null) continue;
      const same = this.#notesAt.get(note.at);
      if (same === undefined) this.#notesAt.set(note.at, [note]);
      else same.push(note);
    }
  }

  element(element: Element): void {
    for (const step of this.#steps.at(element.id)) this.#step(step, element);
    if (element.kind === "fragment") this.#fragment(element);
    else {
      if (!this.#steps.covered(element.id)) this.#unnumbered(element);
      for (const body of bodiesOf(element)) for (const inner of body) this.element(inner);
    }
    this.#notes(element.id);
    if (element.kind === "hop" && indexOf(this.#flow).hopsOf.get(element.message)?.at(-1) === element.id) this.#notes(element.message);
  }

  finish(legend: MarkedFlow["legend"]): Rows {
    for (const step of this.#steps.left()) this.#step(step, null);
    this.#flush();
    const lost = new Set([...this.#notesAt.values()].flat());
    const general = this.#flow.notes.filter((note) => note.at === null || lost.has(note));
    const footnotes = [...general.map((note) => this.#note(note, [])), ...legend.map(meaningOf)];
    return { rows: this.#rows.map((row) => this.#marked(row.kind === "message" ? this.#steps.closed(row) : row)), footnotes };
  }

  /** With the sign of a variant that leaves it out. */
  #marked(row: Row): Row {
    if (this.#signs.size === 0 || !("elements" in row)) return row;
    const sign = row.elements.map((id) => this.#signs.get(id)).find((found) => found !== undefined);
    return sign === undefined ? row : { ...row, text: `${row.text} ${sign}`.trim() };
  }

  #push(row: Row): void {
    this.#flush();
    this.#rows.push(row);
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    this.#rows.push(...this.#waiting);
    this.#waiting = [];
  }

  #step(step: Step, element: Element | null): void {
    const last = this.#rows.at(-1);
    const longer = last?.kind === "message" ? this.#steps.extend(last, step) : null;
    const row = longer ?? this.#steps.row(step, element);
    if (longer === null) this.#push(row);
    else this.#rows[this.#rows.length - 1] = row;
    this.#participants = participantsOf(row);
  }

  /** A hop without a number is executed, not drawn. */
  #unnumbered(element: Exclude<Element, Fragment>): void {
    if (element.kind === "hop") return;
    const row = this.#steps.bare(element);
    this.#push(row);
    this.#participants = participantsOf(row);
  }

  /** A fragment in which nothing is drawn is not drawn. */
  #fragment(fragment: Fragment): void {
    const { operator } = fragment;
    this.#flush();
    const start = this.#rows.length;
    for (const [at, operand] of fragment.operands.entries()) {
      const sign = this.#signs.get(`${fragment.id}/${at}`) ?? "";
      const guard = plainText(`${operand.guard} ${sign}`);
      const begin = this.#rows.length;
      if (at > 0) this.#push({ kind: "operand", operator, guard });
      else this.#rows.push({ kind: "open", operator, guard, participants: [] });
      for (const inner of operand.body) this.element(inner);
      this.#flush();
      if (at > 0 && operand.body.length > 0 && this.#rows.length === begin + 1) this.#rows.pop();
    }
    const participants = new Set(this.#rows.slice(start).flatMap(participantsOf));
    if (!this.#rows.slice(start).some(isContent)) {
      this.#rows.length = start;
      return;
    }
    const open = this.#rows[start];
    if (open?.kind === "open") this.#rows[start] = { ...open, participants: [...participants] };
    this.#push({ kind: "close" });
  }

  #notes(id: string): void {
    for (const note of this.#notesAt.get(id) ?? []) this.#waiting.push(this.#note(note, this.#participants));
    this.#notesAt.delete(id);
  }

  #note(note: Note, participants: readonly string[]): NoteRow {
    const number = note.number === null ? "" : ` ${note.number}`;
    const label = `${note.style === "note" ? "NOTE" : "Editor's note"}${number}:`;
    return { kind: "note", id: null, steps: [], elements: [], label, text: plainText(printProse(note.text, this.#flow)), participants };
  }
}

/** What a sign of a variant means. */
function meaningOf({ sign, text }: MarkedFlow["legend"][number]): NoteRow {
  return { kind: "note", id: null, steps: [], elements: [], label: sign, text: plainText(text), participants: [] };
}
