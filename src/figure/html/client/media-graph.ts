import type { MediaEntry } from "../../../model/moment.ts";
import { shape } from "./dom.ts";
import type { Names } from "./names.ts";

/** Media between two, in one direction or in both. */
export interface Stream {
  readonly ends: readonly [string, string];
  readonly both: boolean;
  readonly component: string;
  readonly anchor: string | null;
  readonly isNew: boolean;
}

/** Two directions of the same are one stream. @param isNew whether an entry was not there in the moment before */
export function streamsOf(media: readonly MediaEntry[], names: Names, isNew: (entry: MediaEntry) => boolean): readonly Stream[] {
  const streams: Stream[] = [];
  for (const entry of media) {
    const { from, to, component, anchor } = entry;
    const at = streams.findIndex(
      (one) => one.component === component && one.anchor === anchor && !one.both && one.ends[0] === to && one.ends[1] === from,
    );
    const back = streams[at];
    if (back === undefined) streams.push({ ends: [from, to], both: false, component, anchor, isNew: isNew(entry) });
    else {
      const ends: readonly [string, string] = names.order(from) <= names.order(to) ? [from, to] : [to, from];
      streams[at] = { ...back, ends, both: true, isNew: back.isNew || isNew(entry) };
    }
  }
  return streams;
}

/** `audio: UE-1 ⇄ remote end point`. */
export function sayStream({ ends, both, component, anchor }: Stream, { participant }: Names): string {
  const through = anchor === null ? "" : `, signalled through ${participant(anchor)}`;
  return `${component}: ${participant(ends[0])} ${both ? "⇄" : "→"} ${participant(ends[1])}${through}`;
}

const WIDTH = 420;
const BOX = 24;

interface Node {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

/** Who exchanges media with whom: on a circle, in the order of the figure. */
export function mediaGraph(streams: readonly Stream[], names: Names): SVGElement {
  const ids = [...new Set(streams.flatMap(({ ends }) => ends))].sort((one, other) => names.order(one) - names.order(other));
  const height = ids.length < 3 ? 30 + 26 * Math.max(2, streams.length) : 130 + 25 * ids.length;
  const nodes = new Map(ids.map((id, at) => [id, nodeAt(names.participant(id), at, ids.length, height)]));
  const counts = new Map<string, number>();
  for (const { ends } of streams) counts.set(pairOf(ends), (counts.get(pairOf(ends)) ?? 0) + 1);
  const drawn = new Map<string, number>();
  const edges = streams.map((stream) => {
    const pair = pairOf(stream.ends);
    const nth = drawn.get(pair) ?? 0;
    drawn.set(pair, nth + 1);
    return edge(stream, nodes, nth - ((counts.get(pair) ?? 1) - 1) / 2);
  });
  const boxes = ids.map((id) => box(names.participant(id), nodes.get(id)));
  const label = streams.map((stream) => sayStream(stream, names)).join("; ");
  return shape(
    "svg",
    { class: "graph", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `Media: ${label}` },
    ...edges,
    ...boxes,
  );
}

function pairOf(ends: readonly [string, string]): string {
  return JSON.stringify([...ends].sort());
}

function nodeAt(name: string, at: number, count: number, height: number): Node {
  const half = Math.min(75, name.length * 3.3 + 8);
  if (count < 3) return { x: at === 0 ? half + 2 : WIDTH - half - 2, y: height / 2, half };
  const angle = Math.PI + (2 * Math.PI * at) / count;
  const x = WIDTH / 2 + Math.cos(angle) * (WIDTH / 2 - 78);
  return { x, y: height / 2 + Math.sin(angle) * (height / 2 - BOX), half };
}

function box(name: string, node: Node | undefined): SVGElement {
  const { x, y, half } = node ?? { x: 0, y: 0, half: 0 };
  const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
  return shape(
    "g",
    {},
    shape("title", {}, name),
    shape("rect", { x: x - half, y: y - BOX / 2, width: 2 * half, height: BOX, rx: 4 }),
    shape("text", { x, y: y + 4, "text-anchor": "middle" }, shown),
  );
}

/** @param lane how far beside the straight line, so that several between the same two stand apart */
function edge({ ends, both, component, isNew }: Stream, nodes: ReadonlyMap<string, Node>, lane: number): SVGElement {
  const from = nodes.get(ends[0]) ?? { x: 0, y: 0, half: 0 };
  const to = nodes.get(ends[1]) ?? from;
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [along, across] = [(to.x - from.x) / length, (to.y - from.y) / length];
  // Whichever end is named first, a lane is on the same side.
  const side = ends[0] < ends[1] ? lane : -lane;
  const middle = { x: (from.x + to.x) / 2 - across * side * 44, y: (from.y + to.y) / 2 + along * side * 44 };
  const start = borderOf(from, middle);
  const end = borderOf(to, middle);
  const label = { x: (start.x + end.x) / 4 + middle.x / 2, y: (start.y + end.y) / 4 + middle.y / 2 + 4 };
  return shape(
    "g",
    { class: isNew ? "edge new" : "edge" },
    shape("path", { d: `M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}` }),
    tip(end, middle),
    ...(both ? [tip(start, middle)] : []),
    shape("text", { ...label, "text-anchor": "middle" }, component),
  );
}

/** Where the way from the middle of a box to `towards` leaves it. */
function borderOf({ x, y, half }: Node, towards: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
  const [dx, dy] = [towards.x - x, towards.y - y];
  const scale = Math.min(half / Math.max(Math.abs(dx), 1e-6), BOX / 2 / Math.max(Math.abs(dy), 1e-6), 1);
  return { x: x + dx * scale, y: y + dy * scale };
}

function tip(at: { readonly x: number; readonly y: number }, from: { readonly x: number; readonly y: number }): SVGElement {
  const angle = (Math.atan2(at.y - from.y, at.x - from.x) * 180) / Math.PI;
  return shape("path", { class: "tip", d: "M0 0L-9 3.5V-3.5Z", transform: `translate(${at.x} ${at.y}) rotate(${angle})` });
}
