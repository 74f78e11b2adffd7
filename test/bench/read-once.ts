import { readFileSync } from "node:fs";
import { readDocumentFile } from "../../src/host/documents/read-documents.ts";

/** Reads a document and does nothing else with it: for `documents` and nobody else. */
export async function readOnce(path: string): Promise<void> {
  for await (const read of readDocumentFile(path, { cwd: process.cwd(), env: process.env })) if (read instanceof Error) throw read;
}

/** Markdown through remark-lint with none of its rules, the least that any choice of them takes: for `documents` and nobody else. */
export async function remarkOnce(path: string): Promise<void> {
  const [{ unified }, { default: parse }, { default: lint }] = await Promise.all([
    import("unified"),
    import("remark-parse"),
    import("remark-lint"),
  ]);
  const processor = unified().use(parse).use(lint);
  const text = readFileSync(path, "utf8");
  await processor.run(processor.parse(text), text);
}
