import type { Passage } from "./contribution.ts";
import type { DraftStep } from "./flows.ts";
import type { RawPiece } from "./outline.ts";

/** Fewest steps that say who does what to whom; under a figure, one will do where the others speak of the same participants. */
const FEWEST = 2;

/** Whether participants, at least two, do something to each other in these steps. @param isUnderFigure a caption stands in front of them */
export function isFlow(steps: readonly DraftStep[], isUnderFigure: boolean): boolean {
  let [told, passive, living, carried] = [0, 0, 0, 0];
  const names = new Map<string, Set<string>>();
  for (const { acts, isVoid, passages } of steps) {
    if (isVoid) continue;
    if (acts.length === 0 && isCarriedOver(passages)) carried += 1;
    else living += 1;
    if (acts.some(({ sender, receiver, message }) => sender !== null && (receiver !== null || message !== null))) told += 1;
    if (acts.some(({ sender, receiver }) => sender !== null || receiver !== null)) passive += 1;
    for (const { sender, receiver } of acts) {
      if (sender !== null) addTo(names, sender.key, sender.text);
      if (receiver !== null) addTo(names, receiver.key, receiver.text);
    }
  }
  if (names.size < 2) return false;
  if (told >= FEWEST && passive * 3 >= living) return true;
  if (isUnderFigure && told > 0 && carried >= FEWEST && passive * 3 >= living) return true;
  if (!isUnderFigure || told === 0 || living < 3) return false;
  const texts = [...names.values()].flatMap((same) => [...same]);
  const about = steps.filter(
    ({ passages, isVoid }) => !isVoid && passages.some(({ paragraph }) => texts.some((text) => paragraph.text.includes(text))),
  );
  return about.length * 3 >= living * 2;
}

/** "Same as in clause 5.2 step 4", "3~4: refer to TS 37.340": a step that stands elsewhere. */
function isCarriedOver([first]: readonly Passage[]): boolean {
  const text = first?.paragraph.text.slice(first.from) ?? "";
  return /^(?:(?:is |are )?(?:the )?same (?:as|procedure)|refer to|see|as (?:in|per|described|specified|defined)|identical (?:to|with)|steps? \S+(?: (?:to|and) \S+)? (?:is|are|of|in|from)) /iu.test(
    text,
  );
}

function addTo(names: Map<string, Set<string>>, key: string, text: string): void {
  const same = names.get(key);
  if (same === undefined) names.set(key, new Set([text]));
  else same.add(text);
}

/** A caption between the heading and the first step. */
export function isUnderFigure(pieces: readonly RawPiece[], first: number): boolean {
  for (let at = first - 1; at >= 0 && at > first - 10; at -= 1) {
    const role = pieces[at]?.role;
    if (role === "caption") return true;
    if (role === "heading" || role === "title" || role === "marker") return false;
  }
  return false;
}
