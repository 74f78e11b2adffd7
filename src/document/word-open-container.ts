import { cutLoose } from "./spell.ts";
import type { Block, Figure } from "./tree.ts";
import { changeOf, closeCell, closeRow, type Frame, newFrame, put, putBoth, tableIn } from "./word-containers.ts";
import { type Closer, frameOf, notice, placeOf, topOf, type WordReading } from "./word-reading.ts";
import { takeIn } from "./word-take-in.ts";
import type { Both } from "./word-views.ts";
import { BOTH, isIn, views } from "./word-views.ts";
import type { Attributes } from "./xml-stream.ts";

/** Tables, rows, cells and text boxes in each other, beyond which they are read as what stands in them. */
const DEEPEST = 3 * 64;

/** Elements that hold paragraphs, or alternatives of them. @returns null for any other */
export function openContainer(name: string, attributes: Attributes, reading: WordReading): Closer | null {
  const top = topOf(reading);
  const { containers, figures, alternatives, paragraph } = reading;
  switch (name) {
    case "w:tbl":
      if (containers.length > DEEPEST) {
        notice(reading, "Tables are nested deeper than 64 times here, and are read as the paragraphs in them");
        return "";
      }
      containers.push({
        kind: "table",
        rows: [[], []],
        place: { ...placeOf(reading), line: reading.count + 1, wordParagraph: reading.count + 1 },
        differs: false,
      });
      return "tbl";
    case "w:tr":
      if (top.kind !== "table") return "";
      containers.push({ kind: "row", cells: [[], []], mask: BOTH, differs: false });
      return "tr";
    case "w:trPr":
      if (top.kind === "row") reading.within = "row";
      return "";
    case "w:tc":
      if (top.kind !== "row") return "";
      reading.mask &= top.mask;
      // Here a view is known to have the row, and by that the table.
      reading.emitter.flush(frameOf(reading), reading.mask);
      containers.push(newFrame());
      return "tc";
    case "w:vMerge":
      if (reading.within === "cell" && top.kind === "frame") top.isCovered = attributes["w:val"] !== "restart";
      return "";
    case "w:tcPr":
      if (top.kind === "frame" && containers.at(-2)?.kind === "row") reading.within = "cell";
      return "";
    case "w:drawing":
    case "w:pict":
    case "w:object":
      if (paragraph === null || reading.within !== "") return "";
      figures.push({ alt: "", place: placeOf(reading), frame: null });
      return "figure";
    case "wp:docPr":
      describe(attributes["descr"] ?? attributes["title"], reading);
      return "";
    case "v:shape":
    case "v:rect":
    case "v:group":
      describe(attributes["alt"], reading);
      return "";
    case "w:txbxContent":
      return openBox(reading);
    case "mc:AlternateContent":
      alternatives.push(false);
      return "alternatives";
    case "mc:Choice":
    case "mc:Fallback":
      if (alternatives.at(-1) === true || !isUnderstood(attributes["Requires"])) reading.within = "skip";
      else if (alternatives.length > 0) alternatives[alternatives.length - 1] = true;
      return "";
    case "w:footnote":
    case "w:endnote":
    case "w:comment":
      if (containers.length > 1 || (attributes["w:type"] ?? "normal") !== "normal") {
        reading.within = "skip";
        return "";
      }
      reading.noteIds.push(attributes["w:id"] ?? "");
      containers.push(newFrame());
      return "note";
    case "w:document":
    case "w:footnotes":
    case "w:endnotes":
    case "w:comments":
      reading.isAllPreserved = attributes["xml:space"] === "preserve";
      return "";
    case "w:altChunk":
      takeIn(reading.context.chunks.get(attributes["r:id"] ?? ""), reading);
      return "";
    case "w:subDoc":
      takeIn(undefined, reading);
      return "";
    default:
      return null;
  }
}

/** Prefixes of what Word has added since 2007, as everybody writes them. */
const understood = /^(?:wp[scgi]|wp14|w1[456]|w16\w+|a14|am3d|aink|cx\d?|[wmav]|wp|pic|o)$/u;

