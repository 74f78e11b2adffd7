import { type Alignment, align } from "../../analysis/alignment/align.ts";
import { contentKey, expectedContentKey } from "../../analysis/alignment/event-keys.ts";
import { causalOrderOf } from "../../analysis/causal-order.ts";
import type { Flow } from "../../model/flow.ts";
import { namesInstead } from "../../model/nearest-name.ts";
import type { TraceEvent } from "../../model/trace.ts";
import { BadInput, Violation } from "../../model/wrong.ts";
import type { Capture } from "../../trace/index.ts";
import { alignmentRows, stepsIn } from "../alignment-rows.ts";
import { participantOf } from "../participant.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import { nameWith } from "../variant.ts";

/** What a capture or a trace is held against. */
export interface Against {
  readonly flow: Flow;
  readonly variant: string | null;
  /** `NAME=ADDRESS`, as the user has typed them: who in the flow is who in the capture. */
  readonly as: readonly string[];
}

/** How a capture or a trace stands to a flow. */
export interface Standing extends Against {
  readonly alignment: Alignment;
  readonly unit: "event" | "packet";
  /** Messages before the first one of the flow: they may be what the flow supposes. */
  readonly before: number;
  /** Messages from and to somebody whom the flow does not have. */
  readonly elsewhere: number;
  /** Who is in it and not in the flow, and the other way round; as each calls them. */
  readonly strangers: readonly string[];
  readonly absent: readonly string[];
}

/**
 * Holds the messages of a capture against a flow: what is missing, extra, moved. Who is in the capture is found by the names that it has, or as
 * the user says.
 *
 * @param file as the user typed it, for messages
 * @throws BadInput where nobody in it is known, or the user names somebody who is not there
 */
export function captureAgainst({ events, operations, packetOf }: Capture, against: Against, file: string): Standing {
  const { flow } = against;
  const all = [...events, ...operations].sort((a, b) => a.n - b.n);
  const called = new Set(all.flatMap(({ from, to }) => [from, to]));
  const ids = idsOf(called, against, file);
  const named = all.flatMap((event): readonly TraceEvent[] => {
    const [from, to] = [ids.get(event.from), ids.get(event.to)];
    // Whoever looks it up finds it by its packet.
    return from === undefined || to === undefined ? [] : [{ ...event, n: packetOf[event.n - 1] ?? event.n, from, to }];
  });
  const among = new Set(ids.values());
  const aligned = beginningsIn(named, flow, among).map((before) => {
    return { before, alignment: align({ header: { hash: "" }, events: named.slice(before), among }, flow) };
  });
  const [best] = aligned.sort((a, b) => a.alignment.discrepancies.length - b.alignment.discrepancies.length);
  if (best === undefined) throw new Violation("a capture begins nowhere");
  return {
    ...against,
    ...best,
    unit: "packet",
    elsewhere: all.length - named.length,
    strangers: [...called].filter((name) => !ids.has(name)),
    absent: flow.participants.filter(({ id }) => !among.has(id)).map(({ name }) => name),
  };
}

/** How many places are tried. */
const MOST_BEGINNINGS = 20;

/**
 * Indices among the events at which the flow may begin: a capture of ours says what the prelude is; another one may have, or not have, the
 * calls that the flow supposes. Where what the flow begins with comes again and again, one of the first places has to do.
 */
function beginningsIn(events: readonly TraceEvent[], flow: Flow, among: ReadonlySet<string>): readonly number[] {
  if (events.some(({ phase }) => phase === "prelude")) return [0];
  const first = causalOrderOf(flow).events.find(
    ({ participant, local: { kind, message, peer } }) => kind === "send" && message !== null && among.has(participant) && among.has(peer),
  );
  const key = first === undefined ? "" : expectedContentKey(first);
  const begins = events.flatMap((event, at) => (at > 0 && contentKey(event) === key ? [at] : []));
  return [0, ...begins.slice(0, MOST_BEGINNINGS)];
}

