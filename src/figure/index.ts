export type { DrawOptions } from "./figure-format.ts";
export { figureFormats } from "./formats.ts";
export { writeLadder } from "./ladder.ts";
export { layOut, pagesOf } from "./lay-out.ts";
export { writeMermaid } from "./mermaid.ts";
export { type LayOutOptions, parsePage, parseSize } from "./page.ts";
export { writeSvg } from "./svg.ts";
