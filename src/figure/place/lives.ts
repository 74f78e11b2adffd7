import type { Lifelines } from "../columns/lifelines.ts";
import { cornersOf, type Line, type Mark, type Part, type Shape } from "../scene.ts";
import { BAR_HALF, CROSS, SHORTEST_BAR } from "./distances.ts";

/** One lifeline while rows are placed. */
interface Life {
  /** Where it begins on this page; null where it does not exist now. */
  since: number | null;
  /** Where its bar begins on this page; null where it is idle. */
  activeSince: number | null;
  /** How many activations overlap now. */
  depth: number;
}

/** Which lifelines exist and are active, as rows are placed from top to bottom and from page to page. */
export class Lives {
  readonly #lines: Lifelines;
  readonly #lives: readonly Life[];
  readonly #marks: Mark[] = [];
  readonly #bars: Shape[] = [];

  /** @param tops where those that are there begin @param before as the last page has left them; null at the beginning */
  constructor(lines: Lifelines, tops: readonly number[], before: Lives | null, created: ReadonlySet<string>) {
    this.#lines = lines;
    this.#lives = lines.columns.map(({ participant }, index) => {
      const life = before === null ? undefined : before.#lives[index];
      const top = tops[index] ?? 0;
      if (life === undefined) return { since: created.has(participant) ? null : top, activeSince: null, depth: 0 };
      return { since: life.since === null ? null : top, activeSince: life.activeSince === null ? null : top, depth: life.depth };
    });
  }

  exists(index: number): boolean {
    return this.#lives[index]?.since !== null;
  }

  isActive(participant: string): boolean {
    return this.#of(participant)?.activeSince != null;
  }

  /** @param y where its head ends */
  create(participant: string, y: number): void {
    const life = this.#of(participant);
    if (life !== undefined) life.since = y;
  }

  start(participant: string, y: number): void {
    const life = this.#of(participant);
    if (life === undefined) return;
    life.depth += 1;
    life.activeSince ??= y;
  }

  stop(participant: string, y: number): void {
    const life = this.#of(participant);
    if (life === undefined || life.depth === 0) return;
    life.depth -= 1;
    if (life.depth === 0) this.#bar(participant, life, y);
  }

  /** @param y where the middle of its cross is */
  end(participant: string, y: number): void {
    const life = this.#of(participant);
    const x = this.#x(participant);
    if (life === undefined || life.since === null) return;
    this.#bar(participant, life, y);
    this.#line(x, life.since, y);
    for (const slope of [1, -1]) {
      const points = [
        { x: x - CROSS, y: y - slope * CROSS },
        { x: x + CROSS, y: y + slope * CROSS },
      ];
      this.#marks.push({ kind: "line", role: "end", points });
    }
    Object.assign(life, { since: null, depth: 0 });
  }

  /**
   * Everything of this page, whose lifelines reach down to their heads or to the end of the page.
   * @param goesOn on another page: a bar that is not over is open at its lower end
   */
  finish(bottomOf: (index: number) => number, goesOn: boolean): readonly Part[] {
    for (const [index, life] of this.#lives.entries()) {
      const bottom = bottomOf(index);
      const participant = this.#lines.columns[index]?.participant ?? "";
      if (life.since !== null) this.#line(this.#lines.xs[index] ?? 0, life.since, bottom);
      const { activeSince } = life;
      this.#bar(participant, life, bottom, goesOn);
      // The next page goes on with it.
      life.activeSince = activeSince;
    }
    const none = { kind: "part", id: null, title: null, step: null } as const;
    const lifelines: Part = { ...none, role: "lifelines", marks: this.#marks };
    return this.#bars.length === 0 ? [lifelines] : [lifelines, { ...none, role: "activation", marks: this.#bars }];
  }

  #of(participant: string): Life | undefined {
    return this.#lives[this.#lines.at.get(participant) ?? -1];
  }

  #x(participant: string): number {
    return this.#lines.xs[this.#lines.at.get(participant) ?? 0] ?? 0;
  }

  #line(x: number, top: number, bottom: number): void {
    const line: Line = {
      kind: "line",
      role: "lifeline",
      points: [
        { x, y: top },
        { x, y: bottom },
      ],
    };
    this.#marks.push(line);
  }

  #bar(participant: string, life: Life, bottom: number, isOpen = false): void {
    if (life.activeSince === null) return;
    const height = Math.max(bottom - life.activeSince, SHORTEST_BAR);
    const box = { x: this.#x(participant) - BAR_HALF, y: bottom - height, width: 2 * BAR_HALF, height };
    const [leftTop, rightTop, rightBottom, leftBottom] = cornersOf(box);
    this.#bars.push(
      isOpen
        ? { kind: "shape", role: "activation", points: [leftBottom, leftTop, rightTop, rightBottom], open: true }
        : { kind: "shape", role: "activation", points: [leftTop, rightTop, rightBottom, leftBottom] },
    );
    life.activeSince = null;
  }
}
