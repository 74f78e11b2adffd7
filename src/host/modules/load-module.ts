import { extname, resolve } from "node:path";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import { parseJson } from "../files/parse-json.ts";
import { diskSource, type FileSource } from "../flows/file-source.ts";
import type { Cache } from "../tool/cache.ts";
import { moduleText } from "./module-text.ts";
import { projectOf, resolveImport } from "./resolve-import.ts";
import type { ImportText } from "./rewrite-module.ts";
import { runModule } from "./run-module.ts";

/** What a module exports, by name. */
export type Exported = Readonly<Record<string, unknown>>;

export interface Surroundings {
  /** What relative paths start from, and what places are relative to. */
  readonly cwd: string;
  /** How long one module may run, in ms. */
  readonly timeout: number;
  readonly cache: Cache;
  /** Where files are read from; the disk where it is not given. */
  readonly source?: FileSource;
  /** Flows that are numbered anew, though they are published; all of them, or those of these ids. */
  readonly renumber?: "all" | ReadonlySet<string>;
}

/** Loads modules with what they import; each file once. */
export interface ModuleLoader {
  /** @throws BadInput with the place where it is wrong */
  load(path: string): Promise<Exported>;
}

/** The running tool's own copy, wherever the flow file lies. */
const faces: Readonly<Record<string, () => Promise<Exported>>> = {
  callflow: () => import("../../index.ts"),
  "callflow/sip": () => import("../../dsl/sip.ts"),
};

export function moduleLoader({ cwd, timeout, cache, source = diskSource(cwd) }: Surroundings): ModuleLoader {
  const loaded = new Map<string, Exported>();
  const files = new Set<string>();

  async function load(path: string, project: string, importers: readonly string[]): Promise<Exported> {
    const known = loaded.get(path);
    if (known !== undefined) return known;
    const file = source.shown(path);
    const text = source.read(path, importers.length === 0 ? "flow file" : "module");
    const exported =
      extname(path) === ".json" ? { default: await parseJson(text, file) } : await run(path, text, project, [...importers, path]);
    loaded.set(path, exported);
    return exported;
  }

  async function run(path: string, written: string, project: string, importers: readonly string[]): Promise<Exported> {
    const file = source.shown(path);
    files.add(file);
    const text = await moduleText(written, file, cache);
    const values: unknown[] = [];
    for (const wanted of text.imports) {
      const from = await importFor(wanted, path, project, importers);
      for (const binding of wanted.bindings) {
        if (binding.name !== "*" && !(binding.name in from)) {
          const remedy = namesInstead(binding.name, Object.keys(from), "exports");
          throw new BadInput(`"${wanted.specifier}" has no export ${binding.name}`, {
            place: { file, line: binding.line, column: binding.column },
            remedy,
          });
        }
        values.push(binding.name === "*" ? from : from[binding.name]);
      }
    }
    return runModule(text, values, { file, timeout, files });
  }

  function importFor(
    { specifier, line, column }: ImportText,
    path: string,
    project: string,
    importers: readonly string[],
  ): Promise<Exported> {
    const face = faces[specifier];
    if (face !== undefined) return face();
    const place = { file: source.shown(path), line, column };
    const target = resolveImport(specifier, path, project, place, source);
    if (!importers.includes(target)) return load(target, project, importers);
    throw new BadInput(`"${specifier}" imports this file in turn`, { place, remedy: "Move what both need into a third file" });
  }

  return {
    load(path) {
      const absolute = resolve(cwd, path);
      return load(absolute, projectOf(absolute, cwd, source), []);
    },
  };
}
