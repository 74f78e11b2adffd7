import type { RowData } from "../page-data.ts";
import { byId, element } from "./dom.ts";

/** The rows on the page, and which of them is chosen. */
export interface Ladder {
  /** Marks a row as chosen, brings it into view, opens what it is hidden in; null for none. */
  choose(row: number | null): void;
  /** Moves the focus to the chosen row. */
  focus(): void;
  /** Marks what has happened by now. */
  progress(done: (row: number) => boolean): void;
  /** The row that shows an element of the flow now. */
  rowOf(hop: string | null): number | null;
  /** Of an id in the page. */
  rowWithId(id: string): number | null;
}

export function openLadder(rows: readonly RowData[], onChoose: (row: number) => void): Ladder {
  const steps = rows.map(({ id }) => byId<HTMLButtonElement>(id));
  const lines = steps.map((step) => step.parentElement ?? step);
  const groups = [...new Set(rows.flatMap(({ group }) => group ?? []))];
  const isShown = (row: number) => lines[row]?.hidden === false;
  const byElement = new Map<string, number[]>();
  for (const [at, { elements }] of rows.entries()) for (const id of elements) byElement.set(id, [...(byElement.get(id) ?? []), at]);
  const toggles = new Map<number, HTMLButtonElement[]>();
  let chosen: number | null = null;
  let active = 0;

  for (const [at, step] of steps.entries()) {
    step.addEventListener("click", () => onChoose(at));
    addToggle(at);
  }
  byId("ladder").addEventListener("keydown", onKey);
  const choice = document.getElementById("choice");
  if (choice !== null) {
    choice.hidden = false;
    choice.addEventListener("click", ({ target }) => {
      const as = target instanceof HTMLElement ? target.dataset["show"] : undefined;
      if (as === "hop" || as === "arrow") for (const group of groups) show(group, as);
    });
  }
  say();
  activate(steps.findIndex((_, at) => isShown(at)));
  return {
    choose,
    focus: () => steps[active]?.focus({ preventScroll: true }),
    progress(done) {
      for (const [at, line] of lines.entries()) line.classList.toggle("done", done(at));
    },
    rowOf: (hop) => shownOf(hop === null ? [] : (byElement.get(hop) ?? [])),
    rowWithId(id) {
      const at = rows.findIndex((row) => row.id === id);
      return at < 0 ? null : at;
    },
  };

  /** In front of the arrow that stands for several hops, and of the first of these. */
  function addToggle(at: number): void {
    const row = rows[at];
    if (row === undefined || row.group === null || (row.as === "hop" && rows[at - 1]?.as === "hop" && rows[at - 1]?.group === row.group))
      return;
    const { group, as } = row;
    const arrow = rows.find((one) => one.group === group && one.as === "arrow");
    const what = arrow?.title ?? row.title;
    const label = as === "arrow" ? `Show every hop of ${what}` : `Show as one arrow: ${what}`;
    const toggle = element(
      "button",
      { type: "button", class: "toggle", "aria-expanded": String(as === "hop"), "aria-label": label, tabindex: "-1" },
      as === "hop" ? "−" : "+",
    );
    toggle.addEventListener("click", () => {
      show(group, as === "hop" ? "arrow" : "hop");
      toggles
        .get(group)
        ?.find((one) => one.offsetParent !== null)
        ?.focus();
    });
    lines[at]?.prepend(toggle);
    toggles.set(group, [...(toggles.get(group) ?? []), toggle]);
  }

  function show(group: number, as: RowData["as"]): void {
    for (const [at, row] of rows.entries()) {
      const line = lines[at];
      if (row.group === group && line !== undefined) line.hidden = row.as !== as;
    }
    if (!isShown(active)) activate(firstOf(group));
    if (chosen !== null && !isShown(chosen)) choose(firstOf(group));
    say();
  }

  function firstOf(group: number): number {
    return rows.findIndex((row, at) => row.group === group && isShown(at));
  }

  /** Which of the two buttons for all is true. */
  function say(): void {
    const ways = new Set(groups.map((group) => rows[firstOf(group)]?.as));
    for (const button of choice?.querySelectorAll("button") ?? [])
      button.setAttribute("aria-pressed", String(ways.size === 1 && ways.has(button.dataset["show"] as RowData["as"])));
  }

  function choose(row: number | null): void {
    if (chosen !== null) {
      lines[chosen]?.classList.remove("current");
      steps[chosen]?.removeAttribute("aria-current");
    }
    const group = row === null ? null : (rows[row]?.group ?? null);
    if (row !== null && group !== null && !isShown(row)) show(group, rows[row]?.as ?? "hop");
    chosen = row;
    if (row === null) return;
    lines[row]?.classList.add("current");
    steps[row]?.setAttribute("aria-current", "step");
    activate(row);
    reveal(row);
  }

  /** Below the heads, and on a narrow screen with its text in view. */
  function reveal(row: number): void {
    const [line, text] = [lines[row], steps[row]?.querySelector("text")];
    const heads = byId("ladder").firstElementChild?.clientHeight ?? 0;
    const chart = byId("chart");
    if (line === undefined) return;
    const view = chart.getBoundingClientRect();
    const [box, words] = [line.getBoundingClientRect(), text?.getBoundingClientRect()];
    if (box.top < view.top + heads) chart.scrollTop -= view.top + heads - box.top + 8;
    else if (box.bottom > view.bottom - 8) chart.scrollTop += box.bottom - view.bottom + 40;
    if (words === undefined || (words.left >= view.left && words.right <= view.right)) return;
    chart.scrollLeft += (words.left + words.right) / 2 - (view.left + view.right) / 2;
  }

  /** One step, and its toggle, can be reached with the Tab key: the others with the arrow keys. */
  function activate(row: number): void {
    const focusable = (at: number, index: string) => {
      for (const button of lines[at]?.querySelectorAll("button") ?? []) button.setAttribute("tabindex", index);
    };
    focusable(active, "-1");
    active = Math.max(0, row);
    focusable(active, "0");
  }

  function shownOf(candidates: readonly number[]): number | null {
    return candidates.find(isShown) ?? candidates[0] ?? null;
  }

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const next = nextFor(event.key);
    if (next !== null) {
      event.preventDefault();
      onChoose(next);
      steps[next]?.focus({ preventScroll: true });
      return;
    }
    const group = rows[active]?.group ?? null;
    if (group === null || (event.key !== "+" && event.key !== "-")) return;
    event.preventDefault();
    show(group, event.key === "+" ? "hop" : "arrow");
    steps[active]?.focus({ preventScroll: true });
  }

  function nextFor(key: string): number | null {
    const shown = steps.flatMap((_, at) => (isShown(at) ? [at] : []));
    const at = shown.indexOf(active);
    switch (key) {
      case "ArrowDown":
        return shown[Math.min(at + 1, shown.length - 1)] ?? null;
      case "ArrowUp":
        return shown[Math.max(at - 1, 0)] ?? null;
      case "Home":
        return shown[0] ?? null;
      case "End":
        return shown.at(-1) ?? null;
    }
    return null;
  }
}
