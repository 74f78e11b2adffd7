import { resolve } from "node:path";
import { pinsOf, writePins } from "../../analysis/frozen/pins.ts";
import { diskSource, type LoadedFlow, numbersFile, readPins } from "../../host/index.ts";

/**
 * The files that keep the numbers of published flows, by path: what a version was published with stays; a new version keeps the numbers
 * that the flow has by then.
 *
 * @param isNew whether a flow is numbered anew
 */
export async function numbersFiles(
  loaded: readonly LoadedFlow[],
  cwd: string,
  isNew: (id: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { flow, file } of loaded) {
    const pins = pinsOf(flow);
    if (pins === null || file.endsWith(".json")) continue;
    const before = isNew(flow.id) ? null : await readPins(flow, resolve(cwd, file), diskSource(cwd));
    files.set(numbersFile(flow, file), writePins(before?.published === pins.published ? before : pins));
  }
  return files;
}
