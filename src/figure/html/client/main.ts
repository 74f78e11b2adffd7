import type { PageData, RowData } from "../page-data.ts";
import { type DecodedTrace, decodeTrace } from "./decode-trace.ts";
import { byId, element } from "./dom.ts";
import { openLadder } from "./ladder.ts";
import { momentView } from "./moment-view.ts";
import { namesIn, sayMoment, sayTime } from "./names.ts";

chooseVariant();
const data = JSON.parse(byId("data").textContent ?? "") as PageData;
// A trace in which nothing happens has no moment to show.
const trace = data.trace === null || data.trace.moments.length === 0 ? null : decodeTrace(data.trace);
const names = namesIn(data);
const ladder = openLadder(data.rows, chooseRow);
const [detail, clause, side] = [byId("detail"), byId("clause"), byId("side")];
/** The moment that is shown; null before the first is. */
let now: number | null = null;

document.documentElement.classList.add("scripted");
byId("keys").hidden = false;
openVariants();
document.addEventListener("click", onLink);
document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", followAddress);
if (trace !== null) openPlayer(trace);
if (data.trace !== null && data.trace.failures.length > 0) side.prepend(failureNote(data.trace.failures));
followAddress();

/** A variant that the address names takes the place of the flow, before anything else is looked at. */
function chooseVariant(): void {
  const wanted = document.getElementById(location.hash.slice(1));
  if (wanted instanceof HTMLTemplateElement) byId("view").replaceChildren(wanted.content.cloneNode(true));
}

function openVariants(): void {
  const label = document.getElementById("variant");
  const select = label?.querySelector("select");
  if (label === null || select == null) return;
  label.hidden = false;
  // The browser remembers what was chosen when the page was left.
  for (const option of select.options) option.selected = option.defaultSelected;
  select.addEventListener("change", () => {
    history.replaceState(null, "", select.value === "0" ? location.pathname : `#variant-${select.value}`);
    location.reload();
  });
}

function chooseRow(row: number): void {
  const of = data.rows[row];
  if (of === undefined) return;
  const at = trace === null ? null : momentFor(of, trace);
  show(row, at);
}

/** The moment when a step has arrived where it goes; relays that it passes and that are not drawn come before. */
function momentFor({ elements }: RowData, { data: { moments, messages } }: DecodedTrace): number | null {
  const events: number[] = [];
  const arrivals: number[] = [];
  for (const [at, { hop, event, message }] of moments.entries()) {
    if (hop === null || !elements.includes(hop)) continue;
    events.push(at);
    if (event === "receive" && messages[message ?? -1]?.isRepeat !== true) arrivals.push(at);
  }
  const last = elements.at(-1);
  return arrivals.find((at) => moments[at]?.hop === last) ?? arrivals.at(-1) ?? events[0] ?? null;
}

function show(row: number | null, moment: number | null): void {
  ladder.choose(row);
  if (moment !== null) now = moment;
  const of = row === null ? undefined : data.rows[row];
  const parts: Node[] = [element("button", { type: "button", class: "close", id: "close" }, "Whole text")];
  if (of !== undefined) parts.push(element("h2", {}, of.title), ...textOf(of));
  if (trace !== null && moment !== null) {
    if (of === undefined) parts.push(element("h2", {}, "Between the steps"));
    parts.push(momentView(trace, moment, names));
  } else if (trace !== null) parts.push(element("p", { class: "quiet" }, "The trace has no event here."));
  detail.replaceChildren(...parts);
  byId("close").addEventListener("click", showClause);
  detail.hidden = false;
  clause.hidden = true;
  side.scrollTop = 0;
  if (trace !== null) showPlayer(trace);
}

