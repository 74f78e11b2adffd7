import { EAST_ASIAN, NO_WIDTH, PICTURE } from "./character-kinds.ts";
import { METRICS } from "./metrics-table.ts";

export type Face = keyof typeof METRICS;

const UNITS_PER_EM = 2048;
/** Characters the table does not have, in its units: an ideograph, an emoji, a letter of another script. */
const WIDE = 2048;
const EMOJI = 2560;
const OTHER = 1479;

/** The width of a line in a face of this size, in the unit of the size. */
export function widthOf(text: string, size: number, face: Face = "regular"): number {
  const { widths, kerning } = tableOf(face);
  let units = 0;
  let before = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const width = widths[code] ?? 0;
    if (width > 0) {
      units += width;
      if (code < 128) units += kerning[before * 128 + code] ?? 0;
      before = code < 128 ? code : 0;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    units += estimateOf(character);
    at += character.length - 1;
    before = 0;
  }
  return (units * size) / UNITS_PER_EM;
}

/** Whether the widths of all characters are those of the face, and not estimated. */
export function isMeasured(text: string): boolean {
  const { widths } = tableOf("regular");
  for (let at = 0; at < text.length; at += 1) if ((widths[text.charCodeAt(at)] ?? 0) === 0) return false;
  return true;
}

function estimateOf(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  if (EAST_ASIAN.test(character)) return WIDE;
  return PICTURE.test(character) ? EMOJI : OTHER;
}

interface Table {
  /** By UTF-16 unit; 0 where it must be estimated. */
  readonly widths: Uint16Array;
  /** By left × 128 + right, of ASCII. */
  readonly kerning: Int16Array;
}

const tables = new Map<Face, Table>();

/** Unpacked when first needed, so that what measures nothing pays nothing. */
function tableOf(face: Face): Table {
  const known = tables.get(face);
  if (known !== undefined) return known;
  const { runs, kerning: pairs } = METRICS[face];
  const widths = new Uint16Array(0x2300);
  for (const [first, run] of runs) widths.set(run.split(" ").map(Number), first);
  const kerning = new Int16Array(128 * 128);
  for (const [amount, of] of pairs) {
    for (let at = 0; at < of.length; at += 2) kerning[of.charCodeAt(at) * 128 + of.charCodeAt(at + 1)] = amount;
  }
  const made = { widths, kerning };
  tables.set(face, made);
  return made;
}
