import type { DialogEntry, KnowledgeEntry, RegistrationEntry, SubscriptionEntry, TransactionEntry } from "../../../model/moment.ts";
import type { DecodedTrace, Lists } from "./decode-trace.ts";
import { element } from "./dom.ts";
import { mediaGraph, sayStream, streamsOf } from "./media-graph.ts";
import { type Names, sayMoment, sayTime } from "./names.ts";

/** Which parts the reader has opened and closed, so that the next moment keeps to it. */
const opened = new Map<string, boolean>();

/** All that holds at one moment of a trace; what is new in it is marked. */
export function momentView(trace: DecodedTrace, at: number, names: Names): HTMLElement {
  const lists = trace.lists(at);
  const before: Lists | null = at === 0 ? null : trace.lists(at - 1);
  const isNew = (list: keyof Lists, entry: object) => before === null || !(before[list] as readonly object[]).includes(entry);
  const { n, time, phase } = trace.moment(at);
  const view = element(
    "section",
    { class: "moment" },
    element("h3", {}, `Event ${n}${phase === "prelude" ? " of the prelude" : ""}, ${sayTime(time)}`),
    element("p", { class: "said" }, `${sayMoment(trace, at, names)}.`),
  );
  const message = trace.message(at);
  if (message !== null)
    view.append(part("message", "Message", true, false, element("pre", {}, message.text.replaceAll("\r\n", "\n").trimEnd())));
  const streams = streamsOf(lists.media, names, (entry) => isNew("media", entry));
  const items = streams.map((stream) => element("li", stream.isNew ? { class: "new" } : {}, sayStream(stream, names)));
  const shown =
    streams.length === 0 ? [element("p", {}, "Nobody exchanges media.")] : [mediaGraph(streams, names), element("ul", {}, ...items)];
  view.append(part("media", "Media", true, before !== null && lists.media !== before.media, ...shown));
  view.append(
    part(
      "dialogs",
      `Dialogs (${new Set(lists.dialogs.map(({ number }) => number)).size})`,
      true,
      changed("dialogs"),
      ...dialogCards(lists.dialogs, names, isNew),
    ),
  );
  const tables: readonly (readonly [keyof Lists, string, readonly string[], readonly (readonly string[])[]])[] = [
    [
      "subscriptions",
      "Subscriptions",
      ["Participant", "Role", "Of", "State", "Says"],
      lists.subscriptions.map((entry) => subscriptionCells(entry, names)),
    ],
    [
      "registrations",
      "Registrations",
      ["Participant", "At", "Address", "State"],
      lists.registrations.map((entry) => registrationCells(entry, names)),
    ],
    [
      "transactions",
      "Requests that wait for an answer",
      ["Participant", "Role", "Request", "Since"],
      lists.transactions.map((entry) => transactionCells(entry, names)),
    ],
    ["knowledge", "Who knows what", ["Participant", "What", "From"], lists.knowledge.map((entry) => knowledgeCells(entry, names))],
  ];
  for (const [list, title, heads, rows] of tables) {
    if (rows.length === 0) continue;
    const news = (lists[list] as readonly object[]).map((entry) => before !== null && isNew(list, entry));
    view.append(part(list, `${title} (${rows.length})`, false, changed(list), table(heads, rows, news)));
  }
  return view;

  function changed(list: keyof Lists): boolean {
    return before !== null && lists[list] !== before[list];
  }
}

function part(key: string, title: string, open: boolean, isChanged: boolean, ...children: readonly Node[]): HTMLElement {
  const summary = element("summary", {}, element("h4", {}, title), isChanged ? element("span", { class: "badge" }, "changed") : null);
  const made = element("details", { "data-part": key }, summary, ...children);
  made.open = opened.get(key) ?? open;
  made.addEventListener("toggle", () => opened.set(key, made.open));
  return made;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[], news: readonly boolean[]): HTMLElement {
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  const body = rows.map((cells, at) =>
    element("tr", news[at] === true ? { class: "new" } : {}, ...cells.map((text) => element("td", {}, text))),
  );
  return element("div", { class: "wide" }, element("table", {}, element("thead", {}, head), element("tbody", {}, ...body)));
}

