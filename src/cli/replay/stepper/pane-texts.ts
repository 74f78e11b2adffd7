import { cellsIn } from "../../../figure/measure/cells.ts";
import { wrapText } from "../../../figure/measure/wrap-text.ts";
import type { Moment } from "../../../model/moment.ts";
import { nameOf } from "../../../model/walk.ts";
import {
  printDeed,
  printDialogState,
  printKnown,
  printMedia,
  printMessage,
  printRegistration,
  printSubscription,
} from "../../moment-words.ts";
import { type Line, span } from "./line.ts";
import type { Play } from "./play.ts";
import type { Pane } from "./state.ts";

/** What a pane has to say, and its first line that is new in this moment, with that of what it is about. */
export interface PaneText {
  readonly lines: readonly Line[];
  readonly news: { readonly head: number; readonly line: number } | null;
}

/** The panes beside the ladder, in the order in which the key goes through them. */
export const paneTexts: Readonly<Record<Exclude<Pane, "ladder">, (play: Play, at: number, width: number) => PaneText>> = {
  message: messageText,
  dialogs: dialogsText,
  media: mediaText,
  knowledge: knowledgeText,
};

const NEW = "+ ";
const OLD = "  ";

function messageText({ moments, flow }: Play, at: number, width: number): PaneText {
  const moment = moments[at];
  if (moment === undefined) return { lines: [[span("the trace is empty")]], news: null };
  const { n, time, phase, step, event, from, to, message } = moment;
  const place = step === null ? (phase === "prelude" ? "before the first step" : "not printed") : `step ${step}`;
  const deeds = { send: "sent", receive: "received", act: "done", condition: "reached", timer: "timer" };
  const about = `${place}, ${deeds[event]} at ${time} ms, event ${n}${message?.role == null ? "" : `, as ${message.role}`}`;
  if (message === null) {
    const words = `${nameOf(flow, from)}: ${printDeed(moment, flow)}`;
    return textOf(
      [
        { text: words, style: "bold" },
        { text: about, style: "dim" },
      ],
      width,
    );
  }
  const head = `${printMessage(moment)}  ${nameOf(flow, from)} → ${nameOf(flow, to)}`;
  const raw = message.raw.replace(/\r?\n$/u, "").split(/\r?\n/u);
  return textOf(
    [{ text: head, style: "bold" }, { text: about, style: "dim" }, ...raw.map((text): Text => ({ text, breaks: "anywhere" }))],
    width,
  );
}

function dialogsText({ moments, flow }: Play, at: number, width: number): PaneText {
  const [moment, before] = [moments[at], moments[at - 1]];
  if (moment === undefined) return nothing("no dialog");
  const numbers = [...new Set(moment.dialogs.map(({ number }) => number))].toSorted((a, b) => a - b);
  const texts = numbers.flatMap((number) => {
    const ends = moment.dialogs.filter((one) => one.number === number);
    const [first] = ends;
    if (first === undefined) return [];
    const isOver = ends.every(({ state }) => state === "terminated");
    const names = [first.participant, first.peer].map((id) => (id === null ? "?" : nameOf(flow, id)));
    const session = first.session === null ? "" : `, session ${first.session}`;
    const style = isOver ? ("dim" as const) : undefined;
    return [
      { text: `${number}  ${names.join(" – ")}${session}, made by ${first.madeBy}`, style: style ?? ("bold" as const) },
      ...ends.flatMap((end) => [
        { ...marked(before?.dialogs.includes(end), `${nameOf(flow, end.participant)}: ${printDialogState(end)}`), style },
        ...moment.subscriptions
          .filter(({ participant, dialog }) => participant === end.participant && dialog === number)
          .map((one) => ({
            ...marked(before?.subscriptions.includes(one), `${nameOf(flow, one.participant)}: ${printSubscription(one)}`),
            style,
          })),
      ]),
    ];
  });
  const registrations = moment.registrations.map((one) =>
    marked(before?.registrations.includes(one), `${nameOf(flow, one.participant)} ${printRegistration(one, flow)}`),
  );
  const waiting = moment.transactions
    .filter(({ role }) => role === "client")
    .map((one) => {
      const since = one.step === null ? "" : ` since step ${one.step}`;
      return marked(before?.transactions.includes(one), `${nameOf(flow, one.participant)} waits for an answer to ${one.name}${since}`);
    });
  const all = [...texts, ...registrations, ...waiting];
  return all.length === 0 ? nothing("nobody is in a dialog") : textOf(all, width);
}

