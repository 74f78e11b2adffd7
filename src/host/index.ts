/** Everything that touches the machine. */

export { namesInstead } from "../model/nearest-name.ts";
export { type MermaidRenderer, openMermaid } from "./browser/open-mermaid.ts";
export { cacheIn, openCache } from "./cache.ts";
export { compareFiles } from "./compare-files.ts";
export { createFile } from "./create-file.ts";
export { diskSource } from "./file-source.ts";
export { contentsOf } from "./find-documents.ts";
export { allFlows, type FlowFolder, findFlow, findFlows, flowFilesBelow, flowFilesIn, flowsIfAny, shippedFlowFile } from "./find-flows.ts";
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
export { findVersion } from "./find-version.ts";
export { generatedDocuments, generatedFolders } from "./generated-files.ts";
export { keepCode } from "./keep-code.ts";
export { flowEndings, type LoadedFlow, loadFlows } from "./load-flows.ts";
export { loadLintConfig } from "./load-lint-config.ts";
export { numbersFile, readPins } from "./numbers-file.ts";
export { documentTools } from "./read-documents.ts";
export { readBytes, readBytesIfAny, readText, reasonOf, shownPath } from "./read-file.ts";
export { refuseReadOnly } from "./refuse-read-only.ts";
export { renderPdf } from "./render-pdf.ts";
export { renderPng } from "./render-png.ts";
export { pageAssets, shippedText } from "./shipped.ts";
export { refuseStrangers } from "./trust.ts";
export { type Content, openBatch, writeFiles } from "./write-files.ts";
