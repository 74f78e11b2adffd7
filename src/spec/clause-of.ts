import { planOf } from "../figure/plan/plan-of.ts";
import type { Element } from "../model/element.ts";
import type { Flow, Note, Paragraph } from "../model/flow.ts";
import { printProse } from "../model/print-prose.ts";
import { printLabel } from "../model/step-label.ts";
import { elementsOf, indexOf, stepsOf } from "../model/walk.ts";
import type { Clause, ClauseBlock, FigureBlock, NoteBlock, NumberedParagraph, Plain } from "./clause.ts";
import { fragmentLeads } from "./sentence/fragment-leads.ts";
import { theParticipants } from "./sentence/nouns.ts";
import { proseOf } from "./sentence/phrase.ts";
import { sayElement } from "./sentence/say-element.ts";
import { textOf } from "./sentence/sentence-of.ts";
import { CLAUSE_ID, FIGURE_ID, spansOf, toSpans } from "./spans-of.ts";
import { voidBlocks } from "./void-blocks.ts";

/** The clause text of a flow. Variants are described by its notes, no more. */
export function clauseOf(flow: Flow): Clause {
  const notes = placeNotes(flow);
  const after = (place: unknown) => (notes.get(place) ?? []).map((note) => noteBlock(flow, note));
  const leads = fragmentLeads(flow);
  const unnumbered = unnumberedAfter(flow);
  const without = (place: Paragraph | null) =>
    (unnumbered.get(place) ?? []).flatMap((element) => plain("unnumbered", spansOf(sayElement(flow, element), flow)));
  const voids = voidBlocks(flow);
  const gone = (place: Paragraph | null) => voids.get(place) ?? [];
  const blocks: ClauseBlock[] = [
    { kind: "heading", id: CLAUSE_ID, level: 1, number: flow.source.clause, title: flow.title },
    ...plain("introduction", spansOf(flow.introduction, flow)),
    ...(flow.preconditions.length === 0 ? [] : plain("preconditions", [{ kind: "text", value: "Preconditions:" }])),
    ...flow.preconditions.flatMap((one): ClauseBlock[] => [
      { kind: "precondition", id: one.id, label: `${one.letter})`, spans: spansOf(one.text, flow) },
      ...after(one),
    ]),
    figureBlock(flow),
    ...gone(null),
    ...without(null),
    ...flow.paragraphs.flatMap((paragraph): ClauseBlock[] => [
      ...(leads.get(paragraph) ?? []).flatMap((lead) => plain("fragment", toSpans(lead, flow))),
      paragraphBlock(flow, paragraph),
      ...after(paragraph),
      ...without(paragraph),
      ...gone(paragraph),
    ]),
    ...after(null),
  ];
  return { kind: "clause", flow: flow.id, blocks };
}

function plain(role: Plain["role"], spans: readonly NumberedParagraph["spans"][number][]): readonly ClauseBlock[] {
  return spans.length === 0 ? [] : [{ kind: "plain", role, spans }];
}

/** Notes by what they follow: the paragraph that holds their step, their precondition, or null for the end. */
function placeNotes(flow: Flow): ReadonlyMap<unknown, readonly Note[]> {
  const { paragraphOf } = indexOf(flow);
  const places = new Map<unknown, Note[]>();
  for (const note of flow.notes) {
    const step = note.at === null ? undefined : stepsOf(flow, note.at).at(-1);
    const place = (step === undefined ? flow.preconditions.find((one) => one.id === note.at) : paragraphOf.get(step.id)) ?? null;
    places.set(place, [...(places.get(place) ?? []), note]);
  }
  return places;
}

/** What is said without a number, by the paragraph that it follows; null for the beginning. */
function unnumberedAfter(flow: Flow): ReadonlyMap<Paragraph | null, readonly Element[]> {
  const { stepOf, paragraphOf } = indexOf(flow);
  const places = new Map<Paragraph | null, Element[]>();
  let last: Paragraph | null = null;
  for (const element of elementsOf(flow.body)) {
    const step = stepOf.get(element.id);
    if (step !== undefined) last = paragraphOf.get(step.id) ?? last;
    else if (element.kind === "condition" || element.kind === "action" || element.kind === "reference")
      places.set(last, [...(places.get(last) ?? []), element]);
  }
  return places;
}

function noteBlock(flow: Flow, note: Note): NoteBlock {
  const name = note.style === "editor" ? "Editor's note" : "NOTE";
  const printed = note.number === null ? `${name}:` : `${name} ${note.number}:`;
  return { kind: "note", id: note.id, style: note.style, printed, spans: spansOf(note.text, flow) };
}

function paragraphBlock(flow: Flow, paragraph: Paragraph): NumberedParagraph {
  const { label } = paragraph;
  const printed = `${printLabel(label, flow.numbering.sign)}${flow.numbering.end}`;
  return { kind: "paragraph", id: paragraph.steps[0] ?? "", label, printed, spans: spansOf(textOf(flow, paragraph), flow) };
}

function figureBlock(flow: Flow): FigureBlock {
  const drawn = new Set(planOf(flow, {}).columns.map(({ participant }) => participant));
  const ids = flow.participants.map(({ id }) => id).filter((id) => drawn.has(id));
  const who = printProse(proseOf(theParticipants(flow, ids)), flow);
  const first = flow.steps[0];
  const last = flow.steps.at(-1);
  const steps = first === undefined || last === undefined ? "" : `, steps ${printLabel(first.number)} to ${printLabel(last.number)}`;
  const description = `Sequence chart of ${who === "" ? "no participants" : who}${steps}`;
  return { kind: "figure", id: FIGURE_ID, flow: flow.id, label: flow.figure.label, caption: flow.figure.caption, description };
}
