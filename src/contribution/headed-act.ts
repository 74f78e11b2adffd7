import type { Paragraph } from "../document/index.ts";
import { reasonOf } from "../sip/statuses.ts";
import type { Act, Mention, MessageName } from "./contribution.ts";
import { messageOf } from "./messages.ts";
import { keyOf } from "./names.ts";
import { nameIn } from "./noun-phrases.ts";
import type { Sentence } from "./sentences.ts";
import { verbs } from "./words.ts";

/** A sentence that is no sentence: `UE to AMF: Registration Request (…)`, `INVITE Alice -> Bob`, `Alice → Bob: INVITE`; null for another. */
export function headedAct(sentence: Sentence, paragraph: Paragraph): Act | null {
  return bracketAct(sentence, paragraph) ?? arrowAct(sentence, paragraph) ?? colonAct(sentence, paragraph);
}

const ARROW = /^\s*(.{1,80}?)\s*(?:-{1,16}>{1,2}|→|={1,16}>|⇒)\s*([^:]{1,60}?)\s*(?::\s*(.{1,200}?))?\s*\.?\s*$/u;
/** `Bob <- Alice: INVITE`; `<->` goes both ways, and says nothing. */
const BACK_ARROW = /^\s*([^:]{1,80}?)\s*(?:<{1,2}-{1,16}(?![->])|←)\s*([^:]{1,60}?)\s*(?::\s*(.{1,200}?))?\s*\.?\s*$/u;
/** What stands in brackets behind the receiver is a message where it begins like one; else it says how to reach it. */
const BEHIND = /^(.+?)\s+\(((?:SIP|HTTP|re-)?\s*(?:[A-Z]{3,}|[1-6]\d\d)\b[^()]{0,60})\)$/u;
const NAMED_FIRST = /^((?:[Rr]e-)?[A-Z]{3,}(?:\s+[Rr]equest)?|[1-6]\d\d(?:\s+\([^()]*\))?)\s+(.+)$/u;

function arrowAct({ from, to }: Sentence, paragraph: Paragraph): Act | null {
  const text = paragraph.text.slice(from, to);
  if (!/[>→⇒]|<-|←/.test(text)) return null;
  const back = BACK_ARROW.exec(text);
  const found = back ?? ARROW.exec(text);
  if (found === null || /->|→|<-|←/u.test(found[2] ?? "")) return null;
  let [, left = "", right = "", named = ""] = found;
  // `Open request: UE -> AMF`.
  const lead = /^(.+?)\s*:\s+(?=\S)/u.exec(left);
  if (named === "" && lead !== null) {
    named = lead[1] ?? "";
    left = left.slice(lead[0].length);
  }
  // `UE -> AS (SIP INVITE)`.
  const behind = BEHIND.exec(right);
  if (named === "" && behind !== null) {
    [, right = "", named = ""] = behind;
  }
  // `Speaker -- Start File ----> Listener`.
  const inside = named === "" ? /^(.+?)\s+-{1,16}\s+(\S.*)$/u.exec(left) : null;
  if (inside !== null) [, left = "", named = ""] = inside;
  const ladder = named === "" ? NAMED_FIRST.exec(left) : null;
  if (ladder !== null) {
    const status = /^[1-6]\d\d$/u.test(ladder[1] ?? "") ? reasonOf(Number(ladder[1])) : "";
    const rest = ladder[2] ?? "";
    const hasReason = status !== "" && rest.toLowerCase().startsWith(`${status.toLowerCase()} `);
    named = hasReason ? `${ladder[1]} ${rest.slice(0, status.length)}` : (ladder[1] ?? "");
    const sender = hasReason ? rest.slice(status.length + 1) : rest;
    // `200 OK (BYE) Bob -> Alice`, `ACK (re-INVITE) Alice -> Bob`.
    const about = /^\([^()]{1,40}\)\s+(?=\S)/u.exec(sender)?.[0] ?? "";
    if (about !== "") named = `${named} ${about.trim()}`;
    left = sender.slice(about.length);
  }
  const at = from + text.indexOf(left);
  // Blanks set the name off from what else stands there.
  const sender = mention(
    left
      .trim()
      .split(/\s{2,}/u)
      .at(-1) ?? "",
    paragraph,
    at,
  );
  const receiver = mention(right.trim().split(/\s{2,}/u)[0] ?? "", paragraph, from + text.lastIndexOf(right));
  if (sender === null || receiver === null) return null;
  const message = named === "" ? null : messageOf(named, from + Math.max(0, text.indexOf(named)));
  return back === null ? act(sender, receiver, message, paragraph, at) : act(receiver, sender, message, paragraph, at);
}

/** `Attach Request [UE → eNB → MME]`, `Attach Request (UE -> MME)`: a message, and its way behind it in brackets. */
const BRACKETED = /^\s*([^→[\]()]{2,80}?)\s*[[(]([^[\]()]{1,120}(?:→|->)[^[\]()]{1,60})[\])]\s*[.:]?\s*$/u;

function bracketAct({ from, to }: Sentence, paragraph: Paragraph): Act | null {
  const text = paragraph.text.slice(from, to);
  if (!/→|->/.test(text)) return null;
  const [, named = "", way = ""] = BRACKETED.exec(text) ?? [];
  const begin = from + text.lastIndexOf(way);
  let at = 0;
  const names = way.split(/→|-+>/u).map((name) => {
    const own = way.indexOf(name, at);
    at = own + name.length;
    return mention(name, paragraph, begin + own + name.length - name.trimStart().length);
  });
  const [sender, ...rest] = names;
  const receiver = rest.pop() ?? null;
  if (way === "" || named.includes("->") || sender == null || receiver === null || rest.includes(null)) return null;
  const made = act(sender, receiver, messageOf(named, from + text.indexOf(named)), paragraph, begin);
  return { ...made, via: rest.filter((name) => name !== null) };
}

/** A name in front of an arrow may be any few words. */
function mention(name: string, paragraph: Paragraph, at: number): Mention | null {
  const text = name.trim();
  if (/[|+=<>]|^[^\p{L}\p{N}("“‘']/u.test(text)) return null;
  return text === "" || text.split(/\s+/u).length > 6 || !/\p{L}/u.test(text) ? null : { text, key: keyOf(text), paragraph, at };
}

function colonAct({ tokens, from, to }: Sentence, paragraph: Paragraph): Act | null {
  const colon = tokens.findIndex(({ after }, at) => after === ":" && at < 16);
  if (colon < 2) return null;
  const head = tokens.slice(tokens[0]?.word === "from" ? 1 : 0, colon + 1);
  if (head.some(({ word }) => verbs.has(word))) return null;
  const joint = head.findIndex(({ word }) => word === "to" || word === "towards");
  if (joint < 1) return null;
  const [sender, receiver] = [nameIn(head.slice(0, joint), paragraph), nameIn(head.slice(joint + 1), paragraph)];
  const next = tokens[colon + 1];
  if (sender === null || receiver === null || next === undefined) return null;
  const named = /^[^.(;,]{1,120}/u.exec(paragraph.text.slice(next.from, to))?.[0].trim() ?? "";
  return act(sender, receiver, named === "" ? null : messageOf(named, next.from), paragraph, from);
}

const NOBODY: readonly never[] = [];

function act(sender: Mention, receiver: Mention, message: MessageName | null, paragraph: Paragraph, at: number): Act {
  const kind = message?.role === "response" ? "answer" : "send";
  return { kind, verb: "", sender, receiver, via: NOBODY, message, paragraph, at, sentence: 0 };
}
