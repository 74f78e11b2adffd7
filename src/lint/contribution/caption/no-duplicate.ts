import type { Caption } from "../../../contribution/index.ts";
import type { ContributionCheck } from "../rule.ts";

export const noDuplicate: ContributionCheck = {
  id: "caption/no-duplicate",
  *check({ captions }, { placeholders }) {
    const isOpen = (label: string) => label.split(/[.\-\s]/u).some((part) => placeholders.includes(part));
    const byLabel = new Map<string, Caption>();
    const byText = new Map<string, Caption>();
    for (const caption of captions) {
      const label = `${caption.of} ${caption.label.toLowerCase()}`;
      const text = `${caption.of} ${caption.text.toLowerCase()}`;
      const first = isOpen(caption.label) ? undefined : byLabel.get(label);
      const twin = caption.text.trim() === "" || /\bvoid\b/iu.test(caption.text) ? undefined : byText.get(text);
      const found = first ?? twin;
      if (!byLabel.has(label)) byLabel.set(label, caption);
      if (!byText.has(text)) byText.set(text, caption);
      if (found === undefined || (found.label !== caption.label && first === undefined && isContinued(caption.text))) continue;
      const what = first === undefined ? `caption "${caption.text}"` : `label "${caption.label}"`;
      // The same label and the same words: one picture shown twice, before and after a change, or over two pages.
      const isSame = first !== undefined && first.text.toLowerCase() === caption.text.toLowerCase();
      if (isSame || isContinued(caption.text)) continue;
      yield {
        place: caption.place,
        clause: caption.clause,
        quote: first === undefined ? caption.text : `${caption.of === "figure" ? "Figure" : "Table"} ${caption.label}`,
        reason: `Unexpected second ${caption.of} with the ${what}, expected one of its own`,
        ...(first === undefined ? { severity: "info" as const } : {}),
        related: [{ message: `The first one stands here`, place: found.place }],
      };
    }
  },
};

function isContinued(text: string): boolean {
  return /\b(?:continued|concluded|cont\.|part \d|sheet \d|\d of \d)/iu.test(text);
}
