import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Violation } from "../../model/wrong.ts";

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

/** The script and the style of a page of HTML. */
export function pageAssets(): { readonly script: string; readonly style: string } {
  const read = (name: string) => {
    const text = shippedText(`dist/page/${name}`);
    if (text === null) throw new Violation(`dist/page/${name} is missing: the tool has not been built`);
    return text;
  };
  return { script: read("page.js"), style: read("style.css") };
}

/** The file of a face that comes with the tool, as wide as Arial: there once it has been built. */
export function fontFile(face: "regular" | "bold"): string {
  return join(toolFolder(), "dist", "fonts", `Arimo-${face === "regular" ? "Regular" : "Bold"}.ttf`);
}
