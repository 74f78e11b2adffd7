/** How wide a line is, in any unit: points of a face, or cells of a terminal. */
export type Measure = (line: string) => number;

/** Lines, and the width of the widest. */
export interface Block {
  readonly lines: readonly string[];
  readonly width: number;
}

/**
 * Lines no wider than `width`, broken between words; inside a word only where it is wider than a line alone. "200 OK", "3. REFER",
 * "Core A" and "step 3" stay together as long as they fit on one line.
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
      // The nearer bond is the stronger one: of "18. 200 OK", "200 OK" stays.
      const last = previous.slice(previous.lastIndexOf(" ") + 1);
      const nearer = measure(`${last} ${word}`);
      if (last !== previous && nearer <= width) {
        const rest = previous.slice(0, -last.length - 1);
        words.splice(-1, 1, { text: rest, width: measure(rest) }, { text: `${last} ${word}`, width: nearer });
        continue;
      }
    }
    words.push(...pieces(word, width, measure));
  }
  return words;
}

/** A word, cut where it is wider than a line: after `-`, `/`, `_`, `.` or `:` if that helps, else between characters. */
function pieces(word: string, width: number, measure: Measure): readonly Word[] {
  const whole = measure(word);
  if (whole <= width) return [{ text: word, width: whole }];
  const cut: Word[] = [];
  let piece = "";
  let used = 0;
  for (const part of word.match(/[^-/_.:]+[-/_.:]*|[-/_.:]+/gu) ?? [word]) {
    for (const next of measure(part) <= width ? [part] : charactersOf(part)) {
      const more = measure(next);
      if (piece !== "" && used + more > width) {
        cut.push({ text: piece, width: used });
        piece = "";
        used = 0;
      }
      piece += next;
      used += more;
    }
  }
  return [...cut, { text: piece, width: used }];
}

/** A character with the marks upon it is one. */
function charactersOf(text: string): readonly string[] {
  return text.match(/\P{M}\p{M}*|\p{M}+/gsu) ?? [];
}