/** Holds a trace against another flow than its own. */
export function traceAgainst(trace: Parameters<typeof align>[0], against: Against): Standing {
  if (against.as.length > 0)
    throw new BadInput("--as says who is who in a capture; a trace has the names of a flow", { remedy: "Leave --as out" });
  return { ...against, alignment: align(trace, against.flow), unit: "event", before: 0, elsewhere: 0, strangers: [], absent: [] };
}

/** The id of each participant of a capture that the flow has, by what the capture calls it. */
function idsOf(called: ReadonlySet<string>, { flow, as }: Against, file: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { id, name } of flow.participants) for (const own of [id, name]) if (called.has(own)) ids.set(own, id);
  for (const text of as) {
    const at = text.indexOf("=");
    const [name, address] = [text.slice(0, Math.max(0, at)).trim(), text.slice(at + 1).trim()];
    if (at < 0 || name === "" || address === "")
      throw new BadInput(`--as "${text}" is not NAME=ADDRESS`, { remedy: 'Write for example --as "UE-1=192.0.2.1"' });
    if (!called.has(address))
      throw new BadInput(`nobody in ${file} is called "${address}"`, { remedy: namesInstead(address, [...called], "participants") });
    ids.set(address, participantOf(flow, name));
  }
  if (ids.size > 0) return ids;
  const [first] = flow.participants;
  throw new BadInput(`${file} has nobody whom ${flow.id} names: ${[...called].join(", ")}`, {
    remedy: `Say who is who, as often as needed: --as "${first?.name ?? "NAME"}=${[...called][0] ?? "ADDRESS"}"; participants: ${flow.participants.map(({ name }) => name).join(", ")}`,
  });
}

/**
 * What is said again has been mended, and another number is no other message. Where somebody is missing and somebody else is there, nobody
 * can tell.
 */
export function isAsDrawn({ alignment, strangers, absent }: Standing): boolean {
  if (alignment.matched === 0 || (strangers.length > 0 && absent.length > 0)) return false;
  return alignment.discrepancies.every(({ kind }) => kind === "repeated");
}

export function standingEntry(standing: Standing): object {
  const { flow, variant, alignment, unit, before, elsewhere, strangers, absent } = standing;
  const steps = alignmentRows(alignment, flow, unit).map(([kind, step, text]) => ({ kind, step, text }));
  const notCompared = alignment.unrecorded.map((step) => stepsIn([step], flow));
  return { flow: flow.id, variant, matched: alignment.matched, before, elsewhere, steps, notCompared, strangers, absent };
}

export function printStanding(standing: Standing, session: Session): readonly string[] {
  const { flow, variant, alignment, unit, before, elsewhere, strangers, absent } = standing;
  const { discrepancies, unrecorded } = alignment;
  const name = nameWith(flow.id, variant);
  const where = unit === "packet" ? "capture" : "trace";
  const verdict = discrepancies.length === 0 ? `${alignment.matched} messages, each in its step and in order` : "step by step";
  const others = [
    ...(unrecorded.length === 0 ? [] : [`not compared, since the ${where} has nothing of their kind: steps ${stepsIn(unrecorded, flow)}`]),
    ...(before === 0 ? [] : [`before the first step, not compared: ${countOf(before)}`]),
    ...(strangers.length === 0 ? [] : [`not in the flow: ${strangers.join(", ")}; ${countOf(elsewhere)} not compared`]),
    ...(absent.length === 0 ? [] : [`not in the ${where}: ${absent.join(", ")}${strangers.length === 0 ? "" : "; --as says who is who"}`]),
  ];
  const rows = alignmentRows(alignment, flow, unit);
  const indent = "  ";
  return [
    `The ${where} against ${name}: ${verdict}`,
    ...(rows.length === 0 ? [] : [printTable(rows, { width: widthOf(session), indent })]),
    ...others.map((other) => `${indent}${other}`),
  ];
}

function countOf(messages: number): string {
  return messages === 1 ? "one message" : `${messages} messages`;
}
