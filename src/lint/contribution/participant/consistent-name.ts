import {
  type Contribution,
  keyOf,
  type Mention,
  type RecoveredFlow,
  type RecoveredParticipant,
  tokensOf,
} from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";

export const consistentName: ContributionCheck = {
  id: "participant/consistent-name",
  *check(contribution, { aliases }) {
    const isAgreed = (a: string, b: string) => aliases.some((names) => names.includes(keyOf(a)) && names.includes(keyOf(b)));
    for (const flow of contribution.flows) yield* shortened(contribution, flow, isAgreed);
    yield* procedureNames(contribution, isAgreed);
    yield* otherSpellings(contribution, aliases.length > 0);
  },
};

/** Longest abbreviation of words within a name. */
const MOST_WORDS = 4;

/** "CPM CS A" for "CPM Conversation Server A", where nothing says what CS is. Once for each abbreviation. */
function* shortened(
  { abbreviations }: Contribution,
  flow: RecoveredFlow,
  isAgreed: (a: string, b: string) => boolean,
): Generator<ContributionFinding> {
  const byShort = new Map<string, { readonly long: RecoveredParticipant; readonly initials: string }>();
  for (const long of flow.participants) {
    const tokens = long.key.split(" ");
    for (let from = 0; from < tokens.length; from += 1) {
      for (let count = 2; count <= MOST_WORDS && from + count <= tokens.length; count += 1) {
        const initials = tokens
          .slice(from, from + count)
          .map((token) => token[0])
          .join("");
        if (count < tokens.length)
          byShort.set([...tokens.slice(0, from), initials, ...tokens.slice(from + count)].join(" "), { long, initials });
      }
    }
  }
  const told = new Set<string>();
  for (const short of flow.participants) {
    const found = byShort.get(short.key);
    if (found === undefined || abbreviations.has(found.initials) || told.has(found.initials) || isAgreed(short.name, found.long.name))
      continue;
    if (!short.mentions.some(({ text }) => text.includes(found.initials.toUpperCase()))) continue;
    told.add(found.initials);
    const [one, other] = [short.mentions[0], found.long.mentions[0]];
    if (one === undefined || other === undefined) continue;
    yield {
      ...spot(flow, one),
      reason: `Unexpected second name "${one.text}", expected "${other.text}" as elsewhere in the flow`,
      expected: other.text,
      related: [{ message: `It is called "${other.text}" here`, place: placeAt(other.paragraph, other.at) }],
    };
  }
}

/** Fewest messages that the procedure sends to the one and the flow to the other. */
const FEWEST_SHARED = 2;
/** A document with more names than that in its procedures has another way of writing. */
const MOST_NAMES = 20;

/** A name that procedures send messages to, and flows never do. */
interface ProcedureName {
  readonly name: string;
  /** Index of the piece where it was first sent something. */
  readonly from: number;
  /** For each message, those whom the flows send it to. */
  readonly messages: Map<string, ReadonlySet<string>>;
}

/**
 * What the procedure of a document sends to one name ("send ACK to the Called Party"), its flow sends to another, and yet speaks of the
 * first one: two names for one.
 */
function* procedureNames({ pieces, flows }: Contribution, isAgreed: (a: string, b: string) => boolean): Generator<ContributionFinding> {
  const sent = receiversOf(flows);
  const names = new Map<string, ProcedureName>();
  for (const { paragraph, role, index } of pieces) {
    if (role !== "text" || !/^[·•*-]?\s*(?:send|forward|return)\s/u.test(paragraph.text)) continue;
    const found = PROCEDURE.exec(paragraph.text);
    if (found === null) continue;
    const [, message = "", name = ""] = found;
    const key = tokensOf(name).join(" ");
    const receivers = sent.get(messageKey(message));
    if (receivers === undefined || receivers.has(key)) continue;
    const known = names.get(key) ?? { name, from: index, messages: new Map<string, ReadonlySet<string>>() };
    known.messages.set(messageKey(message), receivers);
    names.set(key, known);
  }
  const shared = [...names.values()].filter(({ messages }) => messages.size >= FEWEST_SHARED);
  if (shared.length > MOST_NAMES) return;
  for (const one of shared) yield* whereFlowsSayIt(one, flows, isAgreed);
}

const PROCEDURE =
  /^[·•*-]?\s*(?:send|forward|return)\s+(?:an?|the)\s+(.{2,60}?)\s+(?:request\s+|response\s+|message\s+)?to\s+(?:the\s+)?(\p{Lu}\S*(?:\s\p{Lu}[\w-]*){0,4})/u;

