import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of real inputs, which stands beside the checkout, or where CALLFLOW_SHARED says. @returns null where it is absent. */
export function sharedFolder(): string | null {
  const folder = process.env["CALLFLOW_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url));
  return existsSync(folder) ? folder : null;
}
