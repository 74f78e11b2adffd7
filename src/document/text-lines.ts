/** A line of a text. */
export interface TextLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Of its first character in the text, from 0. */
  readonly offset: number;
}

/** Lines end as anybody's do, and at a page break. */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let line = 1;
  let offset = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|[\n\r]|\f\n?/gu)) {
    lines.push({ text: text.slice(offset, index), line, offset });
    offset = index + end.length;
    if (end !== "\f") line += 1;
  }
  lines.push({ text: text.slice(offset), line, offset });
  return lines;
}

/** Lines that stand together, and those that are empty before them. */
export interface LineGroup {
  readonly lines: readonly TextLine[];
  readonly blankBefore: number;
}

/** A PlantUML diagram is one group, whatever stands in it. */
export function groupsOf(lines: readonly TextLine[]): readonly LineGroup[] {
  const groups: LineGroup[] = [];
  let together: TextLine[] = [];
  let blankBefore = 0;
  let inDiagram = false;
  const lastEnd = lines.findLastIndex((line) => line.text.startsWith("@enduml"));
  const close = () => {
    if (together.length === 0) return;
    groups.push({ lines: together, blankBefore });
    blankBefore = 0;
    together = [];
  };
  for (const [index, line] of lines.entries()) {
    if (!inDiagram && index < lastEnd && line.text.startsWith("@startuml")) {
      close();
      inDiagram = true;
    }
    if (!inDiagram && line.text.trim() === "") {
      close();
      blankBefore += 1;
      continue;
    }
    together.push(line);
    if (inDiagram && line.text.startsWith("@enduml")) {
      inDiagram = false;
      close();
    }
  }
  close();
  return groups;
}

/** Columns a line begins with, a tab going to the next multiple of 4. */
export function indentationOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === "\t") columns += 4 - (columns % 4);
    else if (character === " " || character === "\u00A0") columns += 1;
    else break;
  }
  return columns;
}
