import { distance } from "fastest-levenshtein";
import {
  type Contribution,
  isDiscriminator,
  keyOf,
  type Mention,
  type RecoveredFlow,
  type RecoveredParticipant,
} from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import type { ContributionCheck, ContributionFinding, ContributionSettings } from "../rule.ts";
import { timesIn, wordsOfDocument, wordsOfFlow } from "../words-of.ts";

/** A name that stands in a flow more often is meant. */
const RARE = 2;

export const noUndeclared: ContributionCheck = {
  id: "participant/no-undeclared",
  *check(contribution, settings) {
    for (const flow of contribution.flows) {
      const declared = declaredIn(flow);
      const forms = formsOf(declared);
      for (const participant of flow.participants) {
        if (settings.aliases.some((names) => names.includes(participant.key))) continue;
        const found =
          lostToken(flow, participant, forms) ??
          misspelt(contribution, participant, forms) ??
          joined(flow, participant, declared) ??
          generic(flow, participant, forms, contribution) ??
          undrawn(contribution, flow, participant, settings);
        if (found !== null) yield found;
      }
    }
  },
};

/** So many names that are told once are looked for in the rest of the text. */
const MOST_LOOKED = 50;

/** Names that are sure: they stand in the flow more than once. */
function declaredIn({ participants, steps }: RecoveredFlow): readonly RecoveredParticipant[] {
  let looked = 0;
  return participants.filter(({ name, mentions }) => {
    if (mentions.length > 1) return true;
    if (++looked > MOST_LOOKED) return false;
    let times = 0;
    for (const { passages } of steps) {
      for (const { paragraph, from } of passages) if (paragraph.text.includes(name, from) && ++times > 1) return true;
    }
    return false;
  });
}

interface Forms {
  /** By the name without one of its inner tokens. */
  readonly shorter: ReadonlyMap<string, readonly RecoveredParticipant[]>;
  /** By the name with `*` for one token. */
  readonly open: ReadonlyMap<string, readonly RecoveredParticipant[]>;
  /** By the beginning that lacks only what tells several apart. */
  readonly beginnings: ReadonlyMap<string, readonly RecoveredParticipant[]>;
}

function formsOf(declared: readonly RecoveredParticipant[]): Forms {
  const shorter = new Map<string, RecoveredParticipant[]>();
  const open = new Map<string, RecoveredParticipant[]>();
  const beginnings = new Map<string, RecoveredParticipant[]>();
  const add = (map: Map<string, RecoveredParticipant[]>, key: string, one: RecoveredParticipant) => {
    const same = map.get(key);
    if (same === undefined) map.set(key, [one]);
    else same.push(one);
  };
  for (const one of declared) {
    const tokens = one.key.split(" ");
    for (const [at, token] of tokens.entries()) {
      if (at > 0 && at < tokens.length - 1 && isDiscriminator(token)) add(shorter, tokens.toSpliced(at, 1).join(" "), one);
      add(open, tokens.with(at, "*").join(" "), one);
    }
    const last = tokens.at(-1) ?? "";
    if (!isDiscriminator(last)) continue;
    if (tokens.length > 1) add(beginnings, tokens.slice(0, -1).join(" "), one);
    // "User A Device 1" is a device of "User A".
    if (tokens.length > 3 && isDiscriminator(tokens.at(-3) ?? "")) add(beginnings, tokens.slice(0, -2).join(" "), one);
  }
  return { shorter, open, beginnings };
}

/** "User Device 1" is both "User A Device 1" and "User B Device 1". */
function lostToken(flow: RecoveredFlow, participant: RecoveredParticipant, { shorter }: Forms): ContributionFinding | null {
  const fits = (shorter.get(participant.key) ?? []).filter(({ key }) => key !== participant.key);
  if (fits.length === 0 || participant.mentions.length > RARE || timesIn(wordsOfFlow(flow), participant.key) > RARE) return null;
  const names = fits.map(({ name }) => name);
  return finding(
    flow,
    participant,
    fits.length > 1 ? "error" : "warning",
    `which is no participant${fits.length > 1 ? ` and could be ${fits.length} of them` : ""}`,
    names,
  );
}

