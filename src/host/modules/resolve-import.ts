import { dirname, extname, join, resolve } from "node:path";
import type { Place } from "../../model/place.ts";
import { BadInput } from "../../model/wrong.ts";
import { isWithin } from "../files/within.ts";
import type { FileSource } from "../flows/file-source.ts";

const MODULE_ENDINGS = [".ts", ".js", ".json"];

/** The folder whose files a flow file may import: the nearest one with a package.json, else where the user stands or the file lies. */
export function projectOf(path: string, cwd: string, { isFile }: FileSource): string {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if (isFile(join(directory, "package.json"))) return directory;
    if (directory === dirname(directory)) return isWithin(path, cwd) ? cwd : dirname(path);
  }
}

/**
 * The file that a relative import means.
 *
 * @throws BadInput at `place` where there is none, or where the import means something else
 */
export function resolveImport(specifier: string, importer: string, project: string, place: Place, { isFile }: FileSource): string {
  if (!/^\.\.?\//u.test(specifier)) {
    throw new BadInput(`cannot import "${specifier}"`, {
      place,
      remedy: 'A flow file imports "callflow", "callflow/sip" and relative files of its own project ("./…")',
    });
  }
  const path = resolve(dirname(importer), specifier);
  const target = [path, path.replace(/\.js$/u, ".ts")].find(isFile);
  if (target === undefined) {
    const meant = MODULE_ENDINGS.map((ending) => specifier + ending).find((each) => isFile(resolve(dirname(importer), each)));
    throw new BadInput(`there is no file "${specifier}"`, { place, remedy: meant === undefined ? "" : `Did you mean "${meant}"?` });
  }
  if (!isWithin(target, project)) throw new BadInput(`"${specifier}" lies outside the project of this flow file`, { place });
  if (!MODULE_ENDINGS.includes(extname(target))) {
    throw new BadInput(`cannot import "${specifier}"`, {
      place,
      remedy: `A flow file imports files that end in ${MODULE_ENDINGS.join(", ")}`,
    });
  }
  return target;
}
