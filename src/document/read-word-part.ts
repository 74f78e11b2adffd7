import type { Block, Notice } from "./tree.ts";
import { codeIn } from "./word-fields.ts";
import { closeElement, openContainer } from "./word-open-container.ts";
import { openProperty } from "./word-open-properties.ts";
import { openText, textIn } from "./word-open-text.ts";
import type { WordContext } from "./word-paragraph.ts";
import { type Closer, frameOf, type NoteReference, newReading, type Within } from "./word-reading.ts";
import type { Both, ViewMask } from "./word-views.ts";
import { readXml } from "./xml-stream.ts";

export interface WordPart {
  readonly blocks: Both<readonly Block[]>;
  readonly isTracked: boolean;
  readonly references: readonly NoteReference[];
  /** Of a part that consists of notes: what each of them holds, by its id. */
  readonly notes: ReadonlyMap<string, Both<readonly Block[]>>;
  readonly notices: readonly Notice[];
}

/** Elements that hold nothing to be read. */
const skipped: ReadonlySet<string> = new Set(
  (
    "w:rPrChange w:tblPr w:tblGrid w:tblPrEx w:tblPrChange w:tblPrExChange w:trPrChange w:tcPrChange w:sdtPr w:sdtEndPr w:smartTagPr " +
    "w:customXmlPr w:rt w:fldData m:ctrlPr"
  ).split(" "),
);

/** Elements that have a meaning here. All others are seen through. */
const known = new Map(
  (
    "w:p w:r w:t m:t w:delText w:rPr w:ins w:moveTo w:cellIns w:del w:moveFrom w:cellDel w:tab w:ptab w:br w:cr w:noBreakHyphen w:sym w:fldChar " +
    "w:vanish w:rStyle w:footnoteReference w:endnoteReference w:commentReference w:pPr w:pStyle w:numPr w:numId w:ilvl w:numberingChange w:ind " +
    "w:pPrChange w:tbl w:tr w:trPr w:tc w:tcPr w:drawing w:pict w:object wp:docPr v:shape v:rect v:group w:txbxContent mc:AlternateContent " +
    "mc:Choice mc:Fallback w:footnote w:endnote w:comment w:altChunk w:subDoc w16se:symEx w:instrText w:delInstrText w:framePr w:sectPr w:rFonts w:vMerge " +
    "w:document w:footnotes w:endnotes w:comments"
  )
    .split(" ")
    .map((name) => [name, name]),
);

/**
 * Reads a part that holds paragraphs: the document itself, its footnotes, endnotes or comments. Both views come out of one pass.
 *
 * @throws BadInput where it is damaged or too large
 */
export async function readWordPart(pieces: AsyncIterable<Uint8Array>, what: string, context: WordContext): Promise<WordPart> {
  const reading = newReading(context);
  // One entry for each open element.
  const withins: Within[] = [];
  const masks: ViewMask[] = [];
  const closers: Closer[] = [];
  await readXml<string>(pieces, what, {
    codeOf: (name) => (skipped.has(name) ? "skip" : (known.get(name) ?? "")),
    open(name, attributes) {
      withins.push(reading.within);
      masks.push(reading.mask);
      let closer: Closer = "";
      if (name === "skip") reading.within = "skip";
      else if (reading.within === "skip") {
        if (name === "w:p") reading.count += 1;
      } else if (name !== "") {
        closer =
          openText(name, attributes, reading) ?? openProperty(name, attributes, reading) ?? openContainer(name, attributes, reading) ?? "";
      }
      closers.push(closer);
    },
    close() {
      closeElement(closers.pop() ?? "", reading);
      reading.within = withins.pop() ?? "";
      reading.mask = masks.pop() ?? reading.mask;
    },
    text(text) {
      if (reading.within === "text") textIn(text, reading);
      else if (reading.within === "field code") codeIn(text, reading);
    },
  });
  const frame = frameOf(reading);
  reading.emitter.flush(frame);
  const { isTracked, references, notes, notices } = reading;
  return { blocks: frame.blocks, isTracked, references, notes, notices };
}
