/** Words of a sentence that lead elsewhere: to a clause, a figure, a document. */
export interface Elsewhere {
  readonly kind: "clause" | "figure" | "document";
  /** `6.14`, `6.3a.1`; "" for a document. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

const CLAUSE = String.raw`(?:[Ss]ub-?)?(?:[Cc]lauses?|[Ss]ections?|[Aa]nnex(?:es)?|[Aa]ppendix|[Cc]hapters?)\s+([A-Z]?\d[\w.]*[\w]|\d|[A-Z](?:\.\d[\w.]*\w|\.\d)?)(?![\w-])`;
const BARE = String.raw`\b(?:(?:in|from)\s+|of\s+(?=[\d.]*\.\d+\.))(\d{1,2}[a-z]?(?:\.\d{1,3}[a-z]?){1,7})(?![\w-]|\s?%|\s+(?:[GMk]?Hz|[GMk]?bps|[GMk]?bit/s|(?:micro|milli|nano)?seconds?|minutes?|hours?|[munµ]s|s|octets|bytes|bits|times|percent|dB\w*|k?m)\b)`;
const FIGURE = String.raw`\b[Ff]igures?\s+([A-Z]?\.?\d[\w.]*(?:[-–]\d+\w*)?|[A-Z](?:\.\d[\w.-]*)?)(?![\w-])`;
const DOCUMENT = String.raw`\b(?:3GPP\s+)?(?:TS|TR)\s?\d|\bRFC\s?\d|\bIETF\b|\bITU-T\b|\bdraft-|\bOMA[- ]|\bGSMA\b|\bETSI\b|\bEN\s\d|\bISO\b|\b[A-Z]\.\d{3,4}\b|\[\d+[A-Za-z]?\]|\[(?:RFC|TS|OMA|REF)[^\]]*\]|\[[A-Z][\w.:/-]+\]`;
const ANY = new RegExp(`${CLAUSE}|${FIGURE}|${BARE}|(${DOCUMENT})`, "gu");
/** Most texts lead nowhere; this says so at once. */
const HINT = /lause|ection|nnex|ppendix|hapter|igure|TS|TR|RFC|IETF|ITU-T|draft-|OMA|GSMA|ETSI|EN \d|ISO|\[|\d\.\d|[A-Z]\.\d{3}/;

/** What a text leads to besides itself, in order. */
export function elsewheresIn(text: string): readonly Elsewhere[] {
  const found: Elsewhere[] = [];
  if (!HINT.test(text)) return found;
  ANY.lastIndex = 0;
  for (let each = ANY.exec(text); each !== null; each = ANY.exec(text)) {
    const [all, clause, figure, bare] = each;
    const label = clause ?? bare ?? figure ?? "";
    const kind = figure !== undefined ? "figure" : label === "" ? "document" : "clause";
    found.push({ kind, label: label.replace(/[.]+$/u, ""), from: each.index, to: each.index + all.length });
  }
  return found;
}
