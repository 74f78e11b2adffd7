export { figureFormats } from "./formats.ts";
export { writeLadder } from "./ladder.ts";
export { layOut } from "./lay-out.ts";
export { writeMermaid } from "./mermaid.ts";
export { writeSvg } from "./svg.ts";
