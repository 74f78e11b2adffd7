/** Everything that touches the machine. */

export { type MermaidRenderer, openMermaid } from "./browser/open-mermaid.ts";
export { contentsOf } from "./documents/find-documents.ts";
export { documentTools } from "./documents/read-documents.ts";
export { compareFiles } from "./files/compare-files.ts";
export { createFile } from "./files/create-file.ts";
export { generatedDocuments, generatedFolders } from "./files/generated-files.ts";
export { readBytes, readBytesIfAny, readText, reasonOf, shownPath } from "./files/read-file.ts";
export { refuseReadOnly } from "./files/refuse-read-only.ts";
export { type Content, openBatch, writeFiles } from "./files/write-files.ts";
export { findStyle } from "./find-style.ts";
export {
  allTemplates,
  isShipped,
  isTemplatePath,
  type TemplateFile,
  templateAt,
  templateFolder,
  templatesIn,
  templateText,
} from "./find-templates.ts";
export { flowEndings, namesFile } from "./flows/file-names.ts";
export { diskSource } from "./flows/file-source.ts";
export {
  allFlows,
  type FlowFolder,
  findFlow,
  findFlows,
  flowFilesBelow,
  flowFilesIn,
  flowsIfAny,
  shippedFlowFile,
} from "./flows/find-flows.ts";
export { findVersion } from "./flows/find-version.ts";
export { type LoadedFlow, loadFlows } from "./flows/load-flows.ts";
export { numbersFile, readPins } from "./flows/numbers-file.ts";
export { refuseStrangers } from "./flows/trust.ts";
export { loadLintConfig } from "./load-lint-config.ts";
export { renderPdf } from "./render-pdf.ts";
export { renderPng } from "./render-png.ts";
export { cacheIn, openCache } from "./tool/cache.ts";
export { keepCode } from "./tool/keep-code.ts";
export { pageAssets, shippedText } from "./tool/shipped.ts";
