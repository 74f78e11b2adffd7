export { generatedPart } from "../generated-part.ts";
export { fillTemplate } from "./fill-template.ts";
export { flowsIn } from "./filling.ts";
export { readTemplate } from "./read-template.ts";
