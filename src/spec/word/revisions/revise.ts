import { type Edit, editsBetween } from "../../comparison/word-edits.ts";
import { el, type Xml } from "../xml.ts";
import { type Piece, type PiecedParagraph, paragraphsIn, piecesIn } from "./pieces.ts";

/** Who makes a change, and when. */
export interface Revision {
  readonly author: string;
  /** As Word writes it: `2026-01-31T00:00:00Z`. */
  readonly date: string;
}

/** A block as it was and as it is, as written; null where it is not there. */
export interface WrittenPair {
  readonly old: Xml | null;
  readonly now: Xml | null;
}

type Kind = "kept" | "inserted" | "deleted";

/** A paragraph of the revised document: what has become of its words, and of its mark. */
type Revised = { readonly mark: Kind } & (
  | { readonly kind: "kept"; readonly old: PiecedParagraph; readonly now: PiecedParagraph }
  | { readonly kind: "inserted" | "deleted"; readonly own: PiecedParagraph }
);

/** A text with all that has changed in it as Word's revision marks: who accepts all has the new version, who rejects all has the old one. */
export function revise(pairs: readonly WrittenPair[], revision: Revision): Xml {
  const paragraphs = withLastKept(pairs.flatMap(pairUp));
  const writer = new RevisionWriter(revision, Math.max(0, ...pairs.flatMap(({ now }) => bookmarksIn(now ?? ""))));
  // The mark of a paragraph joins it to the next one: behind the last that stays, marks belong to the paragraph before.
  const last = paragraphs.findLastIndex(({ kind }) => kind === "kept");
  return paragraphs
    .map((paragraph, at) => {
      const isTail = at >= last && paragraphs.length - 1 > last;
      const mark = isTail ? (paragraphs[at + 1]?.kind ?? "kept") : paragraph.mark;
      const before = isTail && at === paragraphs.length - 1 ? paragraphs[last] : undefined;
      return writer.paragraph(paragraph, mark, before);
    })
    .join("");
}

/** Bookmarks and revisions are numbered together. */
function bookmarksIn(xml: Xml): readonly number[] {
  return [...xml.matchAll(/<w:bookmarkStart w:id="(\d+)"/gu)].map(([, number]) => Number(number));
}

/**
 * The paragraphs of a block that both have are compared one by one: the pages of a figure from the first, and its caption. Where there are
 * more pages on one side, their marks are those at the head, so that each stands before a page that the other side has: LibreOffice takes
 * no mark away behind a drawing that goes with it.
 */
function pairUp({ old, now }: WrittenPair): readonly Revised[] {
  const [olds, nows] = [old, now].map((xml) => (xml === null ? [] : paragraphsIn(xml).map(piecesIn))) as [
    PiecedParagraph[],
    PiecedParagraph[],
  ];
  if (old === null) return nows.map((own) => ({ kind: "inserted", mark: "inserted", own }));
  if (now === null) return olds.map((own) => ({ kind: "deleted", mark: "deleted", own }));
  const common = Math.min(olds.length, nows.length) - 1;
  const kind = olds.length > nows.length ? "deleted" : "inserted";
  const more = olds.length > nows.length ? olds.slice(common, -1) : nows.slice(common, -1);
  const markAt = (at: number): Kind => (at < more.length ? kind : "kept");
  const pair = (one: PiecedParagraph | undefined, other: PiecedParagraph | undefined, mark: Kind): readonly Revised[] =>
    one === undefined || other === undefined ? [] : [{ kind: "kept", mark, old: one, now: other }];
  return [
    ...olds.slice(0, common).flatMap((one, at) => pair(one, nows[at], markAt(at))),
    ...more.map((own, at): Revised => ({ kind, mark: markAt(common + at), own })),
    ...pair(olds.at(-1), nows.at(-1), "kept"),
  ];
}

/** A document has a last paragraph mark, which no revision takes away: what is gone there and what is new share it. */
function withLastKept(paragraphs: readonly Revised[]): readonly Revised[] {
  const tail = paragraphs.slice(paragraphs.findLastIndex(({ kind }) => kind === "kept") + 1);
  const [gone, come] = ["deleted", "inserted"].map((kind) => tail.findLast((one) => one.kind === kind));
  if (gone === undefined || come === undefined || gone.kind === "kept" || come.kind === "kept") return paragraphs;
  return [...paragraphs.filter((one) => one !== gone && one !== come), { kind: "kept", mark: "kept", old: gone.own, now: come.own }];
}

class RevisionWriter {
  readonly #by: Revision;
  #number: number;

