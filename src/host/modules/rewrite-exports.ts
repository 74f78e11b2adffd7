import type * as acorn from "acorn";
import type { Edit, Wanted } from "./rewrite-module.ts";

/** What becomes of the exports of a module. */
export interface Exports {
  readonly edits: readonly Edit[];
  /** `export … from "…"`: an import under a name that nobody else can see. */
  readonly reexports: readonly Wanted[];
  /** Assignments, to run when the module has run. */
  readonly tail: string;
}

/** @param target the variable that gets the exports; a new name, at most three characters */
export function exportsOf(program: acorn.Program, target: string): Exports {
  const edits: Edit[] = [];
  const reexports: Wanted[] = [];
  const stars: string[] = [];
  const named: string[] = [];
  const give = (name: string, value: string) => named.push(`${target}[${JSON.stringify(name)}]=${value};`);
  const take = (name: string, node: acorn.Node, from: acorn.Literal) => {
    const local = `${target}_${reexports.length}`;
    reexports.push({ specifier: String(from.value), node: from, bindings: [{ name, local, node }] });
    return local;
  };
  for (const node of program.body) {
    switch (node.type) {
      case "ExportDefaultDeclaration":
        edits.push(...defaultEdits(node, target));
        if (isDeclaration(node.declaration) && node.declaration.id !== null) give("default", node.declaration.id.name);
        break;
      case "ExportNamedDeclaration":
        if (node.declaration) {
          edits.push({ start: node.start, end: node.declaration.start, text: "" });
          for (const name of namesIn(node.declaration)) give(name, name);
          break;
        }
        edits.push({ start: node.start, end: node.end, text: ";" });
        for (const specifier of node.specifiers) {
          const local = nameIn(specifier.local);
          give(nameIn(specifier.exported), node.source ? take(local, specifier, node.source) : local);
        }
        if (node.source && node.specifiers.length === 0)
          reexports.push({ specifier: String(node.source.value), node: node.source, bindings: [] });
        break;
      case "ExportAllDeclaration": {
        edits.push({ start: node.start, end: node.end, text: ";" });
        const local = take("*", node, node.source);
        if (node.exported) give(nameIn(node.exported), local);
        else stars.push(`{const{default:_,...all}=${local};Object.assign(${target},all);}`);
        break;
      }
      default:
    }
  }
  // A name of the module's own wins over the same name of a star.
  return { edits, reexports, tail: [...stars, ...named].join("") };
}

type Default = acorn.ExportDefaultDeclaration["declaration"];
type Declared = Extract<Default, { readonly type: "FunctionDeclaration" | "ClassDeclaration" }>;

function isDeclaration(node: Default): node is Declared {
  return node.type === "FunctionDeclaration" || node.type === "ClassDeclaration";
}

/** `export default f()` → `$e.default=    f()`; a declaration with a name stays one. */
function defaultEdits({ start, declaration }: acorn.ExportDefaultDeclaration, target: string): readonly Edit[] {
  if (isDeclaration(declaration) && declaration.id !== null) return [{ start, end: declaration.start, text: "" }];
  const assigned = { start, end: declaration.start, text: `${target}.default=` };
  return isDeclaration(declaration) ? [assigned, { start: declaration.end, end: declaration.end, text: ";" }] : [assigned];
}

function namesIn(declaration: acorn.Declaration): readonly string[] {
  return declaration.type === "VariableDeclaration"
    ? declaration.declarations.flatMap(({ id }) => namesInPattern(id))
    : [declaration.id.name];
}

function namesInPattern(pattern: acorn.Pattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) => namesInPattern(property.type === "Property" ? property.value : property.argument));
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => (element === null ? [] : namesInPattern(element)));
    case "AssignmentPattern":
      return namesInPattern(pattern.left);
    case "RestElement":
      return namesInPattern(pattern.argument);
    case "MemberExpression":
      return [];
  }
}

/** `x`, or `"x"` as a string. */
export function nameIn(node: acorn.Identifier | acorn.Literal): string {
  return node.type === "Identifier" ? node.name : String(node.value);
}