function mediaText({ moments, flow }: Play, at: number, width: number): PaneText {
  const [moment, before] = [moments[at], moments[at - 1]];
  const several = new Set(moment?.media.map(({ session }) => session)).size > 1;
  const print = (one: Moment["media"][number]) => printMedia(one, flow, several ? "session" : "no session");
  const was = new Set(before?.media.map(print));
  const all = (moment?.media ?? []).map((one) => marked(was.has(print(one)), print(one)));
  const is = new Set(moment?.media.map(print));
  const gone = [...was].filter((one) => !is.has(one)).map((one) => ({ text: `- ${one}`, isNew: true, style: "dim" as const }));
  return all.length + gone.length === 0 ? nothing("no media flow") : textOf([...all, ...gone], width);
}

/** Who knows what: a line for each thing, under who knows it. */
function knowledgeText({ moments, flow, participants }: Play, at: number, width: number): PaneText {
  const [moment, before] = [moments[at], moments[at - 1]];
  const texts = participants.flatMap((id) => {
    const known = (moment?.knowledge ?? []).filter(({ participant }) => participant === id);
    if (known.length === 0) return [];
    return [
      { text: nameOf(flow, id), style: "bold" as const },
      ...known.map((one) => {
        const from = one.how === "made" ? ", its own" : `, from ${nameOf(flow, one.source)}`;
        const since = one.step === null ? "" : ` in step ${one.step}`;
        return marked(before?.knowledge.includes(one), `${printKnown(one, flow)}${from}${since}`);
      }),
    ];
  });
  return texts.length === 0 ? nothing("nobody has learnt anything yet") : textOf(texts, width);
}

interface Text {
  readonly text: string;
  readonly style?: Line[number]["style"];
  readonly isNew?: boolean;
  /** Where it may be broken; default: between words. */
  readonly breaks?: "anywhere";
}

function marked(isKnown: boolean | undefined, text: string): Text {
  return { text: `${isKnown === true ? OLD : NEW}${text}`, isNew: isKnown !== true };
}

function nothing(text: string): PaneText {
  return { lines: [[span(text, "dim")]], news: null };
}

/** Wrapped to the width, continued with an indent. */
function textOf(texts: readonly Text[], width: number): PaneText {
  const lines: Line[] = [];
  let news: PaneText["news"] = null;
  let head = 0;
  for (const { text, style, isNew = false, breaks } of texts) {
    const seen = span(text).text;
    const [, sign = "", words = ""] = /^([+\- ] )?(.*)$/su.exec(seen) ?? [];
    if (sign === "") head = lines.length;
    if (isNew) news ??= { head, line: lines.length };
    const indent = " ".repeat(sign.length + 2);
    const room = Math.max(4, width - indent.length);
    const isLong = cellsIn(seen) > width;
    const broken = !isLong ? [words] : breaks === "anywhere" ? chunksOf(words, room) : wrapText(words, room, cellsIn).lines;
    const of = style ?? (isNew ? ("yellow" as const) : undefined);
    lines.push(...broken.map((line, at) => [span(`${at === 0 ? sign : indent}${line}`, of)]));
  }
  return { lines, news };
}

/** A message is not prose: it is broken where the line is full. */
function chunksOf(text: string, room: number): readonly string[] {
  const chunks: string[] = [];
  let chunk = "";
  for (const character of text) {
    if (cellsIn(chunk + character) > room) {
      chunks.push(chunk);
      chunk = "";
    }
    chunk += character;
  }
  return [...chunks, chunk];
}