  constructor(by: Revision, number: number) {
    this.#by = by;
    this.#number = number;
  }

  /** @param before whose properties it takes once it has no paragraph of its own any more */
  paragraph(paragraph: Revised, mark: Kind, before: Revised | undefined): Xml {
    const own = paragraph.kind === "kept" ? paragraph.now : paragraph.own;
    const old = paragraph.kind === "kept" ? paragraph.old : paragraph.own;
    const left = before === undefined ? null : before.kind === "kept" ? before : null;
    const [was, is] =
      left === null
        ? [old.properties, own.properties]
        : paragraph.kind === "deleted"
          ? [old.properties, left.now.properties]
          : [left.old.properties, own.properties];
    const marked = mark === "kept" ? "" : el("w:rPr", {}, this.#change(mark === "inserted" ? "w:ins" : "w:del"));
    // A wider number moves its text in: nobody wants to be asked about that.
    const changed = styleOf(was) === styleOf(is) ? "" : this.#change("w:pPrChange", el("w:pPr", {}, was.replace(/<w:sectPr.*$/su, "")));
    const [head = "", section = ""] = is.split(/(?=<w:sectPr)/u);
    // What is gone ends no section any more.
    const properties = head + marked + (paragraph.kind === "deleted" && left === null ? "" : section) + changed;
    return el("w:p", {}, properties === "" ? "" : el("w:pPr", {}, properties), this.#content(paragraph));
  }

  #content(paragraph: Revised): Xml {
    if (paragraph.kind !== "kept") return this.#runs({ kind: paragraph.kind, pieces: paragraph.own.pieces });
    // Bookmarks stand where the new version has them.
    const old = paragraph.old.pieces.filter(({ kind }) => kind !== "mark");
    const edits = editsBetween(old, paragraph.now.pieces, ({ kind, key, content }) => (kind === "mark" ? content : key));
    return edits.map((edit) => this.#runs(edit)).join("");
  }

  #runs({ kind, pieces }: Edit<Piece>): Xml {
    const runs: Xml[] = [];
    let texts: Piece[] = [];
    const flush = () => {
      if (texts.length > 0) runs.push(this.#wrapped(kind, textRuns(texts, kind === "deleted" ? "w:delText" : "w:t")));
      texts = [];
    };
    for (const piece of pieces) {
      if (piece.kind === "text") {
        texts.push(piece);
        continue;
      }
      flush();
      if (piece.kind === "mark") runs.push(kind === "deleted" ? "" : piece.content);
      else runs.push(this.#whole(kind, piece));
    }
    flush();
    return runs.join("");
  }

  #whole(kind: Edit<Piece>["kind"], { content, key }: Piece): Xml {
    if (kind === "kept") return content;
    if (/^<w:r><(?:mc:|w:drawing)/u.test(content)) return this.#wrapped(kind, content);
    // What is gone is no field and no link any more, only its words.
    if (kind === "deleted") return this.#wrapped(kind, textRuns([{ kind: "text", key, looks: "", content: key }], "w:delText"));
    const link = /^(<w:hyperlink[^>]*>)(.*)(<\/w:hyperlink>)$/su.exec(content);
    return link === null ? this.#wrapped(kind, content) : `${link[1]}${this.#wrapped(kind, link[2] ?? "")}${link[3]}`;
  }

  #wrapped(kind: Edit<Piece>["kind"], runs: Xml): Xml {
    return kind === "kept" ? runs : this.#change(kind === "inserted" ? "w:ins" : "w:del", runs);
  }

  #change(name: string, content: Xml = ""): Xml {
    this.#number += 1;
    return el(name, { "w:id": this.#number, "w:author": this.#by.author, "w:date": this.#by.date }, content);
  }
}

function styleOf(properties: Xml): string {
  return /<w:pStyle w:val="([^"]*)"/u.exec(properties)?.[1] ?? "";
}

/** Texts of the same looks in one run. */
function textRuns(pieces: readonly Piece[], name: string): Xml {
  const runs: { readonly looks: Xml; text: string }[] = [];
  for (const { looks, content } of pieces) {
    const last = runs.at(-1);
    if (last?.looks === looks) last.text += content;
    else runs.push({ looks, text: content });
  }
  return runs
    .map(({ looks, text }) => {
      const pieces = text.split("\t").map((words) => (words === "" ? "" : `<${name} xml:space="preserve">${words}</${name}>`));
      return el("w:r", {}, looks === "" ? "" : el("w:rPr", {}, looks), pieces.join("<w:tab/>"));
    })
    .join("");
}
