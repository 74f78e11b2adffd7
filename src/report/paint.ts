const codes = { bold: 1, dim: 2, underline: 4, reverse: 7, red: 31, green: 32, yellow: 33, blue: 34 } as const;

/** Text in a style, where there are colours. */
export type Paint = (style: keyof typeof codes, text: string) => string;

/** ECMA-48 §8.3.117, as terminals understand it. */
export const paint: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;

/** As it is, where there are no colours. */
export const plain: Paint = (_, text) => text;
