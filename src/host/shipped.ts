import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the tool itself: of the clone, or of the installed package. */
export function toolFolder(): string {
  let directory = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(directory, "package.json")) && dirname(directory) !== directory) directory = dirname(directory);
  return directory;
}

/** A text that comes with the tool; null where it is not there, as before the first build. */
export function shippedText(path: string): string | null {
  try {
    return readFileSync(join(toolFolder(), path), "utf8");
  } catch {
    return null;
  }
}
