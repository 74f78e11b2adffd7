/** How the names of participants and messages stand in an English sentence. */

/**
 * Whether a participant's name calls for "the": "remote end point" and "SIP core / IMS in the partner MC system" are common nouns,
 * "UE-1", "SIP/IP Core A" and "Bob's phone" are names.
 */
export function takesArticle(name: string): boolean {
  if (/^(?:the|an?)\s/iu.test(name)) return false;
  if (!/^[\p{Lu}\p{Nd}]/u.test(name)) return true;
  const noun = name.split(/,|\s(?:in|of|at|for|on|from|towards)\s/u)[0] ?? name;
  return /\s\p{Ll}{2}/u.test(noun) && !/['’]s?\s/u.test(noun);
}

/** How the name of a message stands in a sentence. */
export type MessageForm =
  /** "REFER", "200 OK": without an article. */
  | "name"
  /** "a Join Session Notification". */
  | "noun"
  /** "to allocate a conference resource". */
  | "infinitive";

const NOUNS =
  /(?:^|\s)(?:request|response|notification|challenge|answer|indication|message|report|acknowledge?ment|command|query|reply|confirmation|invitation|offer|result|error|subscription|registration|warning|alarm|alert|signal)$/iu;

export function formOf(name: string): MessageForm {
  const bare = name.replace(/\s*\(.*$/u, "").trim();
  if (/^\d|^[A-Z]+$/u.test(bare)) return "name";
  if (NOUNS.test(bare)) return "noun";
  return /^[a-z]+\s/u.test(bare) ? "infinitive" : "name";
}

/** "REFER", "a Join Session Notification", "an Accepted notification". */
export function aMessage(name: string): string {
  return formOf(name) === "name" ? name : `${article(name)} ${name}`;
}

/** "REFER", "the Join Session Notification". */
export function theMessage(name: string): string {
  return formOf(name) === "name" ? name : `the ${name}`;
}

/** As `theMessage`; a name that is no noun and no name, as "allocate conference resource" or "ask", stands in quotes. */
export function quotedMessage(name: string): string {
  return isNoNoun(name) ? `"${name}"` : theMessage(name);
}

/** What answers asks for nothing: "200 OK", "an Accepted notification", and "unit found" in quotes. */
export function anAnswer(name: string): string {
  return isNoNoun(name) ? quotedMessage(name) : aMessage(name);
}

/** After "the" or "its": "INVITE", "Join Session Notification"; in quotes where it is no noun. */
export function calledMessage(name: string): string {
  return isNoNoun(name) ? `"${name}"` : name;
}

function isNoNoun(name: string): boolean {
  return formOf(name) === "infinitive" || /^[a-z]+$/u.test(name);
}

/** Short capitals that are read as words, not letter by letter. */
const READ_AS_WORDS = new Set(["SIP", "SIM", "NAS", "RAN", "RAND", "LAN", "MAC", "MAP", "MIME", "NAF", "RES", "SAML"]);

/** "a" or "an", by the sound of what follows. */
export function article(word: string): "a" | "an" {
  const first = /^[\p{L}\p{Nd}]+/u.exec(word.replace(/^[^\p{L}\p{Nd}]+/u, ""))?.[0] ?? "";
  if (/^\d/u.test(first)) return /^(?:8|1[18](?!\d))/u.test(first) ? "an" : "a";
  if (/^[A-Z]{1,4}$/u.test(first) && !READ_AS_WORDS.has(first)) return /^[AEFHILMNORSX]/u.test(first) ? "an" : "a";
  if (/^(?:hour|honest|heir)/iu.test(first)) return "an";
  return /^[aeiou]/iu.test(first) && !/^(?:uni(?![mn])|us[aeu]|u[rt]i|eu|one(?![a-z])|once)/iu.test(first) ? "an" : "a";
}
