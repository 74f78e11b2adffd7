import { createHash } from "node:crypto";

/** By which a part is known again as it was generated; short, since it stands in a document that people read. */
export function sumOf(content: string): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 12);
}
