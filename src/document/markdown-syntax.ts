import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

// `3~5` and `6~8` in one sentence strike nothing out.
const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false });

/** The syntax tree of Markdown as GitHub has it; null where the parser cannot cope: a few texts that nobody writes make it stumble. */
export function parseMarkdown(text: string): Root | null {
  try {
    return processor.parse(text);
  } catch {
    return null;
  }
}