/** One letter is wrong, in a word that stands nowhere else. */
function misspelt(contribution: Contribution, participant: RecoveredParticipant, { open }: Forms): ContributionFinding | null {
  const tokens = participant.key.split(" ");
  if (participant.mentions.length > 1) return null;
  for (const [at, token] of tokens.entries()) {
    if (token.length < 3 || isDiscriminator(token) || /\d/u.test(token)) continue;
    for (const meant of open.get(tokens.with(at, "*").join(" ")) ?? []) {
      const right = meant.key.split(" ")[at] ?? "";
      const slip = right === token ? null : slipOf(token, right);
      if (slip === null) continue;
      const { words } = wordsOfDocument(contribution);
      const others = tokens.filter((each, index) => index !== at && !isDiscriminator(each)).length;
      if ((words.get(token) ?? 0) > 1 || (words.get(right) ?? 0) < 3 || contribution.abbreviations.has(token)) continue;
      // A short word may well be another one: only where all else of a long name is the same.
      const isSure = slip === "turned" ? token.length >= 5 : slip === "inside" ? token.length >= 6 && others > 0 : false;
      if (!isSure && (others === 0 || tokens.length < 3)) continue;
      const flow = contribution.flows.find(({ participants }) => participants.includes(participant));
      if (flow !== undefined) return finding(flow, participant, "error", "which is no participant", [meant.name]);
    }
  }
  return null;
}

/**
 * How one word may be the other by a slip: two letters turned, or one more, less or other, `inside` the word or at its end, where
 * other words differ too; null where it is none. A plural is no mistake, nor are inviter and invitee.
 */
function slipOf(a: string, b: string): "turned" | "inside" | "end" | null {
  if (`${a}s` === b || `${b}s` === a || Math.abs(a.length - b.length) > 1) return null;
  if (/(?:er|or|ee)$/u.test(a) && /(?:er|or|ee)$/u.test(b) && a.slice(-2) !== b.slice(-2)) return null;
  if (a.length === b.length) {
    const differ = [...a].flatMap((letter, at) => (letter === b[at] ? [] : [at]));
    const [one, other] = differ;
    if (one !== undefined && differ.length === 2 && other === one + 1 && a[one] === b[other] && a[other] === b[one]) return "turned";
  }
  if (distance(a, b) !== 1) return null;
  return a[0] === b[0] && a.at(-1) === b.at(-1) ? "inside" : "end";
}

/** "UEA" for "UE-A": a hyphen or blank is lost, and anybody understands. Between a hyphen and a blank there are two spellings. */
function joined(
  flow: RecoveredFlow,
  participant: RecoveredParticipant,
  declared: readonly RecoveredParticipant[],
): ContributionFinding | null {
  const words = participant.key.split(/[-\s]/u);
  const meant = declared.find(({ key }) => key.replace(/[-\s]/gu, "") === words.join("") && key.split(/[-\s]/u).length > words.length);
  if (meant === undefined || participant.mentions.length * 2 > meant.mentions.length) return null;
  return finding(flow, participant, "info", "which is no participant but for a hyphen or a blank", [meant.name]);
}

/** The beginning of a name, without what tells it from the others of its kind. */
function generic(
  flow: RecoveredFlow,
  participant: RecoveredParticipant,
  { beginnings }: Forms,
  { abbreviations }: Contribution,
): ContributionFinding | null {
  const fits = beginnings.get(participant.key) ?? [];
  const [first] = fits;
  if (first === undefined) return null;
  const often = fits.reduce((sum, { mentions }) => sum + mentions.length, 0);
  // Who is called so as often as not is one of its own.
  if (participant.mentions.length * 2 > often) return null;
  // "the peer" of Peer P and Peer Q is a word, no name; and what an abbreviation stands for is a kind.
  if (!participant.key.includes(" ") && participant.mentions.every(({ text }) => text === text.toLowerCase())) return null;
  if (abbreviations.has(participant.key)) return null;
  if (isKind(flow, participant) || participant.mentions.every((mention) => goesOn(mention, flow))) return null;
  // "the server (Server 2)" says which.
  if (participant.mentions.every((mention) => fits.some(({ key }) => key === keyBehind(mention)))) return null;
  return finding(
    flow,
    participant,
    "warning",
    `which says not which one`,
    fits.map(({ name }) => name),
  );
}

