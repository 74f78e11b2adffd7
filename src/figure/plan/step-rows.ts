import type { Action, Condition, Element, Exchange, Reference, Timer } from "../../model/element.ts";
import type { Flow, Step } from "../../model/flow.ts";
import type { Message } from "../../model/message.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import { printLabel, rangeOf, type StepLabel } from "../../model/step-label.ts";
import { indexOf } from "../../model/walk.ts";
import type { Collapsed } from "./collapse.ts";
import { capitalised, plainText } from "./plain-text.ts";
import type { Content, MessageRow, NoteRow } from "./row.ts";

/** Which hops are arrows of their own: all that are numbered, or those of one message in one paragraph together. */
export type View = "hops" | "ends";

type Drawn = Exclude<Content, NoteRow>;

const NONE: readonly Step[] = [];

/** The steps of a flow as rows, each once. */
export class StepRows {
  readonly #flow: Flow;
  readonly #view: View;
  readonly #collapsed: Collapsed;
  readonly #byElement = new Map<string, Step[]>();
  readonly #drawn = new Set<Step>();
  readonly #ids = new Map<string, number>();
  /** The message named last. */
  #last: { readonly message: Message; readonly name: string } | null = null;
  /** The steps of the arrow drawn last. */
  #open: { readonly message: string; readonly first: Step } | null = null;

  constructor(flow: Flow, view: View, collapsed: Collapsed) {
    this.#flow = flow;
    this.#view = view;
    this.#collapsed = collapsed;
    for (const step of flow.steps) {
      for (const id of step.covers) {
        const same = this.#byElement.get(id);
        if (same === undefined) this.#byElement.set(id, [step]);
        else same.push(step);
      }
    }
  }

