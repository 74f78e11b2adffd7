import fc from "fast-check";
import type { Flow } from "../../src/model/flow.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One stroke: where in the data, what is done there, and with which of the things that could be put there. */
interface Stroke {
  readonly at: number;
  readonly how: "remove" | "repeat" | "exchange" | "replace";
  readonly pick: number;
}

export const strokes: fc.Arbitrary<readonly Stroke[]> = fc.array(
  fc.record({
    at: fc.nat(1_000_000),
    how: fc.constantFrom("remove" as const, "repeat" as const, "exchange" as const, "replace" as const),
    pick: fc.nat(1_000_000),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The flow with damage: ids that lead nowhere, elements gone, doubled or moved, numbers out of range. The shape mostly stays. */
export function damaged(flow: Flow, hits: readonly Stroke[]): unknown {
  const json = JSON.parse(JSON.stringify(flow)) as Json;
  for (const hit of hits) strike(json, hit);
  return json;
}

function strike(json: Json, { at, how, pick }: Stroke): void {
  const spots = [...spotsIn(json)];
  const spot = spots[at % Math.max(1, spots.length)];
  if (spot === undefined) return;
  const { holder, key } = spot;
  if (Array.isArray(holder) && typeof key === "number" && how !== "replace") {
    const [value] = holder.splice(key, 1);
    if (value === undefined || how === "remove") return;
    if (how === "repeat") holder.splice(key, 0, value, structuredClone(value));
    else holder.splice(pick % (holder.length + 1), 0, value);
    return;
  }
  // Something of the same sort from elsewhere in the flow, or nothing there is.
  const sort = sortOf(spot);
  const alike = spots.filter((one) => sortOf(one) === sort).map(valueAt);
  const others = sort === "string" ? ["nobody"] : key === "times" || key === "duration" ? [0, 7, 1e15] : [];
  const choice = [...alike, ...others][pick % (alike.length + others.length)];
  if (choice !== undefined) putAt(spot, structuredClone(choice));
}

interface Spot {
  readonly holder: Json[] | { [key: string]: Json };
  readonly key: number | string;
}

/** Everything that could be damaged; not the places, which say nothing of the flow. */
function* spotsIn(json: Json): Generator<Spot> {
  if (typeof json !== "object" || json === null) return;
  const keys = Array.isArray(json) ? json.keys() : Object.keys(json).filter((key) => key !== "place" && key !== "kind");
  for (const key of keys) {
    const spot: Spot = { holder: json, key };
    yield spot;
    yield* spotsIn(valueAt(spot) ?? null);
  }
}

function valueAt({ holder, key }: Spot): Json | undefined {
  return Array.isArray(holder) ? holder[Number(key)] : holder[key];
}

function putAt({ holder, key }: Spot, value: Json): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}

/** Keys whose strings are words of the model, not ids. */
const WORDS = new Set(["role", "show", "operator", "direction", "type", "sign", "style", "anchor", "event", "state", "letter", "prefix"]);

/** What may stand in the place of another: things of one type, of one kind, of one key. */
function sortOf(spot: Spot): string {
  const value = valueAt(spot);
  if (Array.isArray(value) || typeof value === "number" || value === null) return `${typeof value} at ${spot.key}`;
  if (typeof value === "object") return `object ${String(value["kind"])}`;
  return typeof value === "string" && WORDS.has(String(spot.key)) ? `word at ${spot.key}` : typeof value;
}
