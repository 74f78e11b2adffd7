import type { Flow, Paragraph } from "../model/flow.ts";
import { compareNumbers, firstOf, follows, printLabel, rangeOf, type StepNumber } from "../model/step-label.ts";
import type { NumberedParagraph } from "./clause.ts";

/** The numbers that belong to no step any more, by the paragraph that they follow; null for the beginning (3GPP TR 21.801: a number is not used again). */
export function voidBlocks(flow: Flow): ReadonlyMap<Paragraph | null, readonly NumberedParagraph[]> {
  const runs = new Map<Paragraph | null, StepNumber[][]>();
  for (const number of flow.published?.voids ?? []) {
    const after = flow.paragraphs.findLast(({ label }) => compareNumbers(firstOf(label), number) < 0) ?? null;
    const here = runs.get(after) ?? [];
    const last = here.at(-1)?.at(-1);
    if (last !== undefined && follows(last, number)) here.at(-1)?.push(number);
    else here.push([number]);
    runs.set(after, here);
  }
  return new Map([...runs].map(([after, here]) => [after, here.flatMap((run) => blockOf(run, flow))]));
}

function blockOf(run: readonly StepNumber[], { numbering: { sign, end } }: Flow): readonly NumberedParagraph[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined) return [];
  const label = rangeOf(first, last);
  const printed = `${printLabel(label, sign)}${end}`;
  return [{ kind: "paragraph", id: `void-${printLabel(label)}`, label, printed, spans: [{ kind: "text", value: "Void." }] }];
}
