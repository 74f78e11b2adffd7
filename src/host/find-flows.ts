import { readdirSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";
import { flowEndings, type LoadedFlow, loadFlows, refuseTwins } from "./load-flows.ts";
import type { Surroundings } from "./load-module.ts";
import { reasonOf } from "./read-file.ts";

/** Where flows are looked for by their ids. */
export interface FlowFolder extends Surroundings {
  /** As the user would type it. */
  readonly folder: string;
}

/** Every flow of the folder, ordered by file name. */
export async function allFlows(folder: FlowFolder): Promise<readonly LoadedFlow[]> {
  return loadFlows(flowFilesIn(folder.folder, folder.cwd), folder);
}

/**
 * Flows by their ids, then those of files by their paths; all of the folder where none is named.
 *
 * @throws BadInput with the names there are
 */
export async function findFlows(names: readonly string[], folder: FlowFolder): Promise<readonly LoadedFlow[]> {
  if (names.length === 0) return allFlows(folder);
  const known = names.every(isPath) ? [] : await allFlows(folder);
  const byId = names.filter((name) => !isPath(name)).map((id) => withId(id, known, folder));
  const byPath = await loadFlows(names.filter(isPath), folder);
  const found = [...new Map([...byId, ...byPath].map((each) => [`${each.file} ${each.flow.id}`, each])).values()];
  refuseTwins(found);
  return found;
}

/** The one flow of that name. */
export async function findFlow(name: string, folder: FlowFolder): Promise<LoadedFlow> {
  const found = await findFlows([name], folder);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const ids = found.map(({ flow }) => flow.id).join(", ");
  throw new BadInput(`${name} has several flows: ${ids}`, { remedy: "Name one by its id, with --flows for its folder" });
}

function withId(id: string, known: readonly LoadedFlow[], { folder }: FlowFolder): LoadedFlow {
  const found = known.find(({ flow }) => flow.id === id);
  if (found !== undefined) return found;
  const ids = known.map(({ flow }) => flow.id);
  throw new BadInput(`there is no flow "${id}" in ${folder}`, { remedy: namesInstead(id, ids, "flows") });
}

/** A flow id has neither a slash nor the ending of a file. */
function isPath(name: string): boolean {
  return /[/\\]/u.test(name) || flowEndings.includes(extname(name));
}

/** The paths of the flow files that lie in a folder, not deeper. */
export function flowFilesIn(folder: string, cwd: string): readonly string[] {
  let entries: readonly string[];
  try {
    entries = readdirSync(resolve(cwd, folder), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    throw new BadInput(`cannot read the folder ${folder}: ${reasonOf(error)}`, {
      remedy: "Stand where the folder flows is, or name another one with --flows DIR",
    });
  }
  return entries
    .filter((name) => flowEndings.includes(extname(name)) && !/^\.|\.d\.ts$/u.test(name))
    .sort()
    .map((name) => join(folder, name));
}
