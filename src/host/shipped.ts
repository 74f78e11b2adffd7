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

/** The file of a face that comes with the tool, as wide as Arial: there once it has been built. */
export function fontFile(face: "regular" | "bold"): string {
  return join(toolFolder(), "dist", "fonts", `Arimo-${face === "regular" ? "Regular" : "Bold"}.ttf`);
}
