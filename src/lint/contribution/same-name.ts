import {
  type Act,
  isDiscriminator,
  type Mention,
  type RecoveredFlow,
  type RecoveredStep,
  type Reference,
  tokensOf,
} from "../../contribution/index.ts";

/** Whether two keys may well be one participant: one is the other with more or less said around it, or one of several. */
export function mayBeSame(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.startsWith(`${short} `) || long.endsWith(` ${short}`)) return true;
  return long.split(/[/\s]/u).includes(short) || (short.includes("/") && short.split("/").some((part) => part !== "" && long === part));
}

/** Whether they are one participant beyond doubt, but for what is said behind the name: `signalling user agent` (in the UE). */
export function isSameName(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const rest = long.startsWith(`${short} `) ? long.slice(short.length + 1).split(" ") : null;
  return rest !== null && rest.length >= 2 && !rest.some(isDiscriminator);
}

/** Everybody who has a part in a step, as keys. */
export function partiesOf({ acts }: RecoveredStep): readonly string[] {
  const keys: string[] = [];
  for (const { sender, receiver, via } of acts) {
    if (sender !== null) keys.push(sender.key);
    if (receiver !== null) keys.push(receiver.key);
    for (const { key } of via) keys.push(key);
  }
  return keys;
}

/** Who does what the words in front of a reference say. */
export function speakerOf({ step, piece, at }: Reference): Mention | null {
  if (step === null) return null;
  const act: Act | undefined = step.acts.findLast((each) => each.paragraph === piece.paragraph && each.at < at);
  return act === undefined ? null : act.kind === "receive" ? act.receiver : act.sender;
}

/** Whether a step's own words name somebody, in any part. */
export function isNamedIn(step: RecoveredStep, key: string): boolean {
  const words = key.split(" ").slice(0, 3).join(" ");
  return step.passages.some(
    ({ paragraph, from }) =>
      saysPlainly(paragraph.text, from, words) ||
      tokensOf(paragraph.text.slice(from).replace(/[.,;:()]/gu, " "))
        .join(" ")
        .includes(words),
  );
}

/** Whether the words stand there just so, with nothing in them or around them that their key leaves out: most do. */
function saysPlainly(text: string, from: number, words: string): boolean {
  if (!/^[\w/-]+(?: [\w/-]+)*$/.test(words) || /(?:^| )(?:the|an?|also|its|of|in|at)(?: |$)/.test(words)) return false;
  const small = text.toLowerCase();
  if (small.length !== text.length) return false;
  const at = small.indexOf(words, from);
  return at >= 0 && (at === from || small[at - 1] === " ") && /[\s.,;:()]|^$/.test(small.charAt(at + words.length));
}

/** The participants of a flow that some words name. */
export function namedIn(text: string, { participants }: RecoveredFlow): readonly string[] {
  const words = ` ${tokensOf(text.replace(/[.,;:()]/gu, " ")).join(" ")} `;
  const found = participants.map(({ key }) => key).filter((key) => words.includes(` ${key} `));
  return found.filter((key) => !found.some((other) => other !== key && other.includes(key)));
}

/** As a sentence says it: `the handset`, `UE-1`. */
export function sayName(mention: Mention | null): string {
  const text = mention?.text ?? "somebody";
  return /^\p{Ll}/u.test(text) && mention !== null ? `the ${text}` : text;
}
