import { existsSync } from "node:fs";
import { basename, extname, relative, resolve } from "node:path";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import { maybeFlowFile, namesFile } from "./file-names.ts";
import { type FlowFolder, findFlow } from "./find-flows.ts";
import type { GitSource } from "./git-source.ts";
import { type LoadedFlow, loadFlows } from "./load-flows.ts";

/**
 * A flow as it is, `mmsc-transfer` or `flows/x.ts`, or as a revision of git has it, `HEAD~1:mmsc-transfer` or `v1.2:flows/x.ts`; with
 * what it imports at that revision.
 *
 * @throws BadInput with what there is instead
 */
export async function findVersion(name: string, folder: FlowFolder): Promise<LoadedFlow> {
  const colon = name.indexOf(":");
  // `C:\flows\x.ts` is no revision.
  if (colon < 0 || existsSync(resolve(folder.cwd, name)) || /^[A-Za-z]:[\\/]/u.test(name)) return findFlow(name, folder);
  const [revision, wanted] = [name.slice(0, colon), name.slice(colon + 1)];
  if (revision === "" || wanted === "") {
    throw new BadInput(`"${name}" names no ${revision === "" ? "revision" : "flow"}`, {
      remedy: "Write it as HEAD~1:mmsc-transfer or v1.2:flows/x.ts",
    });
  }
  // Other programs are called by few commands.
  const { gitSource } = await import("./git-source.ts");
  const source = gitSource(revision, folder.cwd);
  return namesFile(wanted)
    ? only(await loadFlows([pathIn(wanted, source, folder)], { ...folder, source }), name)
    : withId(wanted, revision, source, folder);
}

/** From where the user stands; else, as git has it, from the top of the repository. */
function pathIn(path: string, source: GitSource, { cwd }: FlowFolder): string {
  const [here, top] = [resolve(cwd, path), source.resolve(path)];
  return source.isFile(here) || !source.isFile(top) ? here : top;
}

function only(flows: readonly LoadedFlow[], name: string): LoadedFlow {
  const [first, ...others] = flows;
  if (first !== undefined && others.length === 0) return first;
  throw new BadInput(`${name} has several flows: ${flows.map(({ flow }) => flow.id).join(", ")}`, { remedy: "Name one by its id" });
}

async function withId(id: string, revision: string, source: GitSource, folder: FlowFolder): Promise<LoadedFlow> {
  const files = source.filesIn(resolve(folder.cwd, folder.folder)).filter(maybeFlowFile);
  const likely = files.filter((path) => basename(path, extname(path)) === id);
  const others = files.filter((path) => !likely.includes(path));
  const ids: string[] = [];
  // The file that is called like the flow first: the others may never have to be read.
  for (const path of [...likely, ...others]) {
    const loaded = await loadFlows([path], { ...folder, source });
    const found = loaded.find(({ flow }) => flow.id === id);
    if (found !== undefined) return found;
    ids.push(...loaded.map(({ flow }) => flow.id));
  }
  const where = relative(folder.cwd, resolve(folder.cwd, folder.folder)) || ".";
  throw new BadInput(`${revision} has no flow "${id}" in ${where}`, { remedy: namesInstead(id, ids, "flows") });
}
