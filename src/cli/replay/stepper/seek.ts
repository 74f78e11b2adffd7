import type { Moment } from "../../../model/moment.ts";
import { printMessage } from "../../moment-words.ts";
import type { Play } from "./play.ts";

/** Where a step begins: by its label, in whatever case. @returns null where there is no such step */
export function momentOfStep({ moments }: Play, label: string): number | null {
  const wanted = label.toLowerCase().replace(/^step\s+/u, "");
  const found = moments.findIndex(({ step }) => step?.toLowerCase() === wanted);
  return found < 0 ? null : found;
}

/**
 * The next moment, after `at` and then from the beginning, that belongs to the step of this label; else one whose message is called so; else
 * one that has these words in the text of its message.
 */
export function nextWith(play: Play, text: string, at: number): number | null {
  const wanted = text.toLowerCase();
  const label = wanted.replace(/^step\s+/u, "");
  const ways: readonly ((moment: Moment) => boolean)[] = [
    ({ step }) => step?.toLowerCase() === label,
    (moment) => printMessage(moment).toLowerCase().includes(wanted),
    ({ message }) => message?.raw.toLowerCase().includes(wanted) === true,
  ];
  for (const fits of ways) {
    const found = nextOf(play, fits, at);
    if (found !== null) return found;
  }
  return null;
}

function nextOf({ moments }: Play, fits: (moment: Moment) => boolean, at: number): number | null {
  for (let ahead = 1; ahead <= moments.length; ahead += 1) {
    const index = (at + ahead) % moments.length;
    const moment = moments[index];
    if (moment !== undefined && fits(moment)) return index;
  }
  return null;
}
