import type { Block, HtmlComment } from "../document/index.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Place } from "../model/place.ts";

/** A comment that says which findings are known and meant: `<!-- flowlint-disable-next-line step/no-gap -- step 4 comes with Rel-19 -->`. */
export interface Suppression {
  /** null: of every rule. */
  readonly rule: string | null;
  /** Lines, both included; without an end, to the end of the document. */
  readonly from: number;
  readonly to: number;
  /** The comment. */
  readonly place: Place;
  /** As it is written, without its brackets. */
  readonly quote: string;
}

const COMMENT = /^flowlint-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])(.*)$/su;

export interface Orders {
  readonly suppressions: readonly Suppression[];
  /** Comments to the linter that it does not understand. */
  readonly misspelt: readonly HtmlComment[];
}

/** What the comments of a document of Markdown tell the linter; what stands in a block of code is an example, and no comment. */
export function ordersIn(blocks: readonly Block[]): Orders {
  const found: Suppression[] = [];
  const misspelt: HtmlComment[] = [];
  let open: Suppression[] = [];
  const comments = [...commentsIn(blocks)].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  for (const comment of comments) {
    const { text, place } = comment;
    const [, order, words = ""] = COMMENT.exec(text) ?? [];
    if (order === undefined) {
      misspelt.push(comment);
      continue;
    }
    // After two hyphens stands the reason.
    const rules = (words.split(/\s--(?:\s|$)/u)[0] ?? "").split(/[\s,]+/u).filter((id) => id !== "");
    const quote = text.replace(/\s+/gu, " ");
    const { line } = place;
    // A comment may have several lines.
    const end = line + text.split("\n").length - 1;
    const of = (from: number, to: number): Suppression[] =>
      (rules.length === 0 ? [null] : rules).map((rule) => ({ rule, from, to, place, quote }));
    switch (order) {
      case "disable-line":
        found.push(...of(line, end));
        break;
      case "disable-next-line":
        found.push(...of(end + 1, end + 1));
        break;
      case "disable-file":
        found.push(...of(1, Number.POSITIVE_INFINITY));
        break;
      case "disable":
        open.push(...of(line, Number.POSITIVE_INFINITY));
        break;
      default: {
        const isEnded = ({ rule }: Suppression) => rules.length === 0 || (rule !== null && rules.includes(rule));
        found.push(...open.filter(isEnded).map((one) => ({ ...one, to: line })));
        open = open.filter((one) => !isEnded(one));
      }
    }
  }
  const suppressions = [...found, ...open].sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
  return { suppressions, misspelt };
}

function* commentsIn(blocks: readonly Block[]): Generator<HtmlComment> {
  for (const block of blocks) {
    switch (block.kind) {
      case "html-comment":
        if (block.text.startsWith("flowlint-")) yield block;
        break;
      case "table":
        for (const { cells } of block.rows) for (const cell of cells) yield* commentsIn(cell.blocks);
        break;
      case "figure":
        yield* commentsIn(block.blocks);
        break;
      case "paragraph":
      case "code":
    }
  }
}

/** The findings that no suppression names, and the suppressions that name no finding. */
export function suppress(
  diagnostics: readonly Diagnostic[],
  suppressions: readonly Suppression[],
): { readonly left: readonly Diagnostic[]; readonly unused: readonly Suppression[] } {
  if (suppressions.length === 0) return { left: diagnostics, unused: [] };
  const used = new Set<Suppression>();
  const left = diagnostics.filter(({ rule, place: { line } }) => {
    const fitting = suppressions.filter((one) => one.from <= line && line <= one.to && (one.rule === null || one.rule === rule));
    for (const one of fitting) used.add(one);
    return fitting.length === 0;
  });
  return { left, unused: suppressions.filter((one) => !used.has(one)) };
}
