import { strFromU8, unzipSync } from "fflate/browser";
import { BadInput } from "../../model/wrong.ts";
import type { Relation } from "./parts.ts";

/** A Word file as its parts. */
export interface Package {
  /** The name of the part that is the text. */
  readonly main: string;
  /** Content types by the names of parts, which begin with a slash, and by endings. */
  readonly overrides: ReadonlyMap<string, string>;
  readonly endings: ReadonlyMap<string, string>;
  has(name: string): boolean;
  bytes(name: string): Uint8Array;
  text(name: string): string;
  relationsName(name: string): string;
  relationsOf(name: string): readonly Relation[];
  /** The name of a part that another one calls `target`. */
  resolve(from: string, target: string): string;
}

/** No part of a Word file that somebody wrote is that large, unpacked. */
const LARGEST = 200_000_000;

/** @throws BadInput where it is no Word document */
export function openPackage(packed: Uint8Array, file: string): Package {
  const parts = unpack(packed, file);
  const bytes = (name: string) => {
    const part = parts[name];
    if (part === undefined) throw noWord(file, `it has no part ${name}`);
    return part;
  };
  const text = (name: string) => strFromU8(bytes(name)).replace(/^\ufeff/u, "");
  const relationsName = (name: string) => name.replace(/([^/]*)$/u, "_rels/$1.rels");
  const relationsOf = (name: string) => (parts[relationsName(name)] === undefined ? [] : relationsIn(text(relationsName(name))));
  const types = text("[Content_Types].xml");
  const main = relationsOf("").find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined) throw noWord(file, "it names no document");
  const archive: Package = {
    main: resolve("", main),
    overrides: attributesOf(types, "Override", "PartName", "ContentType"),
    endings: attributesOf(types, "Default", "Extension", "ContentType"),
    has: (name) => parts[name] !== undefined,
    bytes,
    text,
    relationsName,
    relationsOf,
    resolve,
  };
  const document = text(archive.main);
  if (document.includes("http://purl.oclc.org/ooxml/")) {
    throw new BadInput(`${file} is Strict Open XML`, { remedy: "Save it in Word as “Word Document (.docx)”" });
  }
  if (!/<w:document\b/u.test(document)) throw noWord(file, "its main part is no document of Word");
  return archive;
}

/** The name of the part of a Word file that is its text. @throws BadInput where it is no Word document */
export function mainPart(bytes: Uint8Array, file: string): string {
  return openPackage(bytes, file).main;
}

function noWord(file: string, why: string): BadInput {
  return new BadInput(`${file} is no Word document: ${why}`, { remedy: "Name a .docx or .dotx file" });
}

function unpack(packed: Uint8Array, file: string): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(packed, {
      filter: ({ originalSize, name }) => {
        if (originalSize > LARGEST) throw noWord(file, `its part ${name} is too large`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw noWord(file, "it cannot be unpacked");
  }
}

function relationsIn(text: string): readonly Relation[] {
  return [...text.matchAll(/<Relationship\b([^>]*)>/gu)].map(([, attributes = ""]) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, "u").exec(attributes)?.[1] ?? "";
    return {
      id: value("Id"),
      type: value("Type").replace(/^.*\//u, ""),
      target: value("Target"),
      external: value("TargetMode") === "External",
    };
  });
}

function attributesOf(text: string, tag: string, key: string, value: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, "gu"))].map(([, attributes = ""]) => {
      const get = (name: string) => new RegExp(`\\b${name}="([^"]*)"`, "u").exec(attributes)?.[1] ?? "";
      return [get(key), get(value)];
    }),
  );
}

/** Names are paths from the root, without the slash. */
function resolve(from: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path = from.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  }
  return path.join("/");
}
