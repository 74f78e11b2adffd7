import { extname } from "node:path";
import type { Cache } from "../tool/cache.ts";
import { type ModuleText, rewriteModule } from "./rewrite-module.ts";
import { stripTypes } from "./strip-types.ts";

/** Counts up when the same source gives another text. */
const REWRITING = 1;

/** The module in the form that runs: from the cache where this source has been met before. */
export async function moduleText(source: string, file: string, cache: Cache): Promise<ModuleText> {
  const language = extname(file) === ".js" ? "js" : "ts";
  const key = `module ${REWRITING} ${language}\n${source}`;
  const known = cache.get(key);
  if (known !== null) return JSON.parse(known) as ModuleText;
  const text = await rewriteModule(language === "ts" ? await stripTypes(source, file) : source, file);
  cache.set(key, JSON.stringify(text));
  return text;
}