function textOf({ text, citedBy }: RowData): readonly Node[] {
  const blocks = text.flatMap((id) => {
    const block = document.getElementById(id)?.cloneNode(true);
    if (!(block instanceof Element)) return [];
    block.removeAttribute("id");
    return [block];
  });
  if (citedBy.length === 0) return blocks;
  const links = citedBy.flatMap(([label, id], at) => [at === 0 ? "" : ", ", element("a", { href: `#${id}` }, label)]);
  return [...blocks, element("p", { class: "quiet" }, "Cited in ", ...links)];
}

function showClause(): void {
  ladder.choose(null);
  detail.hidden = true;
  clause.hidden = false;
  side.scrollTop = 0;
  side.focus({ preventScroll: true });
}

/** A reference to a step chooses it; one to a note or to the figure goes there. */
function onLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const id = link?.getAttribute("href")?.slice(1);
  if (id === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  goTo(id);
}

function goTo(id: string): void {
  const row = ladder.rowWithId(id);
  if (row !== null) {
    chooseRow(row);
    ladder.focus();
    return;
  }
  const target = document.getElementById(id);
  if (target === null) return;
  if (clause.contains(target)) showClause();
  target.scrollIntoView({ block: "nearest" });
}

function followAddress(): void {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id !== "") goTo(id);
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  // A list of choices has its own use for these keys.
  if (event.target instanceof HTMLSelectElement) return;
  if (event.key === "Escape" && !detail.hidden) showClause();
  if (trace === null || (event.key !== "ArrowLeft" && event.key !== "ArrowRight") || event.target === byId("slider")) return;
  event.preventDefault();
  step(trace, event.key === "ArrowRight" ? 1 : -1);
}

function openPlayer(opened: DecodedTrace): void {
  const slider = byId<HTMLInputElement>("slider");
  slider.max = String(opened.length - 1);
  slider.addEventListener("input", () => goToMoment(opened, Number(slider.value)));
  byId("back").addEventListener("click", () => step(opened, -1));
  byId("on").addEventListener("click", () => step(opened, 1));
  byId("player").hidden = false;
  showPlayer(opened);
}

/** What went wrong in the trace, above everything else. */
function failureNote(failures: readonly string[]): HTMLElement {
  const items = failures.map((failure) => element("li", {}, failure));
  return element("div", { class: "failed" }, element("b", {}, "This execution has failed"), element("ul", {}, ...items));
}

/** Before anything is shown, the next event is the first that belongs to the flow. */
function step(opened: DecodedTrace, by: 1 | -1): void {
  const begin = firstOfFlow(opened);
  goToMoment(opened, Math.min(Math.max(now === null ? begin : now + by, 0), opened.length - 1));
}

function firstOfFlow({ data: { moments } }: DecodedTrace): number {
  return Math.max(
    0,
    moments.findIndex(({ phase }) => phase === "flow"),
  );
}

/** What there is before anything is shown, and why the slider does not stand at its beginning. */
function sayAll(opened: DecodedTrace): string {
  const before = firstOfFlow(opened);
  const all = `${opened.length} events, ${opened.data.about}`;
  return before === 0 ? all : `${all}; the flow begins here, after ${before} that make what is given`;
}

function goToMoment(opened: DecodedTrace, at: number): void {
  show(ladder.rowOf(opened.moment(at).hop), at);
}

function showPlayer(opened: DecodedTrace): void {
  const at = now ?? firstOfFlow(opened);
  const slider = byId<HTMLInputElement>("slider");
  slider.value = String(at);
  const { n, time, step: label } = opened.moment(at);
  const said = `${n} of ${opened.length}, ${sayTime(time)}${label === null ? "" : `, step ${label}`}: ${sayMoment(opened, at, names)}`;
  slider.setAttribute("aria-valuetext", said);
  byId("when").textContent = now === null ? sayAll(opened) : said;
  const happened = new Set(now === null ? [] : opened.data.moments.slice(0, now + 1).flatMap(({ hop }) => hop ?? []));
  ladder.progress((row) => data.rows[row]?.elements.some((id) => happened.has(id)) === true);
}
