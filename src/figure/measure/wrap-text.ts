/** How wide a line is, in any unit: points of a face, or cells of a terminal. */
export type Measure = (line: string) => number;

/** Lines, and the width of the widest. */
export interface Block {
  readonly lines: readonly string[];
  readonly width: number;
}

/**
 * Lines no wider than `width`, broken between words; inside a word only where it is wider than a line alone, with a hyphen. "200 OK",
 * "3. REFER", "Core A" and "step 3" stay together as long as they fit on one line.
 */
export function wrapText(text: string, width: number, measure: Measure): Block {
  const all = measure(text);
  return all <= width ? { lines: [text], width: all } : fill(wordsOf(text, width, measure), width, measure(" "));
}

/** The same number of lines as `wrapText`, as even as they can be. */
export function balanceText(text: string, width: number, measure: Measure): Block {
  const all = measure(text);
  if (all <= width) return { lines: [text], width: all };
  const words = wordsOf(text, width, measure);
  const space = measure(" ");
  let best = fill(words, width, space);
  if (words.length > MOST_BALANCED) return best;
  let low = words.reduce((widest, word) => Math.max(widest, word.width), all / best.lines.length);
  let high = best.width;
  for (let turn = 0; turn < 6 && high > low; turn += 1) {
    const middle = (low + high) / 2;
    const tried = fill(words, middle, space);
    if (tried.lines.length > best.lines.length) low = middle;
    else {
      best = tried;
      high = Math.min(middle, tried.width);
    }
  }
  return best;
}

/** Words of a text that is worth balancing; a longer one is a page of prose. */
const MOST_BALANCED = 200;

/** What is not broken further. */
interface Word {
  readonly text: string;
  readonly width: number;
}

/** Kerning at a space is left out: it only ever makes a line narrower. */
function fill(words: readonly Word[], width: number, space: number): Block {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  let widest = 0;
  for (const word of words) {
    if (line !== "" && used + space + word.width <= width) {
      line += ` ${word.text}`;
      used += space + word.width;
      continue;
    }
    if (line !== "") lines.push(line);
    widest = Math.max(widest, used);
    line = word.text;
    used = word.width;
  }
  lines.push(line);
  return { lines, width: Math.max(widest, used) };
}

/** A number at the beginning of a label, a status code before its reason. */
const BINDS_NEXT = /^(?:[A-Z]*\d+[a-z]*(?:[~-][A-Z]*\d+[a-z]*)?[.)]|[1-6]\d\d)$/u;
/** What tells apart two things of one name: `A` in "Core A", `1` in "Device 1", `'n'`, `23.228` in "TS 23.228", `[9]`. */
const BINDS_PREVIOUS = /^(?:[A-Z]|\d{1,2}[,.]?|'\w'|~|\d+(?:\.\d+)+[,.)]*|\[\d+\][,.]?)$/u;

const STATUS = /^[1-6]\d\d$/u;

function wordsOf(text: string, width: number, measure: Measure): readonly Word[] {
  const words: Word[] = [];
  let binds = false;
  for (const word of text.split(" ")) {
    const previous = words.at(-1)?.text;
    const bound = previous !== undefined && (binds || BINDS_PREVIOUS.test(word));
    binds = BINDS_NEXT.test(word);
    if (bound) {
      const joined = { text: `${previous} ${word}`, width: measure(`${previous} ${word}`) };
      if (joined.width <= width) {
        words[words.length - 1] = joined;
        continue;
      }
      // The nearer bond is the stronger one: of "18. 200 OK", "200 OK" stays; but so it does of "200 OK A".
      const last = previous.slice(previous.lastIndexOf(" ") + 1);
      const rest = previous.slice(0, -last.length - 1);
      const nearer = measure(`${last} ${word}`);
      if (last !== previous && (STATUS.test(last) || !STATUS.test(rest.slice(rest.lastIndexOf(" ") + 1))) && nearer <= width) {
        words.splice(-1, 1, { text: rest, width: measure(rest) }, { text: `${last} ${word}`, width: nearer });
        continue;
      }
    }
    words.push(...pieces(word, width, measure));
  }
  return words;
}

/** A word, cut where it is wider than a line: after `-`, `/`, `_`, `.` or `:` if that helps, else between characters, with a hyphen. */
function pieces(word: string, width: number, measure: Measure): readonly Word[] {
  const whole = measure(word);
  if (whole <= width) return [{ text: word, width: whole }];
  const hyphen = measure("-");
  const cut: Word[] = [];
  let piece = "";
  let used = 0;
  for (const part of partsOf(word)) {
    const isWhole = measure(part) <= width;
    const characters = isWhole ? [part] : charactersOf(part);
    for (const [at, next] of characters.entries()) {
      const more = measure(next);
      // Who goes on within a part needs room for the hyphen as well, unless this is the end of it.
      const joint = isWhole || at === characters.length - 1 ? 0 : jointOf(next, characters[at + 1] ?? "", hyphen, width);
      if (piece !== "" && used + more + joint > width) {
        const sign = at > 0 && jointOf(characters[at - 1] ?? "", next, hyphen, width) > 0 ? "-" : "";
        cut.push({ text: piece + sign, width: used + (sign === "" ? 0 : hyphen) });
        piece = "";
        used = 0;
      }
      piece += next;
      used += more;
    }
  }
  return [...cut, { text: piece, width: used }];
}

/** What a break between two characters costs: nothing after a sign, between ideographs, or where a line has no room for a hyphen. */
function jointOf(before: string, after: string, hyphen: number, width: number): number {
  return width >= 4 * hyphen && HYPHENATED.test(before) && HYPHENATED.test(after) ? hyphen : 0;
}

/** Letters and digits, except those of scripts that break lines anywhere. */
const HYPHENATED = /^(?![\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}]/u;

/** Of a compound, the parts between which a line may end without a hyphen. */
function partsOf(word: string): readonly string[] {
  return word.match(/[^-/_.:]+[-/_.:]*|[-/_.:]+/gu) ?? [word];
}

/** A character with the marks upon it is one. */
function charactersOf(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? [];
}

/** Whether lines part what belongs together: `3.` and its REFER, `200` and its OK. */
export function isTorn({ lines }: Block): boolean {
  return lines.some((line, at) => {
    const next = lines[at + 1];
    if (next === undefined) return false;
    return BINDS_NEXT.test(line.slice(line.lastIndexOf(" ") + 1)) || BINDS_PREVIOUS.test(next.split(" ", 1)[0] ?? "");
  });
}

/**
 * How wide a line has to be for no word to be cut, and no "200 OK". A word that is wider than `limit` is cut all the same: of it, only
 * the parts of a compound count.
 */
export function widestWord(text: string, measure: Measure, limit: number): number {
  let widest = 0;
  let before = "";
  for (const word of text.split(" ")) {
    if (STATUS.test(before)) widest = Math.max(widest, withinLimit(measure(`${before} ${word}`), limit));
    before = word;
    const width = measure(word);
    if (width <= limit) widest = Math.max(widest, width);
    else for (const part of partsOf(word)) widest = Math.max(widest, withinLimit(measure(part), limit));
  }
  return widest;
}

function withinLimit(width: number, limit: number): number {
  return width <= limit ? width : 0;
}
