import { inlinesOf } from "../../passages.ts";
import { flowRule } from "../../rule.ts";

export const consistentName = flowRule({
  meta: {
    id: "participant/consistent-name",
    summary: "Prose calls a participant by its name, spelt as it is declared",
    severity: "warning",
    source: null,
    rationale:
      "Two spellings of one name are read as two participants. Put the participant itself into the text, and its name is always right.",
  },
  *check(flow) {
    // A single plain word may be an ordinary word: only names that stand out are looked for.
    const names = flow.participants.map(({ name }) => name).filter((name) => /[\s\d\-/]/.test(name));
    if (names.length === 0) return;
    const spelt = new Map(names.map((name) => [normal(name), name]));
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${names.map(loose).join("|")})(?![\\p{L}\\p{N}]|-\\p{L})`, "giu");
    for (const { inline, passage } of inlinesOf(flow, "text")) {
      for (const [found] of inline.value.matchAll(pattern)) {
        const name = spelt.get(normal(found));
        if (name === undefined || found === name || found === capital(name)) continue;
        const { place, steps } = passage;
        // Whoever reads it knows who is meant.
        yield {
          severity: "info",
          place,
          steps,
          quote: found,
          reason: `Unexpected spelling "${found}", expected "${name}"`,
          expected: name,
        };
      }
    }
  },
});

const BETWEEN = /[\s\u00a0\-\u2010-\u2015/_]+/u;

/** As a pattern that forgives case, spaces and hyphens. */
function loose(name: string): string {
  return name
    .split(BETWEEN)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("[\\s\\u00a0\\-\\u2010-\\u2015/_]*");
}

function normal(name: string): string {
  return name.toLowerCase().split(BETWEEN).join("");
}

/** As at the beginning of a sentence. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
