export type { Block, Clause, FigureBlock, Heading, NoteBlock, NumberedParagraph, Plain, PreconditionBlock, Span } from "./clause.ts";
export { clauseOf } from "./clause-of.ts";
export { type SpecFormat, specFormats } from "./formats.ts";
export { sentenceOf } from "./sentence-of.ts";
export { type StepRow, stepRowsOf } from "./step-rows.ts";
export { writeMarkdown } from "./write-markdown.ts";
