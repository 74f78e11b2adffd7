import type { DocumentPlace } from "../../document/index.ts";
import { nearestName } from "../../model/nearest-name.ts";
import type { Place } from "../../model/place.ts";
import type { Orders, Suppression } from "../suppressions.ts";
import type { ContributionFinding } from "./rule.ts";

const orders = ["disable-next-line", "disable-line", "disable", "enable", "disable-file"].map((order) => `flowlint-${order}`);

/**
 * What is wrong with the comments that suppress findings.
 *
 * @param unused those that have suppressed nothing
 * @param rules the ids of all
 * @param isApplied whether a rule was applied: whether one that was not would have found something, nobody knows
 */
export function* wrongOrders(
  { misspelt, suppressions }: Orders,
  unused: readonly Suppression[],
  rules: readonly string[],
  isApplied: (rule: string) => boolean,
): Generator<ContributionFinding> {
  for (const { text, place } of misspelt) {
    const [order = ""] = text.split(/\s/u);
    const expected = nearestName(order, orders);
    yield {
      place,
      quote: order,
      reason: `Unexpected ${order}, expected ${expected ?? orders.join(", ")}`,
      ...(expected === null ? {} : { expected }),
    };
  }
  for (const { rule, place } of suppressions) {
    if (rule === null || rules.includes(rule)) continue;
    const expected = nearestName(rule, rules);
    yield {
      place: inText(place),
      quote: rule,
      reason: `Unexpected rule ${rule} in a suppression, expected ${expected ?? "the id of a rule"}`,
      ...(expected === null ? {} : { expected }),
    };
  }
  for (const one of unused) {
    if (one.rule !== null && (!rules.includes(one.rule) || !isApplied(one.rule))) continue;
    const reason = `Unexpected suppression${one.rule === null ? "" : ` of ${one.rule}`}, expected a finding ${whereOf(one)}`;
    yield { place: inText(one.place), quote: one.quote, reason };
  }
}

function whereOf({ from, to }: Suppression): string {
  if (from === to) return `on line ${from}`;
  if (to !== Number.POSITIVE_INFINITY) return `on lines ${from} to ${to}`;
  return from === 1 ? "in the document" : `from line ${from} on`;
}

function inText(place: Place): DocumentPlace {
  return { ...place, wordParagraph: null };
}
