/** How close rows stand. A text is always nearer to its own arrow than to the one above, so that nobody doubts which is its own. */
export interface Density {
  /** From the text of a message to its arrow; more where the arrowhead stands under the text. */
  readonly textToArrow: number;
  /** From an arrow to the next text. */
  readonly arrowToText: number;
  /** More where a paragraph begins, so that the hops of `3~5` are seen as one. */
  readonly paragraphGap: number;
  /** Above and below a box that is a row. */
  readonly boxGap: number;
  /** Whether a text wraps between its two lifelines; else it reaches over them, in one line. */
  readonly wraps: boolean;
}

const NORMAL: Density = { textToArrow: 1.2, arrowToText: 3.2, paragraphGap: 3, boxGap: 4, wraps: false };

/** From the most comfortable to the closest; the first is taken that fits the page. */
export const DENSITIES: readonly Density[] = [
  { textToArrow: 1.5, arrowToText: 4.5, paragraphGap: 5, boxGap: 5, wraps: true },
  { ...NORMAL, wraps: true },
  NORMAL,
  { textToArrow: 0.9, arrowToText: 2.1, paragraphGap: 1.5, boxGap: 3, wraps: false },
  { textToArrow: 0.9, arrowToText: 1.8, paragraphGap: 1.2, boxGap: 2.5, wraps: false },
];

/** For a figure that has no pages. */
export const ENDLESS = NORMAL;

/** For a figure that has several pages in any case: what is lost by comfort is a row or two of the last one. */
export const SPLIT: Density = { ...NORMAL, wraps: true };

/** No row with a number is lower than this. */
export const LOWEST_ROW = 11;
