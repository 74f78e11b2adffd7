/** Bytes of somebody's document → `DocumentTree`. */

export { type Archive, WITHOUT_PASSWORD } from "./archive.ts";
export { openCompound } from "./compound-file.ts";
export { kindOfContent } from "./kind-of-content.ts";
export { type ConvertedDoc, type DocumentTools, readArchive, readDocument, readDocuments } from "./read-document.ts";
export {
  type Block,
  type CodeBlock,
  type DocumentPlace,
  type DocumentTree,
  type HtmlComment,
  type Paragraph,
  paragraphsOf,
  placeAt,
  type ReadDocument,
  type TableRow,
} from "./tree.ts";
