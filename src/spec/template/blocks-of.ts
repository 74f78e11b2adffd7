import type { List, ListItem, Paragraph, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { BadInput } from "../../model/wrong.ts";
import type { Heading, NoteBlock, Span } from "../clause.ts";
import type { Block, Example, Item } from "../manuscript.ts";
import { ordinalOf, shortOrdinalOf } from "../ordinals.ts";
import { placeOf } from "./check-directives.ts";
import { coverOf, entriesOf } from "./containers.ts";
import type { Filling } from "./filling.ts";
import { flowBlocks } from "./flow-blocks.ts";
import { spansOfInline, wordsOf } from "./inline.ts";
import { slug, splitNumber } from "./number-clauses.ts";

/** A piece of a template as pieces of the document. */
export function blocksOf(node: RootContent, filling: Filling): readonly Block[] {
  const { template, citations } = filling;
  switch (node.type) {
    case "heading": {
      filling.level = node.depth;
      return [headingOf(wordsOf(node.children), node.depth)];
    }
    case "paragraph":
      return [paragraphOf(node, filling)];
    case "list":
      return itemsOf(node, filling, 1);
    case "blockquote":
      return node.children.flatMap((child): readonly Block[] =>
        child.type === "paragraph"
          ? [{ kind: "plain", role: "guidance", spans: spansOfInline(child.children, template.file, citations) }]
          : blocksOf(child, filling),
      );
    case "table": {
      const [head, ...rows] = node.children.map((row) =>
        row.children.map((cell) => spansOfInline(cell.children, template.file, citations)),
      );
      return [{ kind: "table", head: head ?? [], rows }];
    }
    case "code":
      return [{ kind: "code", lines: node.value.split("\n") }];
    case "leafDirective":
      return leafOf(node, filling);
    case "containerDirective":
      return containerOf(node, filling);
    case "html":
      if (/^\s*<!--/u.test(node.value)) return [];
      throw refused("HTML", node, filling);
    case "thematicBreak":
      throw refused("a rule across the page", node, filling);
    default:
      throw refused(node.type, node, filling);
  }
}

function refused(what: string, node: RootContent, { template }: Filling): BadInput {
  const remedy = "A template has headings, paragraphs, lists, tables, quotations, code and directives";
  return new BadInput(`a template cannot hold ${what}`, { place: placeOf(node, template.file), remedy });
}

function headingOf(words: string, level: number): Heading {
  const { number, title } = splitNumber(words.trim());
  return { kind: "heading", id: slug(title), level, number, title };
}

/** As 3GPP TR 21.801 marks them; their numbers are computed. */
const MARKED = /^(NOTE|EXAMPLE|Editor['’]s note)(?:\s+\d+)?:\s*/iu;

function paragraphOf(node: Paragraph, { template, citations }: Filling): Block {
  const spans = spansOfInline(node.children, template.file, citations);
  const [first, ...rest] = spans;
  const found = first?.kind === "text" ? MARKED.exec(first.value) : null;
  const name = found?.[1]?.toLowerCase();
  if (first === undefined || found === null || name === undefined) return { kind: "plain", role: "body", spans };
  const left = first.value.slice(found[0].length);
  const text: readonly Span[] = left === "" ? rest : [{ kind: "text", value: left }, ...rest];
  if (name === "example") return { kind: "example", printed: "EXAMPLE:", spans: text } satisfies Example;
  const { line, column } = placeOf(node, template.file);
  const style = name === "note" ? "note" : "editor";
  return {
    kind: "note",
    id: `note-${line}-${column}`,
    style,
    printed: style === "note" ? "NOTE:" : "Editor's note:",
    spans: text,
  } satisfies NoteBlock;
}

function itemsOf(list: List, filling: Filling, level: number): readonly Block[] {
  return list.children.flatMap((item, at) => itemBlocks(item, labelOf(list, item, at, filling), filling, level));
}

/** `-`, or the number as it counts here with what the author has set after it: `1)`. */
function labelOf({ ordered, start }: List, item: ListItem, at: number, { template }: Filling): string {
  if (ordered !== true) return "-";
  const begin = item.position?.start.offset ?? 0;
  const sign = /^\s*\d+([.)])/u.exec(template.text.slice(begin, begin + 20))?.[1] ?? ".";
  return `${(start ?? 1) + at}${sign}`;
}

function itemBlocks(item: ListItem, printed: string, filling: Filling, level: number): readonly Block[] {
  let label = printed;
  return item.children.flatMap((child): readonly Block[] => {
    if (child.type === "list") return itemsOf(child, filling, level + 1);
    if (child.type !== "paragraph") return blocksOf(child, filling);
    const spans = spansOfInline(child.children, filling.template.file, filling.citations);
    const one: Item = { kind: "item", printed: label, level, spans };
    label = "";
    return [one];
  });
}

function leafOf(node: LeafDirective, filling: Filling): readonly Block[] {
  switch (node.name) {
    case "flow":
      return flowBlocks(node, filling);
    case "contents":
      return [{ kind: "contents" }];
    case "insert": {
      const from = node.attributes?.["from"] ?? "";
      const value = `[Insert here ${node.attributes?.["what"] ?? ""}${from === "" ? "" : `, from ${from}`}.]`;
      return [{ kind: "plain", role: "guidance", spans: [{ kind: "text", value }] }];
    }
    default:
      return [];
  }
}

function containerOf(node: ContainerDirective, filling: Filling): readonly Block[] {
  switch (node.name) {
    case "cover":
      return [coverOf(node, filling)];
    case "entries":
      return entriesOf(node, filling);
    case "proposal": {
      filling.proposals += 1;
      const ordinal = shortOrdinalOf(filling.proposals);
      return between(`Start ${ordinal} text proposal`, `End ${ordinal} text proposal`, "*".repeat(12), node, filling);
    }
    case "change": {
      filling.changes += 1;
      const title = node.attributes?.["title"] ?? "";
      const inside = node.children.flatMap((child) => blocksOf(child, filling));
      if (title !== "") {
        const spans: readonly Span[] = [{ kind: "styled", look: "strong", value: `Change ${filling.changes}: ${title}` }];
        return [{ kind: "plain", role: "body", spans }, ...inside];
      }
      const ordinal = ordinalOf(filling.changes).replace(/^[a-z]/u, (letter) => letter.toUpperCase());
      return [
        { kind: "mark", text: `* * * ${ordinal} Change * * *` },
        ...inside,
        { kind: "mark", text: `* * * End of ${ordinal} Change * * *` },
      ];
    }
    default:
      return [];
  }
}

function between(start: string, end: string, stars: string, node: ContainerDirective, filling: Filling): readonly Block[] {
  const inside = node.children.flatMap((child) => blocksOf(child, filling));
  return [{ kind: "mark", text: `${stars} ${start} ${stars}` }, ...inside, { kind: "mark", text: `${stars} ${end} ${stars}` }];
}
