import { captionOf, type FigureBlock, headingText, type Span } from "./clause.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { type Block, type Cover, listedIn, type Table } from "./manuscript.ts";

/** Where the figure lies, seen from the clause. */
const FIGURE_FILE = "figure.svg";

/**
 * A clause or a document as Markdown: one block a line, an empty line between. Labels are literal text, never a list that would count
 * anew.
 *
 * @param figureAt where the picture of a figure lies, seen from the file
 */
export function writeMarkdown(
  { blocks }: { readonly blocks: readonly Block[] },
  figureAt: (figure: FigureBlock) => string = () => FIGURE_FILE,
): string {
  let page = "";
  for (const [at, block] of blocks.entries()) {
    // The items of a list stand together; all else has an empty line between.
    const between = at === 0 ? "" : isBullet(block) && isBullet(blocks[at - 1]) ? "\n" : "\n\n";
    page += between + writeBlock(block, blocks, figureAt).join("\n\n");
  }
  return `${page}\n`;
}

function isBullet(block: Block | undefined): boolean {
  return block?.kind === "item" && block.printed === "-";
}

function writeBlock(block: Block, blocks: readonly Block[], figureAt: (figure: FigureBlock) => string): readonly string[] {
  switch (block.kind) {
    case "heading":
      return [`${"#".repeat(Math.min(block.level, 6))} ${escapeMarkdown(headingText(block))}`];
    case "plain":
      return [block.role === "guidance" ? `*${writeLine(block.spans)}*` : writeLine(block.spans)];
    case "precondition":
      return [labelled(block.label, block.spans)];
    case "figure":
      return [`![${escapeMarkdown(block.description)}](${figureAt(block)})`, escapeMarkdown(captionOf(block))];
    case "paragraph":
    case "note":
    case "example":
    case "entry":
      return [labelled(block.printed, block.spans)];
    case "item": {
      const inset = "  ".repeat(block.level - 1);
      return [block.printed === "-" ? `${inset}- ${writeLine(block.spans)}` : labelled(block.printed, block.spans)];
    }
    case "table":
      return [writeTable(block)];
    case "code":
      return [["```text", ...block.lines, "```"].join("\n")];
    case "mark":
      return [`**${escapeMarkdown(block.text)}**`];
    case "cover":
      return writeCover(block);
    case "contents": {
      const headings = listedIn(blocks);
      return [headings.map((each) => `${"  ".repeat(each.level - 1)}- ${escapeMarkdown(headingText(each))}`).join("\n")];
    }
  }
}

function labelled(label: string, spans: readonly Span[]): string {
  return writeLine([{ kind: "text", value: `${label} ` }, ...spans]);
}

/** Where a styled piece goes when the rest of its line is escaped: a character that no document has. */
const FIRST_PLACE = 0xf0000;

/** Words are escaped as the line they make, since what they mean to a parser depends on what stands before them. */
function writeLine(spans: readonly Span[]): string {
  const pieces: string[] = [];
  const line = spans.map((span) => {
    if (span.kind === "text" || span.kind === "reference") return span.value;
    pieces.push(writePiece(span));
    return String.fromCodePoint(FIRST_PLACE + pieces.length - 1);
  });
  const written = escapeMarkdown(line.join("").trim());
  return written.replace(/[\u{f0000}-\u{ffffd}]/gu, (place) => pieces[(place.codePointAt(0) ?? 0) - FIRST_PLACE] ?? "");
}

function writePiece(span: Exclude<Span, { kind: "text" | "reference" }>): string {
  if (span.kind === "link") return span.value === span.url ? `<${span.url}>` : `[${escapeMarkdown(span.value)}](<${span.url}>)`;
  switch (span.look) {
    case "strong":
      return `**${escapeMarkdown(span.value)}**`;
    case "emphasis":
      return `*${escapeMarkdown(span.value)}*`;
    case "code":
      return `\`${span.value}\``;
  }
}

function writeTable({ head, rows }: Table): string {
  const columns = Math.max(1, head.length, ...rows.map((cells) => cells.length));
  const row = (cells: readonly (readonly Span[])[]) =>
    `|${Array.from({ length: columns }, (_, at) => ` ${writeCell([cells[at] ?? []])} |`).join("")}`;
  return [row(head), `|${" --- |".repeat(columns)}`, ...rows.map(row)].join("\n");
}

function writeCover({ title, rows }: Cover): readonly string[] {
  const written = rows.map(({ label, paragraphs }) => `| ${escapeMarkdown(label)}: | ${writeCell(paragraphs)} |`);
  return [[`| ${escapeMarkdown(title)} | |`, "| --- | --- |", ...written].join("\n")];
}

function writeCell(paragraphs: readonly (readonly Span[])[]): string {
  return paragraphs.map((spans) => writeLine(spans).replaceAll("|", "\\|")).join("<br>");
}
