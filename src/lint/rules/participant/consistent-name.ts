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
    const normals = names.map(normal);
    const patterns = new Map<string, RegExp>();
    for (const { inline, passage } of inlinesOf(flow, "text")) {
      const text = normal(inline.value);
      for (const [at, name] of names.entries()) {
        if (!text.includes(normals[at] ?? name)) continue;
        const pattern = patterns.get(name) ?? loose(name);
        patterns.set(name, pattern);
        for (const [found] of inline.value.matchAll(pattern)) {
          if (found === name || found === capital(name)) continue;
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
    }
  },
});

const BETWEEN = /[\s\u00a0\-\u2010-\u2015/_]+/;

/** Finds a name whatever its case, spaces and hyphens, as a word of its own. */
function loose(name: string): RegExp {
  const words = name.split(BETWEEN).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}-])${words.join("[\\s\\u00a0\\-\\u2010-\\u2015/_]*")}(?![\\p{L}\\p{N}]|-\\p{L})`, "giu");
}

function normal(name: string): string {
  return name.toLowerCase().split(BETWEEN).join("");
}

/** As at the beginning of a sentence. */
function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