  /** Those to be drawn at an element. */
  at(element: string): readonly Step[] {
    const covering = this.#byElement.get(element);
    if (covering === undefined) return NONE;
    const steps = covering.filter((step) => !this.#drawn.has(step));
    for (const step of steps) this.#drawn.add(step);
    return steps;
  }

  covered(element: string): boolean {
    return this.#byElement.has(element);
  }

  /** Those of no element of the body. */
  left(): readonly Step[] {
    return this.#flow.steps.filter((step) => !this.#drawn.has(step));
  }

  row(step: Step, element: Element | null): Drawn {
    this.#open = null;
    const { id, label } = this.#numbered(step.number);
    // Properties one by one: to spread objects here takes longer than all else in a plan.
    const [steps, elements] = [[step.id], step.covers];
    if (element !== null && element.kind !== "hop" && element.kind !== "fragment")
      return { ...this.bare(element), steps, elements, id, label };
    const sender = step.from ?? (element?.kind === "hop" ? element.from : null);
    const receiver = step.to ?? (element?.kind === "hop" ? element.to : sender);
    const from = sender === null ? null : this.#collapsed.as(sender);
    const to = receiver === null ? null : this.#collapsed.as(receiver);
    if (sender === null || receiver === null || from === null || to === null)
      return { kind: "condition", id, label, steps, elements, text: "", participants: [] };
    if (step.kind === "action" && element === null) return { kind: "action", id, label, steps, elements, text: "", participants: [from] };
    const message = element?.kind === "hop" ? (indexOf(this.#flow).messages.get(element.message) ?? null) : null;
    if (message !== null) this.#open = { message: message.id, first: step };
    return {
      kind: "message",
      id,
      label,
      steps,
      elements,
      text: message === null ? "" : this.#named(message),
      role: message?.role ?? "one-way",
      from,
      to,
      begins: this.#begins(step),
      lost: step.covers.some((covered) => this.#isLost(covered)),
      within: from === to && sender !== receiver ? [sender, receiver] : null,
    };
  }

  /** The arrow drawn last, up to where this step ends; null where the step is an arrow of its own. */
  extend(last: MessageRow, step: Step): MessageRow | null {
    if (this.#open === null || step.to === null) return null;
    const { as } = this.#collapsed;
    const to = as(step.to);
    const isWithin = step.from !== null && step.from !== step.to && as(step.from) === to;
    if (this.#view === "hops" && last.within === null && !isWithin) return null;
    const { message, first } = this.#open;
    const index = indexOf(this.#flow);
    const element = index.elements.get(step.covers[0] ?? step.id);
    const paragraph = index.paragraphOf.get(step.id);
    if (element?.kind !== "hop" || element.message !== message) return null;
    if (paragraph === undefined || paragraph !== index.paragraphOf.get(first.id)) return null;
    return {
      ...last,
      ...this.#numbered(rangeOf(first.number, step.number)),
      to,
      within: last.from === to && last.within !== null ? [last.within[0], step.to] : null,
      steps: [...last.steps, step.id],
      elements: [...last.elements, ...step.covers],
      lost: last.lost || step.covers.some((covered) => this.#isLost(covered)),
    };
  }

  /** An element without a number. */
  bare(element: Condition | Action | Exchange | Reference | Timer): Drawn {
    this.#open = null;
    const none = { id: null, label: "", steps: [], elements: [element.id] };
    switch (element.kind) {
      case "condition":
        return { ...none, kind: "condition", text: this.#print(element.text), participants: this.#all(element.participants) };
      case "action":
        return {
          ...none,
          kind: "action",
          text: this.#by(element.participant, this.#print(element.text)),
          participants: this.#all([element.participant]),
        };
      case "exchange": {
        const [from = "", to = from] = this.#all([element.from, element.to]);
        const text = this.#print(element.text);
        if (from === to && element.from !== element.to) return { ...none, kind: "action", text, participants: [from] };
        return { ...none, kind: "exchange", text, from, to };
      }
      case "reference":
        return {
          ...none,
          kind: "reference",
          text: referenceText(this.#print(element.text), element),
          participants: this.#all(element.participants),
        };
      case "timer":
        return {
          ...none,
          kind: "timer",
          event: element.event,
          text: this.#by(element.participant, timerText(element)),
          participants: this.#all([element.participant]),
        };
    }
  }

  /** A message that stays within a group, as something that the group does. */
  closed(row: MessageRow): Drawn {
    if (row.within === null) return row;
    const [from, to] = row.within.map((id) => this.#head(id));
    const { id, label, steps, elements } = row;
    return { kind: "action", id, label, steps, elements, text: `${row.text} (${from} to ${to})`, participants: [row.from] };
  }

  #all(participants: readonly string[]): readonly string[] {
    return [...new Set(participants.map(this.#collapsed.as))];
  }

  /** Who of a group it is, where the lifeline does not say it. */
  #by(participant: string, text: string): string {
    return this.#collapsed.as(participant) === participant ? text : `${this.#head(participant)}: ${text}`;
  }

  /** Within its group, what its head says is enough. */
  #head(participant: string): string {
    const { head, name } = indexOf(this.#flow).participants.get(participant) ?? { head: "", name: participant };
    return plainText(head) || plainText(name);
  }

  #isLost(id: string): boolean {
    const element = indexOf(this.#flow).elements.get(id);
    return element?.kind === "hop" && element.lost === true;
  }

  #print(prose: Prose): string {
    return capitalised(plainText(printProse(prose, this.#flow)));
  }

  #begins(step: Step): boolean {
    const paragraph = indexOf(this.#flow).paragraphOf.get(step.id);
    return paragraph === undefined || paragraph.steps[0] === step.id;
  }

  #numbered(number: StepLabel): { readonly id: string; readonly label: string } {
    const { sign, end } = this.#flow.numbering;
    const range = number.kind === "range";
    return { id: this.#unique(`${range ? "steps" : "step"}-${printLabel(number, "-")}`), label: `${printLabel(number, sign)}${end}` };
  }

  /** A message has as many rows as it has hops. */
  #named(message: Message): string {
    if (this.#last?.message !== message) this.#last = { message, name: plainText(message.name) };
    return this.#last.name;
  }

  /** A wrong flow may print a number twice. */
  #unique(id: string): string {
    const before = this.#ids.get(id) ?? 0;
    this.#ids.set(id, before + 1);
    return before === 0 ? id : `${id}.${before + 1}`;
  }
}

function referenceText(text: string, { flow }: Reference): string {
  const name = plainText(flow);
  if (text === "") return name;
  return text.includes(name) ? text : `${text} (${name})`;
}

function timerText({ name, duration }: Timer): string {
  const plain = plainText(name);
  if (duration === null) return plain;
  return `${plain} (${duration >= 1000 && duration % 100 === 0 ? `${duration / 1000} s` : `${duration} ms`})`;
}