function* whereFlowsSayIt(
  { name, from, messages }: ProcedureName,
  flows: readonly RecoveredFlow[],
  isAgreed: (a: string, b: string) => boolean,
): Generator<ContributionFinding> {
  const [first, ...others] = messages.values();
  const meant = [...(first ?? [])].filter((key) => others.every((keys) => keys.has(key)));
  const [only] = meant;
  if (only === undefined || meant.length > 1) return;
  for (const flow of flows) {
    const other = flow.first < from ? undefined : flow.participants.find(({ key }) => key === only);
    if (other === undefined || isAgreed(name, other.name)) continue;
    const step = flow.steps.find(({ passages }) => passages.some(({ paragraph, from: begin }) => paragraph.text.includes(name, begin)));
    const passage = step?.passages.find(({ paragraph, from: begin }) => paragraph.text.includes(name, begin));
    if (step === undefined || passage === undefined) continue;
    yield {
      place: placeAt(passage.paragraph, passage.paragraph.text.indexOf(name, passage.from)),
      flow,
      step,
      quote: name,
      reason: `Unexpected second name "${name}", expected "${other.name}", to whom the flow sends what the procedure sends to ${name}`,
      expected: other.name,
    };
  }
}

/** Whom the flows send each message to. */
function receiversOf(flows: readonly RecoveredFlow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sent = new Map<string, Set<string>>();
  const keys = new Map<string, string>();
  for (const { steps } of flows) {
    for (const { acts } of steps) {
      for (const { receiver, message } of acts) {
        if (receiver === null || message === null) continue;
        const key = keys.get(message.text) ?? messageKey(message.text);
        keys.set(message.text, key);
        const names = sent.get(key);
        if (names === undefined) sent.set(key, new Set([receiver.key]));
        else names.add(receiver.key);
      }
    }
  }
  return sent;
}

function messageKey(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b(?:sip|request|message|the|an?)\b|\([^)]*\)/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}

/**
 * Capitals and hyphens: anybody understands.
 *
 * @param hasAliases whether one participant may have two names, which are no two spellings of one
 */
function* otherSpellings({ flows }: Contribution, hasAliases: boolean): Generator<ContributionFinding> {
  const byKey = new Map<string, Map<string, { count: number; readonly mention: Mention; readonly flow: RecoveredFlow }>>();
  const spelt = new Map<string, { readonly form: string; readonly own: string }>();
  for (const flow of flows) {
    for (const { key, mentions } of flow.participants) {
      for (const mention of mentions) {
        const spelling = spelt.get(mention.text) ?? { form: formOf(mention.text), own: plainOf(keyOf(mention.text)) };
        spelt.set(mention.text, spelling);
        const { form } = spelling;
        const plain = hasAliases ? spelling.own : plainOf(key);
        const forms = byKey.get(plain) ?? new Map();
        byKey.set(plain, forms);
        const known = forms.get(form);
        if (known === undefined) forms.set(form, { count: 1, mention, flow });
        else known.count += 1;
      }
    }
  }
  for (const forms of byKey.values()) {
    if (forms.size < 2) continue;
    const [best, ...others] = [...forms].sort((a, b) => b[1].count - a[1].count);
    const [rare] = others.slice(-1);
    if (best === undefined || rare === undefined || !/\p{Lu}/u.test(best[0].slice(1))) continue;
    const { mention, flow } = rare[1];
    yield {
      ...spot(flow, mention),
      severity: "info",
      reason: `Unexpected spelling "${mention.text}", expected "${best[1].mention.text}" as elsewhere`,
      expected: best[1].mention.text,
    };
  }
}

function plainOf(key: string): string {
  return key.replace(/[-\s]+/gu, " ");
}

/** As it would be spelt at the beginning of a sentence, with one kind of quote. */
function formOf(text: string): string {
  return text
    .replace(/[‘’'"“”]/gu, "'")
    .replace(/\s+/gu, " ")
    .replace(/\s+(?:of|in)\s+(?:the\s+)?/gu, " in ")
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function spot(flow: RecoveredFlow, mention: Mention) {
  const step = flow.steps.find(({ passages }) => passages.some(({ paragraph }) => paragraph === mention.paragraph)) ?? null;
  return { place: placeAt(mention.paragraph, mention.at), flow, step, quote: mention.text };
}
