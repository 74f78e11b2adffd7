import { nearestName } from "../../model/nearest-name.ts";
import { parseLabel, type StepNumber } from "../../model/step-label.ts";
import { BadInput } from "../../model/wrong.ts";
import { type Fault, faultForms, type Overtaking } from "./fault.ts";

/** Where a fault is said: the name of the flag stands for the file. */
const FILE = "--fault";

/** The longest delay that means anything: by then every transaction has given up. */
const MOST_MS = 600_000;

/** A word, and its offset in the text. */
interface Word {
  readonly text: string;
  readonly at: number;
}

/** @throws BadInput with the place of the word that is wrong, and what can stand there */
export function parseFault(text: string): Fault {
  const words = [...text.matchAll(/\S+/gu)].map((found): Word => ({ text: found[0], at: found.index }));
  const [verb, ...rest] = words;
  if (verb === undefined) throw wrong("the fault says nothing", 0);
  switch (verb.text) {
    case "drop": {
      const [step, always, ...more] = rest;
      if (always !== undefined && always.text !== "always") throw wrong(`expected "always" or nothing, found "${always.text}"`, always.at);
      return ended({ kind: "drop", step: stepIn(step, verb), always: always !== undefined }, more);
    }
    case "duplicate":
    case "reorder": {
      const [step, ...more] = rest;
      return ended({ kind: verb.text, step: stepIn(step, verb) }, more);
    }
    case "delay": {
      const [step, by, time, ...more] = rest;
      const label = stepIn(step, verb);
      expectWord("by", by, step ?? verb);
      return ended({ kind: "delay", step: label, by: timeIn(time, by ?? verb) }, more);
    }
    case "answer": {
      const [step, by, status, ...more] = rest;
      const label = stepIn(step, verb);
      expectWord("with", by, step ?? verb);
      return ended({ kind: "answer", step: label, status: statusIn(status, by ?? verb) }, more);
    }
    case "silence":
    case "crash":
      return whoIn(verb.text, verb, rest, text);
    case "notify-before-202":
    case "reinvite-before-ack":
    case "bye-against-notify":
      return overtakingIn(verb.text satisfies Overtaking, rest);
    case "desynchronise":
    case "rekey":
    case "mismap": {
      const [first] = rest;
      if (first === undefined) throw wrong(`expected the name of a participant after "${verb.text}"`, endOf(verb));
      return { kind: verb.text, participant: text.slice(first.at, endOf(rest.at(-1) ?? first)) };
    }
    default:
      throw wrong(
        `there is no fault "${verb.text}"`,
        verb.at,
        nearestName(verb.text, new Set(faultForms.map(({ form }) => form.split(" ", 1)[0] ?? ""))),
      );
  }
}

function overtakingIn(what: Overtaking, [at, step, ...more]: readonly Word[]): Fault {
  if (at === undefined) return { kind: "overtake", what, step: null };
  if (at.text !== "at") throw wrong(`expected "at" or nothing, found "${at.text}"`, at.at);
  return ended({ kind: "overtake", what, step: stepIn(step, at) }, more);
}

/** A name may have several words: it ends before the last "from". */
function whoIn(kind: "silence" | "crash", verb: Word, words: readonly Word[], text: string): Fault {
  const from = words.findLastIndex((word) => word.text === "from");
  const [first, between] = [words[0], words[from]];
  if (first === undefined || from === 0) throw wrong(`expected the name of a participant after "${kind}"`, first?.at ?? endOf(verb));
  if (between === undefined) throw wrong('expected "from" and a step after the name', endOf(words.at(-1) ?? verb));
  const [step, ...more] = words.slice(from + 1);
  const participant = text.slice(first.at, endOf(words[from - 1] ?? first));
  return ended({ kind, participant, step: stepIn(step, between) }, more);
}

function stepIn(word: Word | undefined, before: Word): StepNumber {
  if (word === undefined) throw wrong(`expected a step after "${before.text}"`, endOf(before));
  const label = parseLabel(word.text);
  if (label === null) throw wrong(`expected a step, found "${word.text}"`, word.at);
  if (label.kind === "range") throw wrong(`expected one step, found the range "${word.text}"`, word.at);
  return label;
}

function timeIn(word: Word | undefined, before: Word): number {
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s)$/u.exec(word?.text ?? "") ?? [];
  if (number === undefined) throw wrong(`expected a time as 600ms or 2s, found ${found(word)}`, word?.at ?? endOf(before));
  const time = Math.round(Number(number) * (unit === "s" ? 1000 : 1));
  if (time > MOST_MS) throw wrong(`expected a time up to ${MOST_MS / 1000}s, found "${word?.text}"`, word?.at ?? endOf(before));
  return time;
}

function statusIn(word: Word | undefined, before: Word): number {
  if (word !== undefined && /^[2-6]\d\d$/u.test(word.text)) return Number(word.text);
  throw wrong(`expected a final status from 200 to 699, found ${found(word)}`, word?.at ?? endOf(before));
}

function expectWord(expected: string, word: Word | undefined, before: Word): void {
  if (word?.text !== expected) throw wrong(`expected "${expected}", found ${found(word)}`, word?.at ?? endOf(before));
}

function ended(fault: Fault, more: readonly Word[]): Fault {
  const [next] = more;
  if (next !== undefined) throw wrong(`expected nothing more, found "${next.text}"`, next.at);
  return fault;
}

const found = (word: Word | undefined): string => (word === undefined ? "nothing" : `"${word.text}"`);
const endOf = ({ text, at }: Word): number => at + text.length;

function wrong(message: string, at: number, meant: string | null = null): BadInput {
  const remedy = `${meant === null ? "" : `Did you mean ${meant}? `}Faults: ${faultForms.map(({ form }) => form).join(", ")}`;
  return new BadInput(message, { place: { file: FILE, line: 1, column: at + 1 }, remedy });
}
