import type * as acorn from "acorn";
import { BadInput } from "../../model/wrong.ts";

/**
 * What a module of a flow cannot have: it is loaded in one go, from files that are known beforehand.
 *
 * @throws BadInput at the first such place
 */
export function refuseDynamic(program: acorn.Program, file: string): void {
  visit(program, false, file);
}

function visit(node: acorn.Node, inFunction: boolean, file: string): void {
  const reason = reasonOf(node, inFunction);
  if (reason !== null) {
    const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
    throw new BadInput(reason, { place: { file, line, column: column + 1 } });
  }
  const inner = inFunction || /Function/u.test(node.type);
  for (const child of childrenOf(node)) visit(child, inner, file);
}

function reasonOf(node: acorn.Node, inFunction: boolean): string | null {
  switch (node.type) {
    case "ImportExpression":
      return 'a flow file cannot import while it runs: use `import … from "…"` at its top';
    case "MetaProperty":
      return "meta" in node && isNode(node.meta) && "name" in node.meta && node.meta.name === "import"
        ? "a flow file has no import.meta"
        : null;
    case "AwaitExpression":
      return inFunction ? null : "a flow file cannot wait for something at its top level";
    case "ForOfStatement":
      return !inFunction && "await" in node && node.await === true ? "a flow file cannot wait for something at its top level" : null;
    default:
      return null;
  }
}

function childrenOf(node: acorn.Node): readonly acorn.Node[] {
  return Object.values(node).flatMap((value: unknown) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));
}

function isNode(value: unknown): value is acorn.Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string" && "start" in value;
}