/** "any of the NSFs", "each proxy": a word for several. */
function isKind(flow: RecoveredFlow, { name }: RecoveredParticipant): boolean {
  const words = name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  const many = new RegExp(`(?<![\\w-])(?:${words}s|(?:any|each|every|both|either|an?|which|another) ${words})(?![\\w-])`, "u");
  return flow.steps.some(({ passages }) => passages.some(({ paragraph, from }) => many.test(paragraph.text.slice(from))));
}

/** Its number may stand on the next line, where it looks like that of a step: "forwarded to GW" and then "1. It answers". */
function goesOn({ paragraph, at, text }: Mention, { steps }: RecoveredFlow): boolean {
  if (paragraph.text.slice(at + text.length).trim() !== "") return false;
  const step = steps.findIndex(({ passages }) => passages.some((each) => each.paragraph === paragraph));
  const last = steps[step]?.passages.at(-1)?.paragraph;
  return paragraph.place.wordParagraph === null && !/[.:;!?]$/u.test(paragraph.text) && (last === paragraph || step >= 0);
}

/** The name in brackets behind a name. */
function keyBehind({ paragraph: { text }, at, text: name }: Mention): string {
  return keyOf(/^\s?\(([^()]{1,60})\)/u.exec(text.slice(at + name.length))?.[1] ?? "");
}

/** Whoever acts in a flow whose figure stands in the text has a lifeline there. */
function undrawn(
  contribution: Contribution,
  flow: RecoveredFlow,
  participant: RecoveredParticipant,
  { aliases }: ContributionSettings,
): ContributionFinding | null {
  const drawing = contribution.drawings.find((one) => one.flow === flow);
  if (drawing === undefined || drawing.participants.length < 2) return null;
  const drawn = drawing.participants.map(lettersOf);
  const isShown = (name: string) => drawn.some((each) => each.includes(lettersOf(name)) || lettersOf(name).includes(each));
  // Whose names it shares with the text shows that it is the figure of this flow.
  if (flow.participants.filter(({ name }) => isShown(name)).length < FEWEST_DRAWN) return null;
  const names = aliases.find((each) => each.includes(participant.key)) ?? [participant.key];
  const isDrawn = names.some(isShown);
  if (isDrawn || contribution.abbreviations.has(participant.key)) return null;
  if (!participant.mentions.some(({ text }) => /\p{Lu}/u.test(text)) || participant.mentions.length < 2) return null;
  return finding(flow, participant, "warning", "whom the figure does not show", drawing.participants.slice(0, 6));
}

/** So many participants of a flow are in its figure. */
const FEWEST_DRAWN = 2;

/** `SIP_Server` of a figure, whose language has no blanks in names, is "SIP Server". */
function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\d]+/gu, "");
}

function finding(
  flow: RecoveredFlow,
  participant: RecoveredParticipant,
  severity: "error" | "warning" | "info",
  why: string,
  names: readonly string[],
): ContributionFinding {
  const [mention] = participant.mentions;
  const expected = names.length < 3 ? names.join(" or ") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  const step = flow.steps.find(({ passages }) => passages.some(({ paragraph }) => paragraph === mention?.paragraph)) ?? null;
  return {
    place:
      mention === undefined
        ? (flow.steps[0]?.place ?? { file: "", line: 1, column: 1, wordParagraph: null })
        : placeAt(mention.paragraph, mention.at),
    flow,
    step,
    severity,
    quote: mention?.text ?? participant.name,
    reason: `Unexpected "${mention?.text ?? participant.name}", ${why}, expected ${expected}`,
    expected,
  };
}
