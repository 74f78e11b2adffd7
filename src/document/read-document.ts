import { joined } from "../model/join-bytes.ts";
import { BadInput } from "../model/wrong.ts";
import { type Archive, WITHOUT_PASSWORD } from "./archive.ts";
import { decodeText } from "./decode-text.ts";
import { flatArchive } from "./flat-archive.ts";
import { type ContentKind, kindOfCompound, kindOfContent } from "./kind-of-content.ts";
import { readText } from "./read-text.ts";
import type { Block, DocumentFormat, Notice, ReadDocument } from "./tree.ts";

/** What the machine does for the readers. */
export interface DocumentTools {
  /** @throws BadInput where it is no zip, or damaged */
  openArchive(bytes: Uint8Array, file: string): Promise<Archive>;
  /**
   * A Word file of before 2007 as a docx, or, where nobody can convert it, its text.
   *
   * @throws BadInput where neither can be had
   */
  convertDoc(bytes: Uint8Array, file: string): Promise<ConvertedDoc>;
  /** What else an office program reads, as a docx; null where nobody can convert it. */
  convertOther(bytes: Uint8Array): Promise<Uint8Array | null>;
}

export type ConvertedDoc =
  | { readonly kind: "docx"; readonly bytes: Uint8Array }
  | { readonly kind: "text"; readonly body: string; readonly footnotes: string; readonly lost: string };

export interface DocumentOptions {
  /** As the user would type it. */
  readonly file: string;
  readonly tools: DocumentTools;
}

/**
 * One document from its bytes. What it is, its content says; its name only tells Markdown from plain text.
 *
 * @throws BadInput where it cannot be read, or is an archive of several
 */
export async function readDocument(bytes: Uint8Array, options: DocumentOptions): Promise<ReadDocument> {
  const read: ReadDocument[] = [];
  for await (const each of readDocuments(bytes, options)) {
    if (each instanceof BadInput) throw each;
    read.push(each);
  }
  const [only] = read;
  if (only === undefined || read.length > 1) throw new BadInput(`${options.file} holds ${read.length} documents, not one`);
  return only;
}

/** Archives in archives, no deeper. */
const DEEPEST_ARCHIVE = 2;

/**
 * All documents of a file: the file itself, or those in the archive that it is, called `file.zip!/inner.docx`. A document inside an
 * archive that cannot be read is a `BadInput` among the others.
 *
 * @throws BadInput where the file itself cannot be read, or holds no document
 */
export async function* readDocuments(bytes: Uint8Array, options: DocumentOptions, depth = 0): AsyncGenerator<ReadDocument | BadInput> {
  const { file, tools } = options;
  if (/(?:^|\/)~\$[^/]*$/u.test(file)) {
    throw new BadInput(`${file} is no document, but the mark that Word leaves beside one that is open`, {
      remedy: "Give the document itself",
    });
  }
  const kind = kindOfContent(bytes);
  switch (kind) {
    case "text":
      if (bytes.length === 0 && isOfficeName(file)) throw new BadInput(`${file} is empty`, { remedy: "Download or copy it again" });
      yield await readPlain(bytes, file);
      break;
    case "zip":
      yield* readArchive(await tools.openArchive(bytes, file), options, depth);
      break;
    case "compound":
      yield await readDoc(bytes, options);
      break;
    case "package":
      yield await (await import("./read-docx.ts")).readDocx(flatArchive(bytes, file), file, tools);
      break;
    case "rtf":
    case "word xml":
    case "old word": {
      const converted = await tools.convertOther(bytes);
      if (converted === null) throw new BadInput(`${file} ${others[kind].is}`, { remedy: others[kind].remedy });
      yield await readConverted(converted, options);
      break;
    }
    case "empty zip":
    case "pdf":
    case "html":
    case "picture":
    case "archive":
      throw new BadInput(`${file} ${others[kind].is}`, {
        remedy: kind === "html" && isOfficeName(file) ? "Its download may have failed: look at it in a browser" : others[kind].remedy,
      });
  }
}

async function readConverted(bytes: Uint8Array, { file, tools }: DocumentOptions): Promise<ReadDocument> {
  return (await import("./read-docx.ts")).readDocx(await tools.openArchive(bytes, file), file, { format: "doc" });
}

const save = "Save it as .docx";
const saveOrConvert = "Save it as .docx, or install LibreOffice, which is used to convert it";
const others: Readonly<
  Record<Exclude<ContentKind, "text" | "zip" | "compound" | "package">, { readonly is: string; readonly remedy: string }>
> = {
  "empty zip": { is: "is an empty archive", remedy: "Give a .docx, .doc, .md or .txt file, or a .zip of them" },
  pdf: { is: "is a PDF file, whose paragraphs cannot be told apart", remedy: "Give the document it was made from" },
  rtf: { is: "is an RTF file", remedy: saveOrConvert },
  html: { is: "is a web page", remedy: `${save} or .md` },
  "word xml": { is: "is a Word 2003 file in XML", remedy: saveOrConvert },
  "old word": { is: "is from a Word of before 1995", remedy: saveOrConvert },
  picture: { is: "is a picture", remedy: "Give the document it is from" },
  archive: { is: "is an archive of a kind that is not read", remedy: "Give a .zip, or what is in it" },
};

