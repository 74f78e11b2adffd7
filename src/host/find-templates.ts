import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";
import { readText, reasonOf, shownPath } from "./files/read-file.ts";
import { toolFolder } from "./tool/shipped.ts";

/** A template as a file. */
export interface TemplateFile {
  readonly name: string;
  /** As the user would type it. */
  readonly file: string;
}

const ENDING = ".md";

/** Where a user's own templates lie: beside the folder of the flows. */
export function templateFolder(flows: string, given: string | undefined): string {
  return given ?? join(dirname(flows), "templates");
}

/**
 * The templates of a folder, ordered by name.
 *
 * @returns none where there is no such folder, unless `mustBe`
 */
export function templatesIn(folder: string, cwd: string, mustBe = false): readonly TemplateFile[] {
  const path = resolve(cwd, folder);
  if (!mustBe && statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  try {
    const names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && extname(entry.name) === ENDING && !/^\.|^README\.md$/iu.test(entry.name))
      .map((entry) => basename(entry.name, ENDING));
    return names.sort().map((name) => ({ name, file: shownPath(join(folder, `${name}${ENDING}`), cwd) }));
  } catch (error) {
    throw new BadInput(`cannot read the folder ${folder}: ${reasonOf(error)}`, {
      remedy: "Name the folder of your templates with --templates DIR",
    });
  }
}

/** Those of the user, and those of the tool that no template of the user's has the name of. */
export function allTemplates(folder: string, cwd: string, mustBe = false): readonly TemplateFile[] {
  const own = templatesIn(folder, cwd, mustBe);
  const shipped = templatesIn(join(toolFolder(), "templates"), cwd).filter(({ name }) => own.every((each) => each.name !== name));
  return [...own, ...shipped];
}

/** Whether a template comes with the tool. */
export function isShipped({ file }: TemplateFile, cwd: string): boolean {
  return dirname(resolve(cwd, file)) === join(toolFolder(), "templates");
}

/** Whether a name is the path of a template. */
export function isTemplatePath(name: string): boolean {
  return extname(name) === ENDING;
}

/** @throws BadInput with the templates there are */
export function templateAt(path: string, known: readonly TemplateFile[], cwd: string): TemplateFile {
  const name = basename(path, ENDING);
  if (existsSync(resolve(cwd, path))) return { name, file: shownPath(path, cwd) };
  const names = known.map((each) => each.name);
  throw new BadInput(`there is no template ${shownPath(path, cwd)}`, { remedy: namesInstead(name, names, "templates") });
}

export function templateText({ file }: TemplateFile, cwd: string): string {
  return readText(file, cwd, "template");
}
