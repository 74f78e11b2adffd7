import { createHash } from "node:crypto";
import type { Flow } from "../model/flow.ts";

const hashes = new WeakMap<Flow, string>();

/** SHA-256 of what a flow says, in hexadecimal; where its lines stand in their file does not matter. */
export function flowHash(flow: Flow): string {
  const known = hashes.get(flow);
  if (known !== undefined) return known;
  const text = JSON.stringify(flow, (key, value) => (key === "place" ? undefined : value));
  const hash = createHash("sha256").update(text).digest("hex");
  hashes.set(flow, hash);
  return hash;
}
