import type { Paragraph } from "../document/index.ts";
import { afterWord, dativeIn, nameAfter, objectFrom, receiverIn } from "./complements.ts";
import type { Act, Mention, MessageName } from "./contribution.ts";
import { headedAct } from "./headed-act.ts";
import { messageIn } from "./messages.ts";
import { nameIn, phraseBefore, phraseFrom } from "./noun-phrases.ts";
import { type Sentence, sentencesOf, type Token } from "./sentences.ts";
import { addVia } from "./via.ts";
import { actVerbs, adverbs, determiners, modals, passives, pronouns, verbs } from "./words.ts";

/** No step is longer; what is, is no step. In UTF-16 units. */
const LONGEST = 20_000;

/** What the sentences of a text say that somebody does to somebody else, in order. */
export function actsIn(
  paragraph: Paragraph,
  from: number,
  before: { readonly subject: Mention | null; readonly sentences: number },
): {
  readonly acts: readonly Act[];
  /** Who the last sentence was about. */
  readonly subject: Mention | null;
  readonly sentences: number;
} {
  const acts: Act[] = [];
  let { subject, sentences } = before;
  for (const sentence of sentencesOf(paragraph.text.slice(0, from + LONGEST), from)) {
    const headed = sentences === 0 ? headedAct(sentence, paragraph) : null;
    if (headed === null) subject = readSentence({ sentence, paragraph, number: sentences, acts, previous: subject });
    else acts.push(headed);
    sentences += 1;
  }
  return { acts, subject, sentences };
}

const NOBODY: readonly never[] = [];

interface Reading {
  readonly sentence: Sentence;
  readonly paragraph: Paragraph;
  readonly number: number;
  readonly acts: Act[];
  /** Who the sentence before was about. */
  readonly previous: Mention | null;
}

/** @returns who the sentence is about */
function readSentence(reading: Reading): Mention | null {
  const { sentence, acts, previous } = reading;
  const { tokens } = sentence;
  const first = acts.length;
  let subject: Mention | null = null;
  let main: Mention | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.word ?? "";
    if (!telling.has(word)) continue;
    const passive = passiveAt(tokens, at);
    if (passive !== null) {
      const act = passiveAct(reading, at, passive);
      if (act !== null) acts.push(act);
      continue;
    }
    const gerund = gerunds.has(word) && tokens[at - 1]?.word === "by";
    const kind = gerund ? actVerbs.get(word.replace(/ing$/u, "s")) : actVerbs.get(finiteForm(tokens, at) ?? "");
    if (kind === undefined && !verbs.has(word)) continue;
    if (!gerund && kind !== undefined && isNoun(tokens, at)) continue;
    const who: Mention | null = gerund
      ? subject
      : subjectOf(reading, at, subject, acts.length > first ? (acts.at(-1)?.receiver ?? null) : null);
    if (who !== null && !gerund && !isSubordinate(tokens, at, who)) {
      subject = who;
      main ??= who;
    }
    if (kind === undefined) continue;
    const act = activeAct(reading, at, kind, who);
    if (act !== null) acts.push(act);
  }
  addVia(sentence, reading.paragraph, acts, first);
  return main ?? subject ?? (tokens.length === 0 ? previous : null);
}

const gerunds: ReadonlySet<string> = new Set(["sending", "returning", "forwarding"]);

/** `sends`, or `send` behind a modal verb or at the very beginning. */
function finiteForm(tokens: readonly Token[], at: number): string | null {
  const word = tokens[at]?.word ?? "";
  if (actVerbs.has(word)) return word;
  let before = at - 1;
  while (before >= 0 && adverbs.has(tokens[before]?.word ?? "") && !modals.has(tokens[before]?.word ?? "")) before -= 1;
  if (before >= 0 && !modals.has(tokens[before]?.word ?? "")) return null;
  // "Proxy 1 answers …" is no order to proxy something.
  if (before < 0 && (at > 1 || /^\d{1,2}$/u.test(tokens[at + 1]?.word ?? ""))) return null;
  return finiteForms.get(word) ?? null;
}

/** `send` → `sends`, `reply` → `replies`. */
const finiteForms: ReadonlyMap<string, string> = new Map(
  [/ies$/u, /es$/u, /s$/u].flatMap((ending) =>
    [...actVerbs.keys()]
      .filter((form) => ending.test(form))
      .map((form) => [form.replace(ending, ending.source === "ies$" ? "y" : ""), form] as const),
  ),
);

/** `the requests of the UE` has no verb. */
function isNoun(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (before === undefined) return /^(?:requests|queries|answers|replies|routes|orders|commands|reports)$/u.test(tokens[at]?.word ?? "");
  if (
    before.after === "" &&
    (determiners.has(before.word) ||
      /^(?:of|for|multiple|several|all|these|those|following|such|no|other|respective|sip|http|and\/or)$/u.test(before.word))
  )
    return true;
  return /^(?:of|from|are|is|were)$/u.test(next?.word ?? "") && !/^(?:from)$/u.test(next?.word ?? "") && tokens[at]?.word !== "accepts";
}

