export type { ClauseBlock } from "./clause.ts";
export { clauseOf } from "./clause-of.ts";
export { type SpecFormat, specFormats } from "./formats.ts";
export type { Manuscript } from "./manuscript.ts";
export { manuscriptOf } from "./manuscript-of.ts";
export { procedureManuscript } from "./procedure-blocks.ts";
export { sentenceOf } from "./sentence-of.ts";
export { type StepRow, stepRowsOf } from "./step-rows.ts";
export { writeMarkdown } from "./write-markdown.ts";
