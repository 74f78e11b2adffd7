/** `DocumentTree` → the flows a reviewer finds in it, and what refers to what. */

export type * from "./contribution.ts";
export { isDiscriminator, keyOf, tokensOf } from "./names.ts";
export { ownWords } from "./own-words.ts";
export * from "./printed-label.ts";
export { recoverContribution } from "./recover.ts";
