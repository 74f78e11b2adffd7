import type { Place } from "../../model/place.ts";
import { BadInput } from "../../model/wrong.ts";
import type { MarkedPart, Splice } from "./marked-part.ts";

/** A generated part of a Markdown file, from `<!-- callflow:begin … -->` to `<!-- callflow:end -->`. */
export interface MarkdownPart extends MarkedPart {
  /** What makes this of it: a new content, and the sum of it. */
  renew(content: string, hash: string): readonly Splice[];
}

/** Bytes as a text in which each of them is one unit: what is not touched comes out as it went in, whatever it is. */
export function bytesAsText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

export function textAsBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

const asUnits = (text: string) => Buffer.from(text, "utf8").toString("latin1");
const asWords = (units: string) => Buffer.from(units, "latin1").toString("utf8");

const MARK = /^ {0,3}<!--[ \t]*callflow:(\w*)(.*?)-->[ \t]*$/u;
const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const UTF16 = /^(?:\u00ff\u00fe|\u00fe\u00ff)/u;

interface Begin {
  readonly wanted: ReadonlyMap<string, string>;
  readonly hash: string | null;
  readonly place: Place;
  /** Where its line begins, and where the next one does. */
  readonly line: number;
  readonly end: number;
  readonly lineEnd: "\r\n" | "\n";
}

/**
 * The parts of a Markdown file. Marks in fenced code are an example of somebody's, and no marks.
 *
 * @param text as of `bytesAsText`
 * @throws BadInput where a mark is damaged, with its place
 */
export function markdownParts(text: string, file: string): readonly MarkdownPart[] {
  if (UTF16.test(text)) throw new BadInput(`${file} is in UTF-16`, { remedy: "Save it in UTF-8" });
  const parts: MarkdownPart[] = [];
  let open: Begin | null = null;
  let fence: string | null = null;
  let number = 0;
  for (const { at, line, end, lineEnd } of linesOf(text)) {
    number += 1;
    const place = { file, line: number, column: 1 };
    const fenced = FENCE.exec(line)?.[1];
    if (open === null && fence !== null) {
      if (fenced?.startsWith(fence) === true && line.trim() === fenced) fence = null;
      continue;
    }
    if (open === null && fenced !== undefined) fence = fenced;
    const mark = MARK.exec(line);
    if (mark === null) {
      // In `code` it is spoken of.
      if (/(?<!`)<!--\s*callflow:/u.test(line)) throw damaged("this mark is not a line of its own", place);
      continue;
    }
    const [, name, rest = ""] = mark;
    if (name === "begin") {
      if (open !== null)
        throw damaged(`a part begins within that of line ${open.place.line}`, place, `Put <!-- callflow:end --> before it`);
      open = { ...attributesIn(asWords(rest), place), place, line: at, end, lineEnd };
    } else if (name === "end") {
      if (open === null)
        throw damaged(
          "a part ends that has not begun",
          place,
          "Take this line out, or put <!-- callflow:begin flow=… part=… --> before it",
        );
      if (rest.trim() !== "") throw damaged(`an end says nothing more, and this one says "${asWords(rest).trim()}"`, place);
      parts.push(partOf(open, at, text));
      open = null;
    } else throw damaged(`there is no mark "callflow:${name}"`, place, "There are callflow:begin and callflow:end");
  }
  if (open !== null) throw damaged("this part has no end", open.place, "Put <!-- callflow:end --> behind it, on a line of its own");
  return parts;
}

function damaged(
  what: string,
  place: Place,
  remedy = "A mark is a line of its own, as <!-- callflow:begin flow=mmsc-transfer part=text -->",
): BadInput {
  return new BadInput(what, { place, remedy });
}

function* linesOf(text: string): Generator<{ at: number; line: string; end: number; lineEnd: "\r\n" | "\n" }> {
  // The three bytes of a byte order mark are no part of the first line.
  for (let at = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found + 1;
    const line = text.slice(at, end).replace(/\r?\n$/u, "");
    yield { at, line, end, lineEnd: text[found - 1] === "\r" ? "\r\n" : "\n" };
    at = end;
  }
}

/** `flow=mmsc-transfer part=procedure participant="MMSC AS"`. */
function attributesIn(text: string, place: Place): { readonly wanted: ReadonlyMap<string, string>; readonly hash: string | null } {
  const wanted = new Map<string, string>();
  const left = text.replace(/([A-Za-z]+)=(?:"([^"]*)"|([^\s"]+))/gu, (whole, name: string, quoted?: string, bare?: string) => {
    if (wanted.has(name)) return whole;
    wanted.set(name, quoted ?? bare ?? "");
    return "";
  });
  if (left.trim() !== "") throw damaged(`this mark says "${left.trim()}"`, place);
  const hash = wanted.get("hash") ?? null;
  wanted.delete("hash");
  if (hash !== null && !/^[0-9a-f]{12}(?:-[0-9a-f]{12})?$/u.test(hash))
    throw damaged(`no hash is "${hash}"`, place, "Take hash=… out of the mark: what stands below it is yours then, and --force renews it");
  if ((wanted.get("flow") ?? "") === "") throw damaged("this mark names no flow", place);
  return { wanted, hash };
}

function partOf(open: Begin, end: number, text: string): MarkdownPart {
  const content = asWords(text.slice(open.end, end)).replaceAll("\r\n", "\n");
  return {
    wanted: open.wanted,
    hash: open.hash,
    content,
    place: open.place,
    renew(wanted, hash) {
      const line = text.slice(open.line, open.end);
      const marked = / hash=\S+/u.test(line)
        ? line.replace(/ hash=[^\s>]+/u, ` hash=${hash}`)
        : line.replace(/\s*-->/u, ` hash=${hash} -->`);
      return [
        ...(marked === line ? [] : [{ from: open.line, to: open.end, text: marked }]),
        ...(wanted === content ? [] : [{ from: open.end, to: end, text: asUnits(wanted.replaceAll("\n", open.lineEnd)) }]),
      ];
    },
  };
}
