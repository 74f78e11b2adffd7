import { ordinalOf, ordinalWord, wordOf } from "./number-words.ts";

/**
 * A number as Word writes it; ECMA-376 part 1, 17.18.59. `001` and the like are decimal with as many digits. A format that is not known
 * here is decimal.
 */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case "lowerLetter":
      return letters(value);
    case "upperLetter":
      return letters(value).toUpperCase();
    case "lowerRoman":
      return roman(value);
    case "upperRoman":
      return roman(value).toUpperCase();
    case "decimalZero":
      return value < 10 ? `0${value}` : String(value);
    case "ordinal":
      return ordinalOf(value);
    case "cardinalText":
      return wordOf(value);
    case "ordinalText":
      return ordinalWord(value);
    case "decimalFullWidth":
    case "decimalFullWidth2":
      return String(value).replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    case "decimalEnclosedCircle":
    case "decimalEnclosedCircleChinese":
      return enclosed(value, 0x2460);
    case "decimalEnclosedParen":
      return enclosed(value, 0x2474);
    case "decimalEnclosedFullstop":
      return enclosed(value, 0x2488);
    case "numberInDash":
      return `- ${value} -`;
    case "hex":
      return value.toString(16).toUpperCase();
    case "none":
      return "";
    default:
      if (/^0+1$/u.test(format)) return String(value).padStart(format.length, "0");
      return counted(value, format) ?? sequence(value, format) ?? String(value);
  }
}

/** a to z, then aa to zz, then aaa: the same letter again, as Word has it. */
function letters(value: number): string {
  return again(value, "abcdefghijklmnopqrstuvwxyz") ?? String(value);
}

function again(value: number, signs: string): string | null {
  const each = [...signs];
  if (value < 1 || value > 30 * each.length) return null;
  return (each[(value - 1) % each.length] ?? "").repeat(Math.ceil(value / each.length));
}

function enclosed(value: number, first: number): string {
  return value >= 1 && value <= 20 ? String.fromCodePoint(first + value - 1) : String(value);
}

/** Signs that are taken one after the other, and then doubled. */
const doubled: Readonly<Record<string, string>> = {
  chicago: "*†‡§",
  russianLower: "абвгдежзиклмнопрстуфхцчшщыэюя",
  russianUpper: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
  "α": "αβγδεζηθικλμνξοπρστυφχψω",
  "Α": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
}; // biome-ignore format: a table

/** Signs that there are so many of, and then it is decimal. */
const single: Readonly<Record<string, string>> = {
  ideographTraditional: "甲乙丙丁戊己庚辛壬癸",
  ideographZodiac: "子丑寅卯辰巳午未申酉戌亥",
  arabicAlpha: "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
  hebrew1: "אבגדהוזחטי",
  hebrew2: "אבגדהוזחטיכלמנסעפצקרשת",
  ganada: "가나다라마바사아자차카타파하",
  chosung: "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
  aiueoFullWidth: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
  irohaFullWidth: "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
}; // biome-ignore format: a table

function sequence(value: number, format: string): string | null {
  const signs = doubled[format];
  return signs === undefined ? ([...(single[format] ?? "")][value - 1] ?? null) : again(value, signs);
}

/** Zero to nine, then ten, a hundred and a thousand; and whether ten is said as "one ten". */
const countings: Readonly<Record<string, readonly [digits: string, powers: string, isOneSaid: boolean]>> = {
  chineseCounting: ["〇一二三四五六七八九", "十百千", false],
  chineseCountingThousand: ["〇一二三四五六七八九", "十百千", false],
  taiwaneseCounting: ["〇一二三四五六七八九", "十百千", false],
  taiwaneseCountingThousand: ["〇一二三四五六七八九", "十百千", false],
  japaneseCounting: ["〇一二三四五六七八九", "十百千", false],
  ideographLegalTraditional: ["零壹貳參肆伍陸柒捌玖", "拾佰仟", true],
  chineseLegalSimplified: ["零壹贰叁肆伍陆柒捌玖", "拾佰仟", true],
  koreanDigital: ["영일이삼사오육칠팔구", "", false],
  koreanDigital2: ["零一二三四五六七八九", "", false],
  ideographDigital: ["〇一二三四五六七八九", "", false],
  japaneseDigitalTenThousand: ["〇一二三四五六七八九", "", false],
}; // biome-ignore format: a table

/** Up to 99, which is as far as the languages agree. */
function counted(value: number, format: string): string | null {
  const [digits, powers, isOneSaid] = countings[format] ?? [];
  if (digits === undefined || value < 0) return null;
  const sign = (digit: number) => [...digits][digit] ?? "";
  if (powers === "" || value < 10) return [...String(value)].map((digit) => sign(Number(digit))).join("");
  if (value > 99) return null;
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens === 1 && isOneSaid !== true ? "" : sign(tens)}${[...(powers ?? "")][0]}${ones === 0 ? "" : sign(ones)}`;
}

const romans: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let text = "";
  let left = value;
  for (const [worth, sign] of romans) {
    while (left >= worth) {
      text += sign;
      left -= worth;
    }
  }
  return text;
}
