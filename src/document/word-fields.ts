import { addText } from "./word-emit.ts";
import type { WordReading } from "./word-reading.ts";
import { symbolOf } from "./word-symbols.ts";

/** More of a field's code is not kept: what matters is at its head. */
const LONGEST_CODE = 200;

/** `w:fldChar`. */
export function turnField(type: string | undefined, reading: WordReading): void {
  const { fields } = reading;
  if (type === "begin") fields.push({ isCode: true, isHidden: true, code: "" });
  else if (type === "separate") {
    const field = fields.at(-1);
    if (field === undefined) return;
    field.isCode = false;
    // What these two are set to is shown where it is referred to, and not here (ECMA-376 part 1, 17.16.5.3 and 17.16.5.57).
    field.isHidden = /^\s*(?:SET|ASK)\s/iu.test(field.code);
  } else if (type === "end") {
    const field = fields.pop();
    if (field?.isCode === true) show(symbolIn(field.code), reading);
  }
}

/** The text of a `w:instrText`. What a button says is a part of its code: all that stands behind its first two words. */
export function codeIn(text: string, reading: WordReading): void {
  const field = reading.fields.at(-1);
  if (field?.isCode !== true) return;
  if (!field.isHidden) {
    show(withoutSwitches(text), reading);
    return;
  }
  if (field.code.length < LONGEST_CODE) field.code += text;
  const said = /^\s*(?:MACRO|GOTO)BUTTON\s+\S+\s+(.*)$/isu.exec(field.code)?.[1];
  if (said === undefined) return;
  field.isHidden = false;
  show(withoutSwitches(said), reading);
}

function withoutSwitches(code: string): string {
  return code.replace(/\\\*\s*\w+/gu, "");
}

/** A field that makes one sign, and needs no result for it: `SYMBOL 174 \f "Symbol"` (17.16.5.63). */
function symbolIn(code: string): string {
  const [, number, rest = ""] = /^\s*\\?SYMBOL\s+(0x[\da-f]+|\d+)(.*)$/isu.exec(code) ?? [];
  if (number === undefined) return "";
  return symbolOf(/\\f\s*"?([^"\\]*)/iu.exec(rest)?.[1]?.trim(), Number(number).toString(16));
}

function show(text: string, { paragraph, isHidden, fields, mask }: WordReading): void {
  if (text !== "" && paragraph !== null && !isHidden && !fields.some((field) => field.isHidden)) addText(paragraph, text, mask);
}
