import type { Flow } from "../../model/flow.ts";
import type { Moment } from "../../model/moment.ts";
import type { Trace } from "../../model/trace.ts";
import { nameOf } from "../../model/walk.ts";
import { momentsOf } from "../../trace/index.ts";
import { printDeed, printDialogState, printKnown, printMessage, printPeer, printRegistration } from "../moment-words.ts";
import { type Session, widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";
import { changesFor, mediaOf } from "./participant-changes.ts";

/** One thing that a participant does or meets, as it sees it. */
export interface ViewEntry {
  /** The printed label; null where the event is not printed. */
  readonly step: string | null;
  readonly time: number;
  readonly does: "receives" | "sends" | "passes on" | "decides" | "reaches" | "waits";
  /** By name: who has sent it, or whom it goes to; null where nothing is sent. */
  readonly with: string | null;
  readonly what: string;
  /** What is otherwise for it from then on. */
  readonly changes: readonly string[];
}

export interface ParticipantView {
  /** What holds for it when the first step begins, and at the end. */
  readonly before: readonly string[];
  readonly events: readonly ViewEntry[];
  readonly after: readonly string[];
}

/** What a participant receives, decides and sends, in its own order, and the dialogs it is in. */
export function viewOf(participant: string, trace: Trace, flow: Flow): ParticipantView {
  const moments = momentsOf(trace);
  const began = moments.findLast(({ phase }) => phase === "prelude") ?? null;
  let before = began;
  const events = moments
    .filter(({ phase, at }) => phase === "flow" && at === participant)
    .map((moment): ViewEntry => {
      const changes = changesFor(participant, before, moment, flow);
      before = moment;
      const { step, time, from, to } = moment;
      const isPass = moment.event === "send" || moment.event === "receive";
      const other = moment.event === "receive" ? from : to;
      return {
        ...{ step, time, does: doesIn(moment), with: isPass ? nameOf(flow, other) : null },
        ...{ what: isPass ? printMessage(moment) : printDeed(moment, flow), changes },
      };
    });
  const last = moments.at(-1) ?? null;
  return { before: stateFor(participant, began, flow), events, after: stateFor(participant, last, flow) };
}

function doesIn({ event, message }: Moment): ViewEntry["does"] {
  switch (event) {
    case "send":
      return message?.role === "relay" ? "passes on" : "sends";
    case "receive":
      return "receives";
    case "act":
      return "decides";
    case "condition":
      return "reaches";
    case "timer":
      return "waits";
  }
}

function stateFor(participant: string, moment: Moment | null, flow: Flow): readonly string[] {
  if (moment === null) return [];
  const own = <T extends { readonly participant: string }>(all: readonly T[]) => all.filter((one) => one.participant === participant);
  return [
    ...own(moment.dialogs).map((one) => `dialog ${one.number} ${printPeer(one, flow)}: ${printDialogState(one)}`),
    ...own(moment.registrations).map((one) => printRegistration(one, flow)),
    ...mediaOf(participant, moment, flow),
    ...own(moment.knowledge).map((one) => `knows ${printKnown(one, flow)}`),
  ];
}

const signs = { receives: "←", sends: "→", "passes on": "→", decides: "·", reaches: "·", waits: "·" } as const;

/** For people to read. */
export function printView({ before, events, after }: ParticipantView, { ok, failures }: Trace["outcome"], session: Session): string {
  const { paint } = session;
  const width = widthOf(session);
  const widest = Math.max(0, ...events.map((one) => one.with?.length ?? 0));
  const rows = events.flatMap(({ step, time, does, with: other, what, changes }) => {
    const deed = does === "passes on" ? `${what}, passed on` : what;
    const said = other === null ? deed : `${other.padEnd(widest)}  ${deed}`;
    // What holds afterwards stands below.
    return [[step ?? "-", `${time} ms`, signs[does], said], ...changes.map((line) => ["", "", "", `  ${line}`])];
  });
  const section = (title: string, lines: readonly string[], none: string) =>
    `  ${title}\n${printTable(
      (lines.length === 0 ? [none] : lines).map((line) => [line]),
      { width, indent: "    " },
    )}`;
  const failed = ok
    ? []
    : [
        section(
          paint("red", "the execution fails"),
          failures.map(({ step, reason }) => `${step === null ? "" : `step ${step}: `}${reason}`),
          "",
        ),
      ];
  return [
    section("before the first step", before, "it is in no dialog, and sends and receives no media"),
    `  what it receives (←), sends (→) and does (·)\n${printTable(rows, { width, indent: "    " })}`,
    section("in the end", after, "it is in no dialog, and sends and receives no media"),
    ...failed,
  ].join("\n\n");
}
