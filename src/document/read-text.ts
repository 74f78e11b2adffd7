import { paragraphsOfLines } from "./line-paragraphs.ts";
import { withoutFurniture } from "./page-furniture.ts";
import { groupsOf, linesOf, type TextLine } from "./text-lines.ts";
import type { Block, CodeBlock } from "./tree.ts";
import { wrapWidth } from "./unwrap.ts";

/** Plain text: a paragraph for each line, or for the lines that somebody has wrapped. */
export function readText(text: string, file: string): readonly Block[] {
  const lines = withoutFurniture(text, linesOf(text));
  return textBlocks(lines, file, wrapWidth(groupsOf(lines).map((group) => group.lines.map((line) => line.text))));
}

/** @param width see `wrapWidth` */
export function textBlocks(lines: readonly TextLine[], file: string, width: number | null): readonly Block[] {
  return groupsOf(lines).flatMap(({ lines, blankBefore }): readonly Block[] => {
    const diagram = plantUmlIn(lines, file);
    if (diagram !== null) return [diagram];
    const seen = lines.map((line) => ({ pieces: [{ ...line, column: 1 }], source: line.text, isBroken: false }));
    return paragraphsOfLines(seen, { file, width, blankBefore, markup: null });
  });
}

function plantUmlIn(lines: readonly TextLine[], file: string): CodeBlock | null {
  const [first] = lines;
  if (first === undefined || !first.text.startsWith("@startuml") || lines.at(-1)?.text.startsWith("@enduml") !== true) return null;
  const text = lines.map((line) => line.text).join("\n");
  return { kind: "code", language: "plantuml", text, place: { file, line: first.line, column: 1, wordParagraph: null } };
}
