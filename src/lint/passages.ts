import type { Flow, Step } from "../model/flow.ts";
import type { Place } from "../model/place.ts";
import type { Inline, Prose } from "../model/prose.ts";
import { elementsOf, indexOf, stepsOf } from "../model/walk.ts";

/** A piece of prose of a flow, and where it stands. */
export interface Passage {
  readonly prose: Prose;
  readonly place: Place;
  /** The steps it describes; empty where it describes none: an introduction, a precondition, a note. */
  readonly steps: readonly Step[];
  /** Who does what it says: the sender, the actor; null where there is none or more than one. */
  readonly speaker: string | null;
  /** The message or element whose text it is; null for the others. */
  readonly of: string | null;
}

function* gather(flow: Flow): Generator<Passage> {
  const { stepOf } = indexOf(flow);
  const none = { steps: [], speaker: null, of: null };
  yield { ...none, prose: flow.introduction, place: flow.place };
  for (const { text, place } of flow.preconditions) yield { ...none, prose: text, place };
  for (const { text, place } of flow.notes) yield { ...none, prose: text, place };
  for (const { id, text, place, path } of flow.messages) {
    if (text !== null) yield { prose: text, place, steps: stepsOf(flow, id), speaker: path[0]?.participant ?? null, of: id };
  }
  for (const element of elementsOf(flow.body)) {
    if (!("text" in element)) continue;
    const step = stepOf.get(element.id);
    const speaker = element.kind === "action" ? element.participant : null;
    yield { prose: element.text, place: element.place, steps: step === undefined ? [] : [step], speaker, of: element.id };
  }
  for (const { text, place, steps } of flow.paragraphs) {
    if (text !== null) yield { ...none, prose: text, place, steps: steps.flatMap((id) => stepOf.get(id) ?? []) };
  }
}

export type InlineOf<K extends Inline["kind"]> = Extract<Inline, { readonly kind: K }>;

/** An inline, and the passage it stands in. */
export interface Said<K extends Inline["kind"] = Inline["kind"]> {
  readonly inline: InlineOf<K>;
  readonly passage: Passage;
}

const sayings = new WeakMap<Flow, ReadonlyMap<Inline["kind"], readonly Said[]>>();

/** Every inline of a kind in the prose of a flow, in no particular order. */
export function inlinesOf<K extends Inline["kind"]>(flow: Flow, kind: K): readonly Said<K>[] {
  const known = sayings.get(flow) ?? sort(flow);
  sayings.set(flow, known);
  // What stands under a kind is of that kind.
  return (known.get(kind) ?? []) as readonly unknown[] as readonly Said<K>[];
}

function sort(flow: Flow): ReadonlyMap<Inline["kind"], readonly Said[]> {
  const byKind = new Map<Inline["kind"], Said[]>();
  for (const passage of gather(flow)) {
    for (const inline of passage.prose) {
      const same = byKind.get(inline.kind);
      if (same === undefined) byKind.set(inline.kind, [{ inline, passage }]);
      else same.push({ inline, passage });
    }
  }
  return byKind;
}
