import type { Archive } from "./archive.ts";
import { wordElements } from "./word-elements.ts";

/**
 * The parts that a part names, by the last word of the relation's type: `styles`, `footnotes`. What lies outside the file is left out:
 * nothing is fetched.
 */
export async function relationsOf(archive: Archive, name: string, file: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const relations = new Map<string, string[]>();
  if (!archive.names.includes(name)) return relations;
  const root = await wordElements(archive.read(name), `${file}!/${name}`);
  const folder = name.replace(/_rels\/[^/]*$/u, "");
  for (const { attributes } of root?.children ?? []) {
    const type = /[^/]*$/u.exec(attributes["Type"] ?? "")?.[0] ?? "";
    const target = attributes["Target"];
    if (target === undefined || attributes["TargetMode"] === "External") continue;
    const known = relations.get(type);
    if (known === undefined) relations.set(type, [resolved(folder, target)]);
    else known.push(resolved(folder, target));
  }
  return relations;
}

function resolved(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : `${folder}${target}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
