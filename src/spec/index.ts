export type { Block } from "./clause.ts";
export { clauseOf } from "./clause-of.ts";
export { specFormats } from "./formats.ts";
export { sentenceOf } from "./sentence-of.ts";
export { type StepRow, stepRowsOf } from "./step-rows.ts";
export { writeMarkdown } from "./write-markdown.ts";
