export type { DrawOptions, FigureFormat } from "./figure-format.ts";
export { figureFormats } from "./formats.ts";
export { type LadderOptions, writeLadder } from "./ladder.ts";
export { layOut } from "./lay-out.ts";
export { writeMermaid } from "./mermaid.ts";
export type { Scene } from "./scene.ts";
export type { View } from "./step-rows.ts";
export { writeSvg } from "./svg.ts";
