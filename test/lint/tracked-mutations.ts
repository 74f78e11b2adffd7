import { type Contribution, compareUnits, type RecoveredFlow, type RecoveredStep } from "../../src/contribution/index.ts";
import type { ReadDocument } from "../../src/document/index.ts";
import { readWord } from "../document/show.ts";
import { del, ins, mark, p, styled, t } from "../document/word-file.ts";

/** A flow as a Word file in which one step is deleted by a tracked change. */
export interface TrackedMutant {
  readonly read: ReadDocument;
  readonly what: string;
}

/** What to do with the numbers behind the deleted step. */
export type Numbers = "renumbered" | "left";

/** A step deleted that another, later one is cited behind: `renumbered`, so that the reference is stale, or with a gap. */
export async function* trackedMutants({ flows, references }: Contribution, numbers: Numbers): AsyncGenerator<TrackedMutant> {
  for (const flow of flows) {
    const steps = numbered(flow);
    if (steps.length < 4) continue;
    const cited = references.filter(
      ({ target, scope, isDoubtful, step, flow: own }) =>
        target === "step" && scope.kind === "flow" && !isDoubtful && own === flow && step !== null && steps.includes(step),
    );
    // Deleted is the one in front of what is cited.
    const [reference] = cited.filter(({ spans: [span] }) => (span?.first.numbers[0] ?? 0) > 2);
    const first = reference?.spans[0]?.first;
    const at = numbers === "left" ? Math.floor(steps.length / 2) : first === undefined ? -1 : (first.numbers[0] ?? 0) - 2;
    const gone = steps[at];
    if (gone === undefined || at < 1 || reference?.step === gone) continue;
    // A reference to what is gone is another mistake.
    if (cited.some(({ spans }) => spans.some((span) => [span.first, span.last].some((unit) => unit.numbers[0] === at + 1)))) continue;
    const body = p("5.2\tFlow", styled("Heading2")) + steps.map((step, index) => paragraphsOf(step, index, at, numbers)).join("");
    yield { read: await readWord({ body }), what: `${flow.clause?.number} without step ${at + 1}` };
  }
}

/** Its steps where they are 1, 2, 3, each in a paragraph of its own. */
function numbered({ steps }: RecoveredFlow): readonly RecoveredStep[] {
  const isPlain = ({ label, piece }: RecoveredStep, at: number) => {
    const [span, ...more] = label.spans;
    const unit = { prefix: "", numbers: [at + 1], letter: "", primes: 0 };
    return (
      span !== undefined &&
      more.length === 0 &&
      compareUnits(span.first, unit) === 0 &&
      compareUnits(span.last, unit) === 0 &&
      steps.filter((each) => each.piece === piece).length === 1
    );
  };
  return steps.every(isPlain) ? steps : [];
}

function paragraphsOf({ passages }: RecoveredStep, index: number, gone: number, numbers: Numbers): string {
  const [text = "", ...more] = passages.map(({ paragraph, from }) => paragraph.text.slice(from));
  const below = more.map((each) => (index === gone ? p(del(each), mark("del")) : p(t(each)))).join("");
  if (index === gone) return p(del(`${index + 1}.\t${text}`), styled("B1") + mark("del")) + below;
  const isMoved = numbers === "renumbered" && index > gone;
  const label = isMoved ? `${del(String(index + 1))}${ins(t(String(index)))}` : t(String(index + 1));
  return p(`${label}${t(`.\t${text}`)}`, styled("B1")) + below;
}
