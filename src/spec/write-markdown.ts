import type { Block, Clause } from "./clause.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { printSpans } from "./spans-of.ts";

/** Where the figure lies, seen from the clause. */
const FIGURE_FILE = "figure.svg";

/** A clause as Markdown: one block a line, an empty line between. Labels are literal text, never a list that would count anew. */
export function writeMarkdown(clause: Clause): string {
  return `${clause.blocks.flatMap(writeBlock).join("\n\n")}\n`;
}

function writeBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case "heading":
      return [`# ${escapeMarkdown(`${block.number} ${block.title}`.trim())}`];
    case "plain":
      return [escapeMarkdown(printSpans(block.spans))];
    case "precondition":
      return [labelled(block.label, printSpans(block.spans))];
    case "figure":
      return [`![${escapeMarkdown(block.description)}](${FIGURE_FILE})`, escapeMarkdown(block.caption)];
    case "paragraph":
    case "note":
      return [labelled(block.printed, printSpans(block.spans))];
  }
}

function labelled(label: string, text: string): string {
  return escapeMarkdown(`${label} ${text}`.trim());
}
