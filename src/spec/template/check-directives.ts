import type { RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { namesInstead } from "../../model/nearest-name.ts";
import type { Place } from "../../model/place.ts";
import { BadInput } from "../../model/wrong.ts";
import { type Directive, directives } from "./directives.ts";
import type { Template } from "./read-template.ts";

/** Where a piece of a template stands. */
export function placeOf(node: { readonly position?: RootContent["position"] }, file: string): Place {
  return { file, line: node.position?.start.line ?? 1, column: node.position?.start.column ?? 1 };
}

/** @throws BadInput for a directive that there is not, one that is not closed or stands within another, and a wrong attribute */
export function checkDirectives(template: Template): void {
  const { blocks, file } = template;
  for (const [at, block] of blocks.entries()) {
    if (block.type === "leafDirective" && block.name === "document" && at > 0) {
      throw new BadInput("::document is not the first line of the template", { place: placeOf(block, file), remedy: "Put it there, once" });
    }
    checkBlock(block, template, null);
  }
}

function checkBlock(block: RootContent, template: Template, within: ContainerDirective | null): void {
  const { file, text } = template;
  switch (block.type) {
    case "leafDirective":
      checkDirective(block, template);
      if (within !== null && ["document", "contents"].includes(block.name)) throw nested(block, within, file);
      return;
    case "containerDirective":
      checkDirective(block, template);
      if (within !== null) throw nested(block, within, file);
      checkClosed(block, template);
      for (const child of block.children) checkBlock(child, template, block);
      return;
    case "paragraph": {
      const start = block.position?.start.offset ?? 0;
      const source = text.slice(start, block.position?.end.offset ?? start);
      const found = /^[ \t]*(:{2,}(?=$|[a-zA-Z{ \t\r])|:(?=[a-zA-Z]+\{))(.*)$/mu.exec(source);
      if (found !== null) throw stray(found[1] ?? "", found[2] ?? "", placeWithin(block, found.index, source, file));
      return;
    }
    case "blockquote":
    case "list":
      for (const child of block.children) checkBlock(child, template, within);
      return;
    case "listItem":
      for (const child of block.children) {
        if (child.type === "leafDirective" || child.type === "containerDirective") {
          throw new BadInput(`${marked(child)} stands in a list`, {
            place: placeOf(child, file),
            remedy: "Begin its line in the first column",
          });
        }
        checkBlock(child, template, within);
      }
      return;
    default:
      return;
  }
}

function placeWithin(block: RootContent, index: number, source: string, file: string): Place {
  const above = source.slice(0, index).split("\n").length - 1;
  return { file, line: (block.position?.start.line ?? 1) + above, column: 1 };
}

function stray(colons: string, rest: string, place: Place): BadInput {
  if (rest.trim() === "") {
    return new BadInput(`${colons} closes nothing`, { place, remedy: "Each ::: closes the :::name{…} before it; delete this one" });
  }
  return new BadInput(`${colons}${rest.trimEnd()} is no directive`, {
    place,
    remedy: "A directive is a line of its own, as ::flow{id=mmsc-transfer part=text}, with all its attributes in braces",
  });
}

function nested(inner: LeafDirective | ContainerDirective, outer: ContainerDirective, file: string): BadInput {
  return new BadInput(`${marked(inner)} stands within ${marked(outer)} of line ${outer.position?.start.line ?? 1}`, {
    place: placeOf(inner, file),
    remedy: "Close that one before it with a line of :::",
  });
}

function marked({ type, name }: LeafDirective | ContainerDirective): string {
  return `${type === "leafDirective" ? "::" : ":::"}${name}`;
}

/** The parser takes the end of the file for the end of a container. */
function checkClosed(block: ContainerDirective, { text, file }: Template): void {
  const { start, end } = block.position ?? {};
  const source = text.slice(start?.offset ?? 0, end?.offset ?? text.length);
  const lines = source.split("\n");
  if (lines.length > 1 && /^[ \t]*:{3,}[ \t\r]*$/u.test(lines.at(-1) ?? "")) return;
  throw new BadInput(`${marked(block)} is never closed`, { place: placeOf(block, file), remedy: "Close it with a line of :::" });
}

function checkDirective(block: LeafDirective | ContainerDirective, { file }: Template): void {
  const place = placeOf(block, file);
  const kind = block.type === "leafDirective" ? "leaf" : "container";
  const known = directives.find(({ name }) => name === block.name);
  if (known === undefined) {
    const names = directives.map(({ name }) => name);
    throw new BadInput(`there is no directive "${block.name}"`, { place, remedy: namesInstead(block.name, names, "directives") });
  }
  if (known.kind !== kind) {
    const remedy = known.kind === "leaf" ? `Write it as one line, ::${known.name}{…}` : `Write it from :::${known.name} to a line of :::`;
    throw new BadInput(`${marked(block)} has ${kind === "leaf" ? "too few" : "too many"} colons`, { place, remedy });
  }
  checkAttributes(block, known, place);
}

function checkAttributes(block: LeafDirective | ContainerDirective, { name, attributes }: Directive, place: Place): void {
  const given = block.attributes ?? {};
  for (const [key, value] of Object.entries(given)) {
    const known = attributes.find((each) => each.name === key);
    if (known === undefined) {
      const names = attributes.map((each) => each.name);
      throw new BadInput(`${name} has no attribute "${key}"`, { place, remedy: namesInstead(key, names, `attributes of ${name}`) });
    }
    if (known.values !== null && !known.values.includes(value ?? "")) {
      throw new BadInput(`${name} has no ${key} "${value ?? ""}"`, {
        place,
        remedy: namesInstead(value ?? "", known.values, `values of ${key}`),
      });
    }
  }
  for (const { name: key, required, summary } of attributes) {
    if (required && (given[key] ?? "") === "") {
      throw new BadInput(`${name} has no ${key}`, { place, remedy: `Add ${key}="…": ${summary}` });
    }
  }
}
