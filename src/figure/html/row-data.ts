import type { Flow } from "../../model/flow.ts";
import { indexOf, stepsOf } from "../../model/walk.ts";
import type { RowData } from "./page-data.ts";
import type { PageBlock } from "./page-text.ts";
import type { Band } from "./place-bands.ts";
import type { Anchors } from "./write-text.ts";

interface Around {
  readonly text: readonly PageBlock[];
  readonly anchors: Anchors;
}

/** What the script knows of each row. @param bands those with a step @param ids of their rows */
export function rowDataOf(flow: Flow, bands: readonly Band[], ids: readonly string[], { text, anchors }: Around): readonly RowData[] {
  const covers = new Map(flow.steps.map((step) => [step.id, step.covers]));
  const { paragraphOf } = indexOf(flow);
  const elementOf = new Map(text.map((block) => [block.id, anchors.element(block)]));
  const notesOn = notesByStep(flow);
  const citing = citingByStep(text, anchors);
  return bands.map(({ step }, at): RowData => {
    const steps = step?.part.step?.ids ?? [];
    const paragraphs = new Set(steps.map((id) => paragraphOf.get(id)?.steps[0]));
    const blocks = [...paragraphs, ...steps.flatMap((id) => notesOn.get(id) ?? [])].map((id) => elementOf.get(id ?? "") ?? null);
    return {
      id: ids[at] ?? "",
      title: step?.part.title ?? "",
      elements: steps.flatMap((id) => covers.get(id) ?? []),
      group: step?.group ?? null,
      as: step?.as ?? "hop",
      text: [...new Set(blocks.flatMap((id) => id ?? []))],
      citedBy: [...new Map(steps.flatMap((id) => [...(citing.get(id) ?? [])]))],
    };
  });
}

/** Ids of notes, by the last step of what they are bound to. */
function notesByStep(flow: Flow): ReadonlyMap<string, readonly string[]> {
  const notes = new Map<string, string[]>();
  for (const { id, at } of flow.notes) {
    const step = at === null ? undefined : stepsOf(flow, at).at(-1);
    if (step !== undefined) notes.set(step.id, [...(notes.get(step.id) ?? []), id]);
  }
  return notes;
}

/** By the step that is cited: the label of what cites it, and where that stands. */
function citingByStep(text: readonly PageBlock[], anchors: Anchors): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const citing = new Map<string, Map<string, string>>();
  for (const block of text) {
    const label = block.label.replace(/[.:)]+$/u, "");
    const where =
      block.kind === "paragraph" && block.id !== null ? anchors.target({ text: label, targets: [block.id] }) : anchors.element(block);
    if (label === "" || where === null) continue;
    for (const span of block.spans) {
      if (span.targets.length === 0) continue;
      for (const step of anchors.steps(span)) {
        const labels = citing.get(step) ?? new Map<string, string>();
        citing.set(step, labels.set(label, where));
      }
    }
  }
  return citing;
}