function subjectOf(
  { sentence, paragraph, previous }: Reading,
  at: number,
  subject: Mention | null,
  antecedent: Mention | null,
): Mention | null {
  const { tokens } = sentence;
  let before = at - 1;
  while (before >= 0 && tokens[before]?.after === "" && (modals.has(tokens[before]?.word ?? "") || adverbs.has(tokens[before]?.word ?? "")))
    before -= 1;
  const token = tokens[before];
  if (token === undefined) return at === 0 ? null : subject;
  if (token.word === "and" || token.word === "or" || token.word === "but" || (token.word === "then" && before > 0))
    return subject ?? opening(sentence, paragraph);
  if (token.word === "which" || token.word === "who" || token.word === "that") return antecedent;
  if (pronouns.has(token.word)) return subject ?? previous;
  if (token.after !== "") return subject ?? opening(sentence, paragraph);
  const name = nameIn(phraseBefore(sentence, at), paragraph);
  return name;
}

/** The name a sentence begins with, where more stands between it and its verb. */
function opening(sentence: Sentence, paragraph: Paragraph): Mention | null {
  return nameIn(phraseFrom(sentence, 0), paragraph);
}

/** `checks whether the UE is registered and sends …`: the UE sends nothing. */
function isSubordinate(tokens: readonly Token[], at: number, { at: offset }: Mention): boolean {
  const begin = tokens.findIndex(({ from }) => from >= offset);
  if (begin < 0 || begin > at) return false;
  const lead = determiners.has(tokens[begin - 1]?.word ?? "") ? begin - 2 : begin - 1;
  const word = tokens[lead]?.word ?? "";
  return /^(?:whether|that|because|since|while|where|which|whose)$/u.test(word) || (lead > 0 && /^(?:if|when|as)$/u.test(word));
}

function activeAct(reading: Reading, at: number, kind: Act["kind"], who: Mention | null): Act | null {
  const { sentence, paragraph, number } = reading;
  const { tokens } = sentence;
  const verb = tokens[at]?.word ?? "";
  const from = tokens[at]?.from ?? 0;
  const act = (sender: Mention | null, receiver: Mention | null, message: MessageName | null): Act => ({
    kind,
    verb,
    sender,
    receiver,
    via: NOBODY,
    message,
    paragraph,
    at: from,
    sentence: number,
  });
  const object = objectFrom(tokens, at + 1, paragraph);
  switch (kind) {
    case "send":
    case "forward": {
      const to = receiverIn(reading, at + 1);
      const dative = to === null ? dativeIn(reading, at + 1) : null;
      // "sends it … in a Check response".
      const message = dative?.message ?? object ?? afterWord(reading, at + 1, "in");
      return act(who, to ?? dative?.receiver ?? null, message);
    }
    case "answer": {
      if (/^(?:accept|confirm|reject)/u.test(verb)) {
        const given = afterWord(reading, at + 1, "with");
        if (given === null || given.role !== "response") return null;
        return act(who, receiverIn(reading, at + 1), { ...given, answers: object?.base ?? null });
      }
      if (/^acknowledge/u.test(verb)) {
        const message = { text: "acknowledgement", base: "", role: "response" as const, answers: object?.base ?? null, at: from };
        return act(who, receiverIn(reading, at + 1), message);
      }
      const given = afterWord(reading, at + 1, "with");
      // "answers the call", but "answers 486".
      const message = /^(?:respond|repl|answer)/u.test(verb) ? (given ?? (object?.role === "response" ? object : null)) : object;
      const response = message === null ? null : { ...message, role: message.role === "unknown" ? ("response" as const) : message.role };
      return act(who, receiverIn(reading, at + 1), response);
    }
    case "ask":
    case "notify": {
      const asked =
        nameIn(phraseFrom(sentence, at + 1), paragraph) ?? receiverIn(reading, at + 1) ?? nameAfter(reading, at + 1, /^(?:from|of)$/u);
      if (asked === null && !/^(?:queries|interrogates|invokes|notifies|informs)/u.test(verb)) return null;
      return act(who, asked, null);
    }
    case "receive":
      return act(nameAfter(reading, at + 1, /^from$/u), who, object);
  }
}

const beings: ReadonlySet<string> = new Set(["is", "are", "was", "were", "be", "been"]);

/** Any other word of a sentence says nothing of who does what: most are others. */
const telling: ReadonlySet<string> = new Set([...beings, ...gerunds, ...verbs, ...actVerbs.keys(), ...finiteForms.keys()]);

/** `is then sent`: what it does, and where. */
function passiveAt(tokens: readonly Token[], at: number): { readonly kind: Act["kind"]; readonly at: number } | null {
  if (!beings.has(tokens[at]?.word ?? "")) return null;
  let next = at + 1;
  while (adverbs.has(tokens[next]?.word ?? "")) next += 1;
  const kind = passives.get(tokens[next]?.word ?? "");
  return kind === undefined ? null : { kind, at: next };
}

function passiveAct(reading: Reading, be: number, { kind, at }: { readonly kind: Act["kind"]; readonly at: number }): Act | null {
  const { sentence, paragraph, number } = reading;
  const { tokens } = sentence;
  const subject = phraseBefore(sentence, be);
  const message = subject.length === 0 ? null : messageIn(subject, paragraph.text);
  if (message === null) return null;
  const to = receiverIn(reading, at + 1);
  const by = nameAfter(reading, at + 1, /^by$/u);
  const source = nameAfter(reading, at + 1, /^from$/u);
  const [sender, receiver] = kind === "receive" ? [source, by] : [by ?? source, to];
  if (sender === null && receiver === null) return null;
  return {
    kind,
    verb: tokens[at]?.word ?? "",
    sender,
    receiver,
    via: NOBODY,
    message,
    paragraph,
    at: tokens[at]?.from ?? 0,
    sentence: number,
  };
}
