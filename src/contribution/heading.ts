/** What a heading looks like where no style says so. */

const NUMBER = String.raw`(?:\d{1,2}[a-zA-Z]?|[A-Z])(?:\.(?:\d{1,3}[a-zA-Z]{0,2}|[A-Zxyn]{1,2}))+`;
const TITLED = new RegExp(
  `^((?:(?:Annex|Appendix|ANNEX|APPENDIX)\\s+)?${NUMBER}|(?:Annex|Appendix|ANNEX|APPENDIX)\\s+[A-Z0-9]{1,2})[.:]?(?:\\s+|\\s*[-–:]\\s*)(?=[\\p{Lu}\\d"“(<\\[]|$)(.*)$`,
  "u",
);
const ALONE = new RegExp(`^(?:${NUMBER}|\\d{1,2}[a-zA-Z]?)\\.?$`, "u");
/** Every fifth word of a sentence is one of these; a title has few verbs. */
const VERB =
  /\b(?:is|are|was|were|has|have|does|shall|should|will|may|can|must|sends|forwards|returns|responds|replies|receives|routes|acknowledges|notifies|informs|requests|performs|decides|determines|checks|accepts|establishes|updates|stores|creates|contacts|instructs|provides|selects|includes)\b/u;

/** The number and title of a clause heading with a number of several levels, or of an annex; null for anything else. */
export function numberedTitle(text: string): { readonly number: string; readonly title: string } | null {
  const found = TITLED.exec(text);
  if (found === null) return null;
  const [, number = "", title = ""] = found;
  return isShort(title) && /\p{L}{3}/u.test(title) ? { number: number.replace(/^(?:annex|appendix)\s+/iu, ""), title } : null;
}

/** A few words without a full stop. */
function isShort(text: string): boolean {
  const bare = text.trim();
  return bare !== "" && bare.length <= 160 && !/[.;:,!?]["'”’)]?$/u.test(bare.replace(/\betc\.$/u, ""));
}

/** A few words without a full stop and without a verb. */
export function isTitle(text: string): boolean {
  const bare = text.trim();
  if (!isShort(bare)) return false;
  if (!/^[\p{Lu}\d"“(<[]/u.test(bare) || /->|→|=>|<-|←/u.test(bare)) return false;
  // "when the Server is not in the Path" is no sentence of its own.
  const main = bare.replace(/\b(?:when|where|if|while|as|that|which|who|whose|after|before)\b.*$/u, "");
  return !VERB.test(main);
}

export function isClauseNumber(text: string): boolean {
  return ALONE.test(text.trim());
}

/** `* * * First Change * * * *`, `NEXT CHANGE`, `Change 1: …`, `/**** Start of the first change ****\/`. */
export function isChangeMarker(text: string): boolean {
  if (
    /^(?:[*/#=_\-–—\s]{3,})?\s*(?:start|begin|end|first|second|third|next|\d+(?:st|nd|rd|th)|last)\b[^.;:]{0,40}\b(?:changes?|proposal|modification)s?\b[^.;:]{0,12}$/iu.test(
      text,
    )
  )
    return true;
  return /^Change\s+\d+\s*:/u.test(text) || /^[*=_#-]{6,}$/u.test(text);
}

/** A heading's own text: number and title, whichever stand in it. */
export function headingParts(label: string | null, text: string): { readonly number: string; readonly title: string } {
  if (label !== null) return { number: label.replace(/[.\s]+$/u, "").replace(/^(?:annex|appendix)\s+/iu, ""), title: text };
  const titled =
    /^(?:(?:annex|appendix)\s+)?((?:[A-Z]|\d{1,2})[a-zA-Z]{0,2}(?:\.[0-9A-Za-z]{1,5})*)[.:)]?(?:\s*\((?:informative|normative)\))?(?:[\s:–-]+|$)(.*)$/iu.exec(
      text,
    );
  if (titled === null || (!/\d/u.test(titled[1] ?? "") && !/^(?:annex|appendix)/iu.test(text))) return { number: "", title: text };
  return { number: titled[1] ?? "", title: titled[2] ?? "" };
}
