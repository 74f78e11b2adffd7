import type { LeafDirective } from "mdast-util-directive";
import { resolveVariant } from "../../analysis/resolve-variant.ts";
import { writeLadder } from "../../figure/ladder/write-ladder.ts";
import type { Flow } from "../../model/flow.ts";
import { namesInstead } from "../../model/nearest-name.ts";
import { BadInput, Violation } from "../../model/wrong.ts";
import type { ClauseBlock, Span } from "../clause.ts";
import { clauseOf } from "../clause-of.ts";
import type { Block, Table } from "../manuscript.ts";
import { within } from "../manuscript-of.ts";
import { procedureBlocks } from "../procedure/procedure-blocks.ts";
import { stepRowsOf } from "../step-rows.ts";
import { placeOf } from "./check-directives.ts";
import type { PartId } from "./directives.ts";
import type { Filling } from "./filling.ts";

/** An IETF document has 72 columns. */
const LADDER_WIDTH = 72;

/** What `::flow{…}` stands for. */
export function flowBlocks(node: LeafDirective, filling: Filling): readonly Block[] {
  const id = node.attributes?.["id"] ?? "";
  const whole = filling.flows.get(id);
  if (whole === undefined) throw new Violation(`the template names the flow "${id}", which was not looked for`);
  const variant = node.attributes?.["variant"] ?? "";
  const flow = variant === "" ? whole : variantOf(whole, variant, node, filling);
  const name = variant === "" ? flow.id : `${flow.id}/${variant}`;
  const part = (node.attributes?.["part"] ?? "clause") as PartId;
  const clause = () => clauseOf(flow).blocks.map((block) => within(name, block));
  switch (part) {
    case "ladder":
      return [{ kind: "code", lines: ladderOf(flow) }];
    case "table":
      return [tableOf(flow)];
    case "errata":
      return [errataOf(flow)];
    case "procedure":
      return procedureBlocks(flow, participantOf(flow, node, filling));
    case "clause":
    case "text":
    case "introduction":
    case "preconditions":
    case "figure":
    case "steps": {
      const level = Number(node.attributes?.["level"] ?? filling.level + 1);
      const blocks = clause()
        .filter((block) => belongs(block, part))
        .map((block) => (block.kind === "heading" ? { ...block, level } : block));
      refuseTwice(blocks, name, node, filling);
      filling.used.set(name, flow);
      return blocks;
    }
  }
}

function belongs(block: ClauseBlock, part: Exclude<PartId, "ladder" | "table" | "errata" | "procedure">): boolean {
  switch (part) {
    case "clause":
      return true;
    case "text":
      return block.kind !== "heading";
    case "introduction":
      return block.kind === "plain" && block.role === "introduction";
    case "preconditions":
      return block.kind === "precondition" || (block.kind === "plain" && block.role === "preconditions");
    case "figure":
      return block.kind === "figure";
    case "steps":
      return (
        block.kind === "paragraph" || block.kind === "note" || (block.kind === "plain" && ["fragment", "unnumbered"].includes(block.role))
      );
  }
}

function variantOf(flow: Flow, variant: string, node: LeafDirective, { template }: Filling): Flow {
  const ids = flow.variants.map(({ id }) => id);
  if (ids.includes(variant)) return resolveVariant(flow, variant);
  throw new BadInput(`${flow.id} has no variant "${variant}"`, {
    place: placeOf(node, template.file),
    remedy: namesInstead(variant, ids, "variants"),
  });
}

function participantOf(flow: Flow, node: LeafDirective, { template }: Filling): string {
  const name = node.attributes?.["participant"] ?? "";
  const found = flow.participants.find((one) => [one.id, one.name].some((each) => each.toLowerCase() === name.toLowerCase()));
  if (found !== undefined) return found.id;
  const names = flow.participants.map((one) => one.name);
  const said = name === "" ? "a procedure is that of one participant" : `${flow.id} has no participant "${name}"`;
  throw new BadInput(said, { place: placeOf(node, template.file), remedy: namesInstead(name, names, "participants") });
}

/** What stands twice could be cited as either. */
function refuseTwice(blocks: readonly ClauseBlock[], name: string, node: LeafDirective, filling: Filling): void {
  for (const block of blocks) {
    if (!("id" in block)) continue;
    const before = filling.shown.get(block.id);
    if (before !== undefined) {
      throw new BadInput(`this part of ${name} stands in line ${before} already`, {
        place: placeOf(node, filling.template.file),
        remedy: "Show each part of a flow once",
      });
    }
  }
  for (const block of blocks) if ("id" in block) filling.shown.set(block.id, node.position?.start.line ?? 1);
}

function ladderOf(flow: Flow): readonly string[] {
  const lines = writeLadder(flow, { columns: LADDER_WIDTH, ascii: true }).split("\n");
  // The title stands in the caption or heading.
  const begin = lines.findIndex((line) => line.trim() === "") + 1;
  return lines
    .slice(begin)
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/gu, "")
    .split("\n");
}

const cell = (value: string): readonly Span[] => (value === "" ? [] : [{ kind: "text", value }]);

function tableOf(flow: Flow): Table {
  const rows = stepRowsOf(flow).map(({ printed, from, to, message, kind, text }) => [
    cell(printed),
    cell(from ?? ""),
    cell(from === to ? "" : (to ?? "")),
    cell(message ?? (kind === "action" || kind === "condition" ? text : kind)),
  ]);
  return { kind: "table", head: ["Step", "From", "To", "What"].map(cell), rows };
}

function errataOf(flow: Flow): Table {
  const rows = flow.errata.map(({ where, was, now, why }) => [where, was, now, why].map(cell));
  return { kind: "table", head: ["Where", "In the source", "Here", "Why"].map(cell), rows };
}
