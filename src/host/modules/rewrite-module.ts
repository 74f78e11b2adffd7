import type * as acorn from "acorn";
import { BadInput } from "../../model/wrong.ts";
import { refuseDynamic } from "./refuse-dynamic.ts";
import { exportsOf, nameIn } from "./rewrite-exports.ts";

/** A module as the body of a function: same lines, same columns. */
export interface ModuleText {
  readonly imports: readonly ImportText[];
  /** Names of the function's parameters: the object to export to, then one for each binding of `imports`, in order. */
  readonly parameters: readonly string[];
  readonly body: string;
}

/** What a module wants of another one, and where it says so. */
export interface ImportText {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
  readonly bindings: readonly Binding[];
}

export interface Binding {
  /** The exported name; `*` for all of them as one object. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

/** Replaced by a text of the same length, or shorter and padded; `start` = `end` inserts. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An import as parsed: each binding has the name to import and the name to use. */
export interface Wanted {
  readonly specifier: string;
  readonly node: acorn.Node;
  readonly bindings: readonly { readonly name: string; readonly local: string; readonly node: acorn.Node }[];
}

/**
 * ECMAScript module → function body. Imports become parameters and are blanked; exports become assignments at the end, so that
 * what stands between keeps its place.
 *
 * @param source JavaScript
 * @throws BadInput where it does not parse or needs what a flow file cannot have
 */
export async function rewriteModule(source: string, file: string): Promise<ModuleText> {
  const { parse } = await import("acorn");
  const program = parseModule(parse, source, file);
  refuseDynamic(program, file);
  const target = unusedName(source);
  const exports = exportsOf(program, target);
  const wanted = [...importsOf(program), ...exports.reexports];
  const blanks = program.body.filter((node) => node.type === "ImportDeclaration").map(({ start, end }) => ({ start, end, text: ";" }));
  return {
    imports: wanted.map(({ specifier, node, bindings }) => ({
      specifier,
      ...spotOf(node),
      bindings: bindings.map((binding) => ({ name: binding.name, ...spotOf(binding.node) })),
    })),
    parameters: [target, ...wanted.flatMap(({ bindings }) => bindings.map(({ local }) => local))],
    body: `${applyEdits(source, [...blanks, ...exports.edits])}\n;${exports.tail}`,
  };
}

function parseModule(parse: typeof acorn.parse, source: string, file: string): acorn.Program {
  try {
    return parse(source, { ecmaVersion: "latest", sourceType: "module", locations: true });
  } catch (error) {
    if (!(error instanceof SyntaxError) || !("loc" in error)) throw error;
    const { line, column } = error.loc as acorn.Position;
    throw new BadInput(error.message.replace(/ \(\d+:\d+\)$/u, ""), { place: { file, line, column: column + 1 } });
  }
}

/** A short name that stands nowhere in the module. */
function unusedName(source: string): string {
  let name = "$e";
  for (let n = 0; source.includes(name); n++) name = `$${n}`;
  return name;
}

function importsOf(program: acorn.Program): readonly Wanted[] {
  const wanted: Wanted[] = [];
  for (const node of program.body) {
    if (node.type !== "ImportDeclaration") continue;
    const bindings = node.specifiers.map((specifier) => ({ name: importedName(specifier), local: specifier.local.name, node: specifier }));
    wanted.push({ specifier: String(node.source.value), node: node.source, bindings });
  }
  return wanted;
}

function importedName(specifier: acorn.ImportDeclaration["specifiers"][number]): string {
  switch (specifier.type) {
    case "ImportSpecifier":
      return nameIn(specifier.imported);
    case "ImportDefaultSpecifier":
      return "default";
    case "ImportNamespaceSpecifier":
      return "*";
  }
}

function applyEdits(source: string, edits: readonly Edit[]): string {
  // A first line for the shell is a comment from now on.
  let text = source.startsWith("#!") ? `//${source.slice(2)}` : source;
  for (const edit of edits.toSorted((a, b) => b.start - a.start)) {
    const rest = text
      .slice(edit.start + edit.text.length, edit.end)
      .replace(/[^\r\n\u2028\u2029]/gu, (character) => " ".repeat(character.length));
    text = text.slice(0, edit.start) + edit.text + rest + text.slice(edit.end);
  }
  return text;
}

function spotOf(node: acorn.Node): { readonly line: number; readonly column: number } {
  return { line: node.loc?.start.line ?? 1, column: (node.loc?.start.column ?? 0) + 1 };
}
