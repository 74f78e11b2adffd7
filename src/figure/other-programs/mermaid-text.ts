import { isFreeWord } from "./names.ts";

/** What Mermaid would read as its own: entities are numbers, so that a text comes out as it went in. */
const SPECIAL = /[#;%<>&"$\\`{}]/gu;

/** A text as Mermaid shows it, on one line. */
export function escapeMermaid(text: string): string {
  if (text === "") return "#160;";
  const escaped = text
    .replace(SPECIAL, (character) => `#${character.codePointAt(0)};`)
    .replace(/wrap:/giu, (wrap) => `${wrap.slice(0, -1)}#58;`);
  // Mermaid takes the last `;` from a line in which one of these words stands before a colon and an entity.
  return escaped.replaceAll("style", "#115;tyle").replaceAll("classDef", "#99;lassDef");
}

const KEYWORDS = new Set(
  (
    "accdescr acctitle activate actor alt and as autonumber box break create critical deactivate destroy details else end left link links loop " +
    "note off opt option over par par_over participant properties rect right sequencediagram title"
  ).split(" "),
);

/** Whether Mermaid takes an id for a name. */
export function isMermaidName(id: string): boolean {
  return isFreeWord(id, KEYWORDS) && !/style|classDef/u.test(id);
}
