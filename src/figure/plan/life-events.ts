import type { Flow, LifelineEvent } from "../../model/flow.ts";
import { indexOf } from "../../model/walk.ts";
import type { Collapsed } from "./collapse.ts";
import { isContent, type LifeEvents, participantsOf, type Row } from "./row.ts";

type Draft = { readonly [event in keyof LifeEvents]: string[] };

/**
 * At which rows lifelines begin and end, and participants are active. What a wrong flow says of a lifeline that the rows contradict,
 * as an end after which it sends, is left out.
 */
export function eventsOf(flow: Flow, rows: readonly Row[], collapsed: Collapsed): ReadonlyMap<number, LifeEvents> {
  const found = new Map<number, Draft>();
  if (flow.lifelines === undefined || flow.lifelines.length === 0) return found;
  const at = (row: number): Draft => {
    const known = found.get(row);
    if (known !== undefined) return known;
    const made: Draft = { creates: [], ends: [], starts: [], stops: [] };
    found.set(row, made);
    return made;
  };
  const lookup = new Lookup(flow, rows);
  for (const event of flow.lifelines) lookup.add(event, collapsed.as(event.participant), at);
  return found;
}

class Lookup {
  readonly #rows: readonly Row[];
  readonly #byElement = new Map<string, number>();
  readonly #hopsOf: ReadonlyMap<string, readonly string[]>;
  /** Of each participant, the first and the last row that needs it. */
  readonly #first = new Map<string, number>();
  readonly #last = new Map<string, number>();

  constructor(flow: Flow, rows: readonly Row[]) {
    this.#rows = rows;
    this.#hopsOf = indexOf(flow).hopsOf;
    for (const [at, row] of rows.entries()) {
      if (!isContent(row)) continue;
      for (const element of row.elements) this.#byElement.set(element, at);
      for (const participant of participantsOf(row)) {
        if (!this.#first.has(participant)) this.#first.set(participant, at);
        this.#last.set(participant, at);
      }
    }
  }

  /** @param participant who stands for the one it befalls: a group neither begins nor ends with one of its members */
  add(event: LifelineEvent, participant: string, at: (row: number) => Draft): void {
    if (event.kind !== "activation" && participant !== event.participant) return;
    switch (event.kind) {
      case "creation": {
        const row = this.#rowsOf(event.at, participant)[0];
        const message = row === undefined ? undefined : this.#rows[row];
        const fits = message?.kind === "message" && message.to === participant && message.from !== participant && !message.lost;
        if (row !== undefined && fits && this.#first.get(participant) === row) at(row).creates.push(participant);
        break;
      }
      case "end": {
        const row = this.#rowsOf(event.at, participant).at(-1);
        if (row !== undefined && this.#last.get(participant) === row && !at(row).ends.includes(participant)) at(row).ends.push(participant);
        break;
      }
      case "activation": {
        const from = this.#rowsOf(event.from, participant)[0];
        const until = this.#rowsOf(event.until, participant).at(-1);
        if (from === undefined || until === undefined || until < from) break;
        at(from).starts.push(participant);
        at(until).stops.push(participant);
        break;
      }
    }
  }

  /** The rows of a message or an element in which a participant takes part. */
  #rowsOf(id: string, participant: string): readonly number[] {
    const rows = (this.#hopsOf.get(id) ?? [id]).flatMap((element) => this.#byElement.get(element) ?? []);
    return rows.filter((row) => {
      const found = this.#rows[row];
      return found !== undefined && participantsOf(found).includes(participant);
    });
  }
}
