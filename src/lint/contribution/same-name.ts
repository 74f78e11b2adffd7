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
  return acts.flatMap(({ sender, receiver, via }) => [sender, receiver, ...via].flatMap((one) => one?.key ?? []));
}

/** Who does what the words in front of a reference say. */
export function speakerOf({ step, piece, at }: Reference): Mention | null {
  if (step === null) return null;
  const before = step.acts.filter((act) => act.paragraph === piece.paragraph && act.at < at);
  const act: Act | undefined = before.at(-1);
  return act === undefined ? null : act.kind === "receive" ? act.receiver : act.sender;
}

/** Whether a step's own words name somebody, in any part. */
export function isNamedIn(step: RecoveredStep, key: string): boolean {
  const words = key.split(" ").slice(0, 3).join(" ");
  return step.passages.some(({ paragraph, from }) =>
    tokensOf(paragraph.text.slice(from).replace(/[.,;:()]/gu, " "))
      .join(" ")
      .includes(words),
  );
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