/** One for each dialog, with what its two ends know of it side by side. */
function dialogCards(dialogs: readonly DialogEntry[], names: Names, isNew: (list: "dialogs", entry: object) => boolean): readonly Node[] {
  if (dialogs.length === 0) return [element("p", {}, "There is none.")];
  const byNumber = new Map<number, DialogEntry[]>();
  for (const entry of dialogs) byNumber.set(entry.number, [...(byNumber.get(entry.number) ?? []), entry]);
  return [...byNumber].map(([number, ends]) => {
    const [first] = ends;
    const who = [...new Set(ends.flatMap(({ participant, peer }) => (peer === null ? [participant] : [participant, peer])))];
    const states = [...new Set(ends.map(({ state }) => state))].join(" / ");
    const summary = element(
      "summary",
      {},
      `${number}: ${who.map((id) => names.participant(id)).join(" ⇄ ")} `,
      element("span", { class: `state ${ends.every(({ state }) => state === "terminated") ? "over" : ""}` }, states),
      ` ${first?.madeBy ?? ""}${first?.session == null ? "" : `, session ${first.session}`}`,
    );
    const rows = DIALOG_ROWS.map(([title, cell]) =>
      element("tr", {}, element("th", { scope: "row" }, title), ...ends.map((end) => element("td", {}, cell(end)))),
    );
    const heads = element(
      "tr",
      {},
      element("td", {}),
      ...ends.map(({ participant }) => element("th", { scope: "col" }, names.participant(participant))),
    );
    const card = element(
      "details",
      { class: ends.some((end) => isNew("dialogs", end)) ? "card new" : "card" },
      summary,
      element("div", { class: "wide" }, element("table", {}, element("thead", {}, heads), element("tbody", {}, ...rows))),
    );
    const key = `dialog ${number}`;
    card.open = opened.get(key) ?? false;
    card.addEventListener("toggle", () => opened.set(key, card.open));
    return card;
  });
}

const DIALOG_ROWS: readonly (readonly [string, (entry: DialogEntry) => string])[] = [
  ["State", ({ state, role }) => `${state} (${role})`],
  ["Offer", ({ offer }) => (offer === "none" ? "none waits" : offer === "own" ? "its own waits" : "the other's waits")],
  ["CSeq sent", ({ localCseq }) => String(localCseq ?? "-")],
  ["CSeq received", ({ remoteCseq }) => String(remoteCseq ?? "-")],
  ["Call-ID", ({ callId }) => callId],
  ["Local tag", ({ localTag }) => localTag ?? "-"],
  ["Remote tag", ({ remoteTag }) => remoteTag ?? "-"],
  ["Remote target", ({ remoteTarget }) => remoteTarget ?? "-"],
  ["Route set", ({ routeSet }) => routeSet.join(", ") || "-"],
];

function subscriptionCells(
  { participant, role, peer, package: event, state, fragment }: SubscriptionEntry,
  names: Names,
): readonly string[] {
  return [names.participant(participant), role, `${event}${peer === null ? "" : ` of ${names.participant(peer)}`}`, state, fragment ?? ""];
}

function registrationCells({ participant, registrar, address, state }: RegistrationEntry, names: Names): readonly string[] {
  return [names.participant(participant), registrar === null ? "" : names.participant(registrar), address, state];
}

function transactionCells({ participant, role, name, since, step }: TransactionEntry, names: Names): readonly string[] {
  return [names.participant(participant), role, name, step === null ? `event ${since}` : `step ${step}`];
}

function knowledgeCells({ participant, what, how, source, step, event }: KnowledgeEntry, names: Names): readonly string[] {
  const when = step === null ? `event ${event}` : `step ${step}`;
  return [
    names.participant(participant),
    sayKnowledge(what, names),
    how === "made" ? `itself, ${when}` : `${names.participant(source)}, ${when}`,
  ];
}

function sayKnowledge(what: KnowledgeEntry["what"], names: Names): string {
  switch (what.kind) {
    case "item":
      return `${names.item(what.item)}${what.value === undefined ? "" : ` (${what.value})`}`;
    case "media-address":
      return `where ${names.participant(what.of)} receives ${what.component}`;
    case "referral":
      return `that it is referred to ${names.participant(what.to)}`;
  }
}
