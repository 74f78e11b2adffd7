/** In which views something is to be seen, as a sum. */
export type ViewMask = number;

export const ACCEPTED: ViewMask = 1;
export const ORIGINAL: ViewMask = 2;
export const BOTH: ViewMask = 3;

/** One of each view: accepted, original. */
export type Both<T> = readonly [T, T];

export const views = [0, 1] as const;
export type View = (typeof views)[number];

export function isIn(mask: ViewMask, view: View): boolean {
  return (mask & (view === 0 ? ACCEPTED : ORIGINAL)) !== 0;
}
