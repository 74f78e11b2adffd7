import type { Flow, Paragraph, Step, Variant } from "../model/flow.ts";
import type { Message } from "../model/message.ts";
import type { Prose } from "../model/prose.ts";
import { nextLetter, nextNumber, rangeOf, type StepNumber, stepNumber } from "../model/step-label.ts";
import { elementsOf } from "../model/walk.ts";
import { BadInput, Violation } from "../model/wrong.ts";
import type { Addition, Draft, ParagraphDraft, StepDraft, VariantDraft } from "./draft.ts";

type Printed = Pick<Flow, "steps" | "paragraphs" | "notes" | "variants" | "departures" | "errata">;

/** Numbers everything, once the body has run. */
export function finish(draft: Draft, prefix: string): Printed {
  const steps = numbered(draft.main.steps, stepNumber(0, "", prefix));
  const order = new Map([...elementsOf(draft.body)].map((element, at) => [element.id, at]));
  const paragraphs = paragraphsOf(draft.main, steps);
  const variants = draft.variants.map((variant) => finishVariant(variant, steps, order, draft, prefix));
  return { steps, paragraphs, notes: numberNotes(draft, order), variants, departures: draft.departures, errata: draft.errata };
}

/** @param last the number before the first */
function numbered(drafts: readonly StepDraft[], last: StepNumber): readonly Step[] {
  let number = last;
  return drafts.map(({ lettered, ...step }) => {
    number = lettered ? nextLetter(number) : nextNumber(number);
    return { ...step, number };
  });
}

/** What a variant adds takes letters after the last number in front of it. */
function finishVariant(
  { addition, inserts, ...variant }: VariantDraft,
  main: readonly Step[],
  order: ReadonlyMap<string, number>,
  draft: Draft,
  prefix: string,
): Variant {
  const steps: Step[] = [];
  for (const { after, stepCount } of inserts) {
    const position = order.get(lastElementOf(draft, after)) ?? Number.POSITIVE_INFINITY;
    const before = main.findLast((step) => (order.get(step.id) ?? 0) <= position)?.number ?? stepNumber(0, "", prefix);
    const sameNumber = steps.findLast((step) => step.number.number === before.number)?.number ?? before;
    steps.push(...numbered(addition.steps.slice(steps.length, steps.length + stepCount), sameNumber));
  }
  const insertions = inserts.map(({ stepCount: _, after, ...insertion }) => ({ ...insertion, after: lastElementOf(draft, after) }));
  return { ...variant, inserts: insertions, messages: addition.messages, steps, paragraphs: paragraphsOf(addition, steps) };
}

/** An id of the body: of a message, its last hop. */
function lastElementOf(draft: Draft, id: string): string {
  let last = id;
  for (const element of elementsOf(draft.body)) if (element.kind === "hop" && element.message === id) last = element.id;
  return last;
}

/** The paragraphs asked for, and one for each message, condition, action or exchange that none of them covers. */
function paragraphsOf(addition: Addition, steps: readonly Step[]): readonly Paragraph[] {
  const asked = new Map<string, number>();
  for (const [at, { covers }] of addition.paragraphs.entries()) for (const id of covers) asked.set(id, at);
  const messages = new Map(addition.messages.map((message) => [message.id, message]));
  const groups: { readonly key: string; readonly asked: number | null; readonly steps: Step[] }[] = [];
  const byKey = new Map<string, (typeof groups)[number]>();
  for (const step of steps) {
    const message = messageIdOf(step.id);
    const at = asked.get(step.id) ?? asked.get(message) ?? null;
    const key = at === null ? message : `asked ${at}`;
    const open = at === null ? groups.at(-1) : byKey.get(key);
    if (open?.key === key) open.steps.push(step);
    else {
      const group = { key, asked: at, steps: [step] };
      groups.push(group);
      byKey.set(key, group);
    }
  }
  for (const [at, { place }] of addition.paragraphs.entries()) {
    if (byKey.has(`asked ${at}`)) continue;
    throw new BadInput("the paragraph covers no step with a number", {
      place,
      remedy: "Give it what is printed and is in no later paragraph",
    });
  }
  return groups.map((group) =>
    paragraphOf(group.steps, group.asked === null ? null : (addition.paragraphs[group.asked] ?? null), messages),
  );
}

function paragraphOf(steps: readonly Step[], draft: ParagraphDraft | null, messages: ReadonlyMap<string, Message>): Paragraph {
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) throw new Violation("a paragraph without steps");
  const text = draft?.text ?? textOf(steps, messages);
  return {
    kind: "paragraph",
    label: rangeOf(first.number, last.number),
    steps: steps.map((step) => step.id),
    text,
    place: draft?.place ?? first.place,
  };
}

/** What the messages that begin in these steps say themselves; null where one of them says nothing. */
function textOf(steps: readonly Step[], messages: ReadonlyMap<string, Message>): Prose | null {
  const texts: Prose[] = [];
  for (const id of new Set(steps.map((step) => messageIdOf(step.id)))) {
    const text = messages.get(id)?.text ?? null;
    if (text === null || !steps.some((step) => step.id === `${id}.1`)) return null;
    texts.push(text);
  }
  return texts.flatMap((text, at) => (at === 0 ? text : [{ kind: "text" as const, value: " " }, ...text]));
}

/** The message of a hop's id; any other id is its own. */
function messageIdOf(id: string): string {
  return /^m\d+(?=\.)/.exec(id)?.[0] ?? id;
}

/** One NOTE has no number; several are numbered in the order in which they stand. */
function numberNotes(draft: Draft, order: ReadonlyMap<string, number>): Flow["notes"] {
  const notes = draft.notes.map((note) => (note.at === null ? note : { ...note, at: lastElementOf(draft, note.at) }));
  const position = (at: string | null) => (at === null ? Number.POSITIVE_INFINITY : (order.get(at) ?? Number.POSITIVE_INFINITY));
  const sorted = notes.filter((note) => note.style === "note").sort((a, b) => position(a.at) - position(b.at));
  return notes.map((note) => (note.style === "editor" || sorted.length === 1 ? note : { ...note, number: sorted.indexOf(note) + 1 }));
}
