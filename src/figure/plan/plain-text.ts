/** What no figure can show: it breaks XML or a terminal, or turns the text around it. */
const SPACES = /[\p{Cc}\p{Zl}\p{Zp} ]+/gu;
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Text as a figure shows it, on one line: control characters and line ends are spaces, runs of them one; marks that reorder
 * text are gone; a lone surrogate is U+FFFD. A no-break space stays.
 */
export function plainText(text: string): string {
  if (/^[!-~]*(?: [!-~]+)*$/u.test(text)) return text;
  return text.replace(INVISIBLE, "").replace(LONE_SURROGATE, "\ufffd").replace(SPACES, " ").trim();
}

/** With a capital at its beginning, where a sentence of the clause goes on in lower case. */
export function capitalised(text: string): string {
  return /^[a-z](?![A-Z])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
