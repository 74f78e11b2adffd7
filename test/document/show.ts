import { type Block, type DocumentTree, type ReadDocument, readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/documents/read-documents.ts";
import { type WordParts, wordFile } from "./word-file.ts";

/** As on any machine where nobody has LibreOffice. */
const tools = documentTools({ CALLFLOW_SOFFICE: "" });

export function readBytes(bytes: Uint8Array, file: string): Promise<ReadDocument> {
  return readDocument(bytes, { file, tools });
}

export function readString(text: string, file: string): Promise<ReadDocument> {
  return readBytes(new TextEncoder().encode(text), file);
}

export function readWord(parts: WordParts | string, file = "a.docx"): Promise<ReadDocument> {
  return readBytes(wordFile(typeof parts === "string" ? { body: parts } : parts), file);
}

/** Every block on a line: number and text, and what else is asked for. */
export function show(tree: DocumentTree | null, extra: (block: Block) => string = () => ""): readonly string[] {
  const lines: string[] = [];
  const walk = (blocks: readonly Block[], indentation: string) => {
    for (const block of blocks) {
      const more = extra(block);
      const line = (text: string) => lines.push(`${indentation}${more === "" ? "" : `${more}: `}${text}`);
      switch (block.kind) {
        case "paragraph":
          line(`${block.label === null ? "" : `[${block.label}] `}${block.text}`);
          break;
        case "table":
          for (const { cells, change } of block.rows) {
            line(`row${change === "none" ? "" : ` ${change}`}`);
            for (const { blocks } of cells) {
              lines.push(`${indentation}  cell`);
              walk(blocks, `${indentation}    `);
            }
          }
          break;
        case "figure":
          line(`figure ${block.alt}`.trim());
          walk(block.blocks, `${indentation}  `);
          break;
        case "code":
          line(`code ${block.language} ${JSON.stringify(block.text)}`);
          break;
        case "html-comment":
          line(`<!-- ${block.text} -->`);
      }
    }
  };
  walk(tree?.blocks ?? [], "");
  return lines;
}

export const roles = (block: Block): string => (block.kind === "paragraph" ? `${block.role}${block.level ?? ""}` : "");
export const changes = (block: Block): string => (block.kind === "paragraph" || block.kind === "figure" ? block.change : "");
