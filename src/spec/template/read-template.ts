import type { Root, RootContent } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { directive } from "micromark-extension-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { checkDirectives } from "./check-directives.ts";

/** A document with places for flows: Markdown in which lines such as `::flow{id=mmsc-transfer part=text}` name them. */
export interface Template {
  readonly kind: "template";
  /** As the user would type it. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly RootContent[];
}

/** Directives that are lines of their own: within a line `10:30` and `sip:alice` are words. */
function flowDirectives(this: Processor): void {
  const data = this.data();
  const { flow = {} } = directive();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { flow }];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), directiveFromMarkdown()];
}

// `3~5` and `6~8` in one sentence strike nothing out.
const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(flowDirectives);

/** @throws BadInput with the place of what no template can say */
export function readTemplate(text: string, file: string): Template {
  const root: Root = processor.parse(text);
  const template: Template = { kind: "template", file, text, blocks: root.children };
  checkDirectives(template);
  return template;
}
