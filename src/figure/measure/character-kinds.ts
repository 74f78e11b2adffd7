// Kinds of characters whose width no table has to say; each matches one character alone.

/** Marks on the character before, and what is not seen. */
export const NO_WIDTH = /^[\p{M}\p{Cf}]$/u;
/** Emoji, and older signs that may look like one. */
export const PICTURE = /^\p{Extended_Pictographic}$/u;
/** As wide as it is high. */
export const EAST_ASIAN = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]$/u;