/** Whether an alternative is for programs that know no more than is known here; ECMA-376 part 3, 7.6. */
function isUnderstood(prefixes: string | undefined): boolean {
  return (prefixes ?? "").split(/\s+/u).every((prefix) => prefix === "" || understood.test(prefix));
}

function describe(alt: string | undefined, { figures }: WordReading): void {
  const figure = figures.at(-1);
  if (figure !== undefined && figure.alt === "") figure.alt = cutLoose((alt ?? "").trim());
}

function openBox(reading: WordReading): Closer {
  const { containers, figures, paragraph, fields, target } = reading;
  const figure = figures.at(-1);
  if (figure === undefined || containers.length > DEEPEST) {
    notice(reading, "A text box stands here outside of a drawing, or too deep in others, and is not read");
    reading.within = "skip";
    return "";
  }
  figure.frame ??= newFrame();
  containers.push(figure.frame);
  reading.waiting.push({ paragraph, fields, target });
  reading.paragraph = null;
  reading.fields = [];
  return "box";
}

/** What is to be done where an element ends. */
export function closeElement(closer: Closer, reading: WordReading): void {
  const { containers, paragraph, figures } = reading;
  switch (closer) {
    case "":
      break;
    case "p":
      closeParagraph(reading);
      break;
    case "before":
      if (paragraph !== null) reading.target = paragraph.now;
      break;
    case "r":
      reading.isHidden = reading.hiddenRuns.pop() ?? false;
      break;
    case "tbl": {
      const table = containers.pop();
      const frame = frameOf(reading);
      if (table?.kind !== "table") break;
      const [accepted, original] = [tableIn(table, 0), tableIn(table, 1)];
      if (!table.differs) {
        if (accepted !== null) putBoth(frame, accepted);
        break;
      }
      if (accepted !== null) put(frame, 0, accepted);
      if (original !== null) put(frame, 1, original);
      break;
    }
    case "tr": {
      const row = containers.pop();
      const table = topOf(reading);
      if (row?.kind === "row" && table.kind === "table") closeRow(table, row);
      break;
    }
    case "tc": {
      const cell = closeFrame(reading);
      const row = topOf(reading);
      if (cell !== null && row.kind === "row") closeCell(row, cell);
      break;
    }
    case "figure": {
      const figure = figures.pop();
      if (figure === undefined || paragraph === null) break;
      const blocks: Both<readonly Block[]> = figure.frame?.blocks ?? [[], []];
      const isOne = reading.mask === BOTH && figure.frame?.differs !== true;
      const made = views.map((view): Figure => {
        const { alt, place } = figure;
        return {
          kind: "figure",
          alt,
          blocks: blocks[view],
          place,
          change: isOne ? "none" : reading.mask === BOTH ? "changed" : changeOf(reading.mask),
        };
      });
      for (const view of views) {
        const block = made[isOne ? 0 : view];
        if (isIn(reading.mask, view) && block !== undefined) paragraph.figures[view].push(block);
      }
      break;
    }
    case "box": {
      const waiting = reading.waiting.pop();
      closeFrame(reading);
      reading.paragraph = waiting?.paragraph ?? null;
      reading.fields = waiting?.fields ?? [];
      reading.target = waiting?.target ?? reading.target;
      break;
    }
    case "alternatives":
      reading.alternatives.pop();
      break;
    case "note": {
      const frame = closeFrame(reading);
      const id = reading.noteIds.pop();
      if (frame !== null && id !== undefined) reading.notes.set(id, frame.blocks);
    }
  }
}

function closeFrame(reading: WordReading): Frame | null {
  const frame = reading.containers.pop();
  if (frame?.kind !== "frame") return null;
  reading.emitter.flush(frame);
  return frame;
}

function closeParagraph(reading: WordReading): void {
  const { paragraph, mask } = reading;
  if (paragraph !== null) reading.emitter.end(paragraph, frameOf(reading), mask);
  const waiting = reading.waiting.pop();
  reading.paragraph = waiting?.paragraph ?? null;
  reading.target = waiting?.target ?? reading.target;
  // A code that does not end with its paragraph has lost its end: what follows is to be seen.
  if (reading.fields.some(({ isHidden }) => isHidden))
    reading.fields = reading.fields.map((field) => ({ ...field, isCode: false, isHidden: false }));
}
