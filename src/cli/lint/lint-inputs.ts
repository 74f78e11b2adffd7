import { existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { contentsOf, type FlowFolder, flowEndings, flowFilesBelow, flowFilesIn } from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";

/** What is to be linted, by how it is read. */
export interface LintInputs {
  /** `-` is standard input. */
  readonly documents: readonly string[];
  readonly flowFiles: readonly string[];
  /** What lies deeper in folders of flows may only be imported by them. */
  readonly parts: readonly string[];
  /** What cannot be looked at; all else is. */
  readonly wrong: readonly BadInput[];
  readonly notices: readonly string[];
}

/**
 * In a folder: the documents in it and in its folders, and its flow files, but not where Word files lie beside them.
 *
 * @param given by the user; none: the folder of the flows
 */
export function inputsOf(given: readonly string[], { folder, cwd }: FlowFolder): LintInputs {
  const inputs = {
    documents: [] as string[],
    flowFiles: [] as string[],
    parts: [] as string[],
    wrong: [] as BadInput[],
    notices: [] as string[],
  };
  const addFlows = (path: string) => {
    inputs.flowFiles.push(...flowFilesIn(path, cwd));
    inputs.parts.push(...flowFilesBelow(path, cwd));
  };
  if (given.length === 0) {
    if (!existsSync(resolve(cwd, folder)))
      throw new BadInput(`nothing is named, and there is no folder ${folder} here`, { remedy: `${REMEDY}: flowlint contribution.docx` });
    addFlows(folder);
  }
  for (const path of given) {
    const isFlowFolder = isFolder(path, cwd) && resolve(cwd, path) === resolve(cwd, folder);
    if (isFlowFolder) addFlows(path);
    else if (isFolder(path, cwd)) addFolder(path);
    else if (path === "-") inputs.documents.push(path);
    else if (!existsSync(resolve(cwd, path))) inputs.wrong.push(new BadInput(`there is no ${path}`, { remedy: REMEDY }));
    else if (flowEndings.includes(extname(path))) inputs.flowFiles.push(path);
    else inputs.documents.push(path);
  }
  function addFolder(path: string): void {
    const { documents, wordFiles, code, unreadable } = contentsOf(path, cwd);
    if (documents.length === 0) {
      addFlows(path);
      return;
    }
    inputs.documents.push(...documents);
    inputs.wrong.push(...unreadable);
    const [flow] = code;
    if (flow === undefined) return;
    if (wordFiles.length === 0) {
      inputs.flowFiles.push(...code);
      inputs.parts.push(...flowFilesBelow(path, cwd));
      return;
    }
    // Who has sent the one may have sent the other.
    inputs.notices.push(
      `${flow}${more(code.length - 1)} code beside Word files, and not run: name ${code.length > 1 ? "them" : "it"} to lint ${code.length > 1 ? "them" : "it"}`,
    );
  }
  if (given.length > 0 && Object.values(inputs).every((each) => each.length === 0)) {
    inputs.wrong.push(new BadInput(`there is nothing to lint in ${given.join(", ")}`, { remedy: REMEDY }));
  }
  return { ...inputs, documents: [...new Set(inputs.documents)] };
}

const REMEDY = "Name a document, a flow file, or a folder of them";

function more(others: number): string {
  if (others === 0) return " is";
  return others === 1 ? " and another flow file are" : ` and ${others} other flow files are`;
}

function isFolder(path: string, cwd: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;
}