/** A Word file is an archive, too. The archive may be one on disk that is too large to be held. */
export async function* readArchive(archive: Archive, options: DocumentOptions, depth = 0): AsyncGenerator<ReadDocument | BadInput> {
  const { file, tools } = options;
  const names = new Set(archive.names);
  if (names.has("[Content_Types].xml") || names.has("word/document.xml")) {
    const other = names.has("xl/workbook.xml") ? "an Excel" : names.has("ppt/presentation.xml") ? "a PowerPoint" : null;
    if (other !== null)
      throw new BadInput(`${file} is ${other} file`, { remedy: "Give a .docx, .doc, .md or .txt file, or a .zip of them" });
    yield await (await import("./read-docx.ts")).readDocx(archive, file, tools);
    return;
  }
  if (names.has("META-INF/manifest.xml") && names.has("content.xml")) {
    throw new BadInput(`${file} is an OpenDocument file`, { remedy: save });
  }
  const documents = archive.names.filter(
    (name) => /\.(?:docx|docm|dotx|dotm|doc|md|markdown|txt|zip)$/iu.test(name) && !/(?:^|\/)(?:~\$|\.|__MACOSX\/)/u.test(name),
  );
  if (documents.length === 0)
    throw new BadInput(`${file} holds no document`, { remedy: "Give a .docx, .doc, .md or .txt file, or a .zip of them" });
  const failed: Failure[] = [];
  for (const name of documents) {
    const inner = `${file}!/${name}`;
    try {
      if (/\.zip$/iu.test(name) && depth + 1 >= DEEPEST_ARCHIVE)
        throw new BadInput(`${inner} is an archive in an archive in an archive`, { remedy: "Unpack it" });
      yield* readDocuments(await wholeOf(archive, name), { file: inner, tools }, depth + 1);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      failed.push({ name, error });
    }
  }
  yield* together(failed, file);
}

interface Failure {
  readonly name: string;
  readonly error: BadInput;
}

/** Names of those that share a line with another. */
const MOST_NAMES = 3;

/** What is wrong with several in the same way is one line. */
function together(failed: readonly Failure[], file: string): readonly BadInput[] {
  const groups = new Map<string, Failure[]>();
  for (const each of failed) {
    const kind = each.error.message.replaceAll(each.name, "");
    groups.set(kind, [...(groups.get(kind) ?? []), each]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first?.error ?? [];
    const names = others.slice(0, MOST_NAMES).map(({ name }) => name);
    const list = `${names.join(", ")}${others.length > MOST_NAMES ? ", …" : ""}`;
    return new BadInput(`${first.error.message}; the same goes for ${others.length} more in ${file}: ${list}`, {
      remedy: first.error.remedy,
    });
  });
}

async function wholeOf(archive: Archive, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of archive.read(name)) pieces.push(piece);
  return joined(pieces);
}

async function readPlain(bytes: Uint8Array, file: string): Promise<ReadDocument> {
  const { text, doubt } = decodeText(bytes, file);
  const format = /\.(?:md|markdown|mkd|mdown)$/iu.test(file) ? "md" : "txt";
  const { blocks, notices: found } =
    format === "md" ? await (await import("./read-markdown.ts")).readMarkdown(text, file) : { blocks: readText(text, file), notices: [] };
  const notices: Notice[] = [];
  const say = (line: number, text: string) => notices.push({ place: { file, line, column: 1, wordParagraph: null }, text });
  if (isOfficeName(file)) say(1, "This is plain text, whatever its name says, and is read as such");
  if (doubt !== null) say(doubt.line, doubt.text);
  return only(file, format, blocks, [...notices, ...found]);
}

/** A name that promises more than text. */
function isOfficeName(file: string): boolean {
  return /\.(?:docx?|docm|dotx|zip|pdf|rtf)$/iu.test(file);
}

async function readDoc(bytes: Uint8Array, options: DocumentOptions): Promise<ReadDocument> {
  const { file, tools } = options;
  switch (kindOfCompound(bytes)) {
    case "encrypted":
      throw new BadInput(`${file} is protected with a password`, { remedy: WITHOUT_PASSWORD });
    case "restricted":
      throw new BadInput(`${file} is for some people only, and encrypted for them`, { remedy: "Ask for a copy without such restrictions" });
    case "other":
      throw new BadInput(`${file} is an Office file, but no Word document`, {
        remedy: "Give a .docx, .doc, .md or .txt file, or a .zip of them",
      });
    case "doc":
  }
  const converted = await tools.convertDoc(bytes, file);
  switch (converted.kind) {
    case "docx":
      return readConverted(converted.bytes, options);
    case "text": {
      const footnotes = readText(converted.footnotes, file).map((block) =>
        block.kind === "paragraph" ? { ...block, role: "footnote" as const } : block,
      );
      const place = { file, line: 1, column: 1, wordParagraph: null };
      return only(file, "doc", [...readText(converted.body, file), ...footnotes], [{ place, text: converted.lost }]);
    }
  }
}

function only(file: string, format: DocumentFormat, blocks: readonly Block[], notices: readonly Notice[]): ReadDocument {
  return { accepted: { kind: "document", file, format, blocks, notices }, original: null };
}
