import type { Block, Paragraph, TableRow } from "../document/index.ts";
import { Violation } from "../model/wrong.ts";

/** Which cells of a row say who sends what to whom: of a column "Direction", or of two columns "From" and "To". */
interface Columns {
  /** Whether the first row calls them anything at all. */
  readonly areNamed: boolean;
  readonly from: number;
  readonly to: number;
  /** -1 where none is called so. */
  readonly message: number;
}

/** A row as the step it is: `UE → AMF: Registration Request`, and which of its cells say so. */
export interface ToldRow {
  readonly paragraph: Paragraph;
  readonly used: ReadonlySet<number>;
}

const FROM = /^(?:from|source|src|sender|originator|initiator)$/iu;
const TO = /^(?:to|dest(?:ination)?|dst|receiver|recipient|target)$/iu;
const MESSAGE = /^(?:(?:[\w-]+\s+){0,2}(?:messages?|signals?|methods?|primitives?|operations?|requests?)(?:\s+(?:name|type))?)$/iu;
/** No version, date or value. */
const NAME = /^["“(]?\p{L}(?!\d*(?:\.\d+)+$)/u;
const WAY = /^[^:|]{1,60}?\s*(?:-{1,3}>{1,2}|={1,3}>|→|⇒)\s*[^:|→⇒>]{1,60}$/u;

/** What the first row calls its columns. */
export function columnsOf([header]: readonly TableRow[]): Columns {
  const names = (header?.cells ?? []).map(({ blocks }) => textOf(blocks)?.text.trim() ?? "");
  const named = (pattern: RegExp) => names.findIndex((name) => pattern.test(name));
  const [from, to] = [named(FROM), named(TO)];
  const isPair = from > 0 && to > 0;
  return { areNamed: /^(?:#|\p{L})/u.test(names[0] ?? ""), from: isPair ? from : -1, to: isPair ? to : -1, message: named(MESSAGE) };
}

/** Null where the row does not say who sends to whom. */
export function toldRow({ cells }: TableRow, columns: Columns): ToldRow | null {
  if (!columns.areNamed) return null;
  const texts = cells.map(({ blocks }) => textOf(blocks));
  const way = columns.from >= 0 ? -1 : texts.findIndex((paragraph, at) => at > 0 && paragraph !== null && WAY.test(paragraph.text));
  const [from, to] = [texts[columns.from] ?? null, texts[columns.to] ?? null];
  const arrow = texts[way] ?? null;
  if (arrow === null && !(from !== null && to !== null && NAME.test(from.text) && NAME.test(to.text))) return null;
  const behind = Math.max(way, columns.to) + 1;
  const at = columns.message > 0 && columns.message !== way ? columns.message : behind;
  const message = at === columns.from ? null : (texts[at] ?? null);
  const parts = arrow === null ? [from, " → ", to] : [arrow];
  const used = new Set([way, columns.from, columns.to, message === null ? -1 : at]);
  return { paragraph: joined([...parts, ...(message === null ? [] : [": ", message])]), used };
}

function textOf(blocks: readonly Block[]): Paragraph | null {
  const [first] = blocks;
  return first?.kind === "paragraph" && first.text !== "" ? first : null;
}

/** One paragraph of several, and what stands between them: each piece of it knows where it comes from. */
function joined(parts: readonly (Paragraph | string | null)[]): Paragraph {
  const paragraphs = parts.filter((part) => part !== null && typeof part !== "string");
  const [first] = paragraphs;
  if (first === undefined) throw new Violation("a row of a table that says who sends to whom has no text");
  let text = "";
  const segments: Paragraph["segments"][number][] = [];
  for (const part of parts) {
    if (part === null) continue;
    if (typeof part !== "string") segments.push(...part.segments.map((segment) => ({ ...segment, at: segment.at + text.length })));
    text += typeof part === "string" ? part : part.text;
  }
  return { ...first, label: null, text, segments, edits: [] };
}
