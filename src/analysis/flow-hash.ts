import { createHash } from "node:crypto";
import type { Flow } from "../model/flow.ts";

/** SHA-256 of what a flow says, in hexadecimal; where its lines stand in their file does not matter. */
export function flowHash(flow: Flow): string {
  return createHash("sha256")
    .update(JSON.stringify(flow, (key, value) => (key === "place" ? undefined : value)))
    .digest("hex");
}
