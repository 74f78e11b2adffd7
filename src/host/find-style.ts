import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { FigureStyle } from "../model/figure-style.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";
import { parseJson } from "./files/parse-json.ts";
import { readText } from "./files/read-file.ts";
import { toolFolder } from "./tool/shipped.ts";

/** Where styles lie, in the user's own folder and in that of the tool. */
const FOLDER = "templates/styles";

/**
 * A house style by its name or by the path of its file; the user's own `templates/styles` wins.
 *
 * @throws BadInput with the styles there are, or what is wrong with the file
 */
export async function findStyle(name: string, cwd: string): Promise<FigureStyle> {
  const file = fileOf(name, cwd);
  const { parseFigureStyle } = await import("../model/schema.ts");
  return parseFigureStyle(await parseJson(readText(file, cwd, "style"), file), name);
}

function fileOf(name: string, cwd: string): string {
  if (name.endsWith(".json") || name.includes("/")) return name;
  const own = resolve(cwd, FOLDER);
  const shipped = join(toolFolder(), FOLDER);
  for (const folder of [own, shipped]) if (stylesIn(folder).includes(name)) return join(folder, `${name}.json`);
  const names = [...new Set([...stylesIn(own), ...stylesIn(shipped)])].sort();
  throw new BadInput(`there is no style "${name}"`, { remedy: namesInstead(name, names, "styles") });
}

function stylesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -5)] : []));
  } catch {
    return [];
  }
}
