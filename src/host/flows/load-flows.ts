import { extname, resolve } from "node:path";
import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import { parseJson } from "../files/parse-json.ts";
import { type ModuleLoader, moduleLoader, type Surroundings } from "../modules/load-module.ts";
import { flowEndings } from "./file-names.ts";
import { diskSource, type FileSource } from "./file-source.ts";
import { readPins } from "./numbers-file.ts";

/** A flow and the file it was loaded from, as the user would type it. */
export interface LoadedFlow {
  readonly flow: Flow;
  readonly file: string;
}

/**
 * The one door through which flows come in: those of the files, in their order, each file's default export first.
 *
 * @param parts more files, which may be only parts of flows and export none
 * @throws BadInput where a file cannot be loaded, has no flow, or an id is used twice
 */
export async function loadFlows(
  files: readonly string[],
  surroundings: Surroundings,
  parts: readonly string[] = [],
): Promise<readonly LoadedFlow[]> {
  const source = surroundings.source ?? diskSource(surroundings.cwd);
  const loader = moduleLoader({ ...surroundings, source });
  const loaded: LoadedFlow[] = [];
  const named = new Set(files.map((file) => resolve(surroundings.cwd, file)));
  for (const path of new Set([...named, ...parts.map((file) => resolve(surroundings.cwd, file))])) {
    loaded.push(...(await flowsIn(path, loader, { ...surroundings, source }, named.has(path))));
  }
  refuseTwins(loaded);
  return loaded;
}

type Sourced = Surroundings & { readonly source: FileSource };

async function flowsIn(path: string, loader: ModuleLoader, surroundings: Sourced, mustHave: boolean): Promise<readonly LoadedFlow[]> {
  const { source } = surroundings;
  const file = source.shown(path);
  if (extname(path) === ".json") {
    const value = await parseJson(source.read(path, "flow file"), file);
    return mustHave || isFlow(value) ? [{ flow: await flowOf(value, file), file }] : [];
  }
  if (!flowEndings.includes(extname(path))) {
    if (!source.isFile(path)) throw new BadInput(`there is no ${file}`, { remedy: "Name a flow file, or a folder of them" });
    throw new BadInput(`${file} is no flow file`, { remedy: `The name of a flow file ends in ${flowEndings.join(" or ")}` });
  }
  const { default: main, ...others } = await loader.load(path);
  const flows = [...new Set([main, ...Object.values(others)])].filter(isFlow);
  if (flows.length > 0) {
    const { isAsDefined } = await import("../../dsl/define-flow.ts");
    return Promise.all(
      flows.map(async (flow) => ({ flow: await frozen(isAsDefined(flow) ? flow : await flowOf(flow, file), path, surroundings), file })),
    );
  }
  if (!mustHave) return [];
  throw new BadInput("this file exports no flow", {
    place: { file, line: 1, column: 1 },
    remedy: "Export one with `export default defineFlow(…)`; move what is only imported by flows into a folder of its own",
  });
}

/** A published flow keeps its numbers. */
async function frozen(flow: Flow, path: string, { source, renumber }: Sourced): Promise<Flow> {
  if (flow.published === undefined || renumber === "all" || renumber?.has(flow.id) === true) return flow;
  const pins = await readPins(flow, path, source);
  return pins === null ? flow : (await import("../../analysis/frozen/keep-numbers.ts")).keepNumbers(flow, pins);
}

async function flowOf(value: unknown, file: string): Promise<Flow> {
  const { parseFlow } = await import("../../model/schema.ts");
  try {
    return parseFlow(value);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(error.message, { place: { file, line: 1, column: 1 }, remedy: error.remedy });
  }
}

function isFlow(value: unknown): value is Flow {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "flow";
}

/** @throws BadInput where two flows have one id */
export function refuseTwins(loaded: readonly LoadedFlow[]): void {
  const first = new Map<string, LoadedFlow>();
  for (const each of loaded) {
    const { id, place } = each.flow;
    const twin = first.get(id);
    if (twin !== undefined) {
      const where = twin.file === each.file ? `line ${twin.flow.place.line}` : twin.file;
      throw new BadInput(`the flow id "${id}" is used already, in ${where}`, {
        place: { ...place, file: each.file },
        remedy: "Give each flow an id of its own",
      });
    }
    first.set(id, each);
  }
}
