import type { Archive } from "./archive.ts";
import { wordElements } from "./word-elements.ts";

export interface Relation {
  readonly id: string;
  /** The name of a part of the same file. */
  readonly target: string;
}

/**
 * The parts that a part names, by the last word of the relation's type: `styles`, `footnotes`. What lies outside the file is left out:
 * nothing is fetched.
 */
export async function relationsOf(archive: Archive, name: string, file: string): Promise<ReadonlyMap<string, readonly Relation[]>> {
  const relations = new Map<string, Relation[]>();
  if (!archive.names.includes(name)) return relations;
  const root = await wordElements(archive.read(name), `${file}!/${name}`);
  const folder = name.replace(/_rels\/[^/]*$/u, "");
  for (const { attributes } of root?.children ?? []) {
    const type = /[^/]*$/u.exec(attributes["Type"] ?? "")?.[0] ?? "";
    const target = attributes["Target"];
    if (target === undefined || attributes["TargetMode"] === "External") continue;
    const relation = { id: attributes["Id"] ?? "", target: resolved(folder, target) };
    const known = relations.get(type);
    if (known === undefined) relations.set(type, [relation]);
    else known.push(relation);
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
