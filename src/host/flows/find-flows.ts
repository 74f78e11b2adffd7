import { type Dirent, existsSync, readdirSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import { reasonOf } from "../files/read-file.ts";
import type { Surroundings } from "../modules/load-module.ts";
import { toolFolder } from "../tool/shipped.ts";
import { maybeFlowFile, namesFile } from "./file-names.ts";
import { diskSource } from "./file-source.ts";
import { type LoadedFlow, loadFlows, refuseTwins } from "./load-flows.ts";

/** Where flows are looked for by their ids. */
export interface FlowFolder extends Surroundings {
  /** As the user would type it. */
  readonly folder: string;
}

/** The file of a flow that comes with the tool; null where there is none of that id. */
export function shippedFlowFile(id: string): string | null {
  const file = join(toolFolder(), "flows", `${id}.ts`);
  return existsSync(file) ? file : null;
}

/** Those of the folder; none where there is no such folder. */
export async function flowsIfAny(folder: FlowFolder): Promise<readonly LoadedFlow[]> {
  return existsSync(resolve(folder.cwd, folder.folder)) ? allFlows(folder) : [];
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
  const known = names.every(namesFile) ? [] : await allFlows(folder);
  const byId = names.filter((name) => !namesFile(name)).map((id) => withId(id, known, folder));
  const byPath = await loadFlows(names.filter(namesFile), folder);
  const found = [...new Map([...byId, ...byPath].map((each) => [`${each.file} ${each.flow.id}`, each])).values()];
  refuseTwins(found);
  return found;
}

/** The one flow of that name. Where a file has the name of the id and no other file speaks of it, the others are not loaded. */
export async function findFlow(name: string, folder: FlowFolder): Promise<LoadedFlow> {
  const own = namesFile(name) ? null : fileNamed(name, folder);
  const inOwn = own === null ? undefined : (await loadFlows([own], folder)).find(({ flow }) => flow.id === name);
  if (inOwn !== undefined) return inOwn;
  const found = await findFlows([name], folder);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  const ids = found.map(({ flow }) => flow.id).join(", ");
  throw new BadInput(`${name} has several flows: ${ids}`, { remedy: "Name one by its id, with --flows for its folder" });
}

/** The file `ID.ts`, if no other of the folder could hold a second flow of this id; null where that takes a closer look. */
function fileNamed(id: string, { folder, cwd, source = diskSource(cwd) }: FlowFolder): string | null {
  const files = flowFilesIn(folder, cwd);
  const own = files.find((path) => basename(path, extname(path)) === id);
  const written = [`"${id}"`, `'${id}'`, `\`${id}\``];
  const speaksOfIt = (path: string) => {
    const text = path === own ? "" : source.read(resolve(cwd, path), "flow file");
    return written.some((quoted) => text.includes(quoted));
  };
  return own === undefined || files.some(speaksOfIt) ? null : own;
}

function withId(id: string, known: readonly LoadedFlow[], { folder, cwd }: FlowFolder): LoadedFlow {
  const found = known.find(({ flow }) => flow.id === id);
  if (found !== undefined) return found;
  const deeper = flowFilesBelow(folder, cwd).find((path) => basename(path, extname(path)) === id);
  if (deeper !== undefined) {
    throw new BadInput(`there is no flow "${id}" in ${folder}, but there is ${deeper}`, {
      remedy: `Name that path, or its folder with --flows ${dirname(deeper)}`,
    });
  }
  const ids = known.map(({ flow }) => flow.id);
  throw new BadInput(`there is no flow "${id}" in ${folder}`, { remedy: namesInstead(id, ids, "flows") });
}

/** The paths of the flow files that lie in the folders of a folder, at any depth. */
export function flowFilesBelow(folder: string, cwd: string): readonly string[] {
  const folders = entriesIn(folder, cwd).filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/u.test(entry.name));
  return folders
    .map(({ name }) => join(folder, name))
    .sort()
    .flatMap((path) => [...flowFilesIn(path, cwd), ...flowFilesBelow(path, cwd)]);
}

/** The paths of the flow files that lie in a folder, not deeper. */
export function flowFilesIn(folder: string, cwd: string): readonly string[] {
  return entriesIn(folder, cwd)
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name)
    .filter(maybeFlowFile)
    .sort()
    .map((name) => join(folder, name));
}

export function entriesIn(folder: string, cwd: string): readonly Dirent[] {
  try {
    return readdirSync(resolve(cwd, folder), { withFileTypes: true });
  } catch (error) {
    throw new BadInput(`cannot read the folder ${folder}: ${reasonOf(error)}`, {
      remedy: "Stand where the folder flows is, or name another one with --flows DIR",
    });
  }
}
