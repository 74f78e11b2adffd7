import type { Mention, RecoveredParticipant, RecoveredStep } from "./contribution.ts";

/** Everybody who sends, receives or is on the way in these steps, in the order of the text. */
export function participantsOf(steps: readonly RecoveredStep[]): readonly RecoveredParticipant[] {
  const byKey = new Map<string, Mention[]>();
  for (const { acts } of steps) {
    for (const { sender, receiver, via } of acts) {
      add(byKey, sender);
      add(byKey, receiver);
      for (const mention of via) add(byKey, mention);
    }
  }
  return [...byKey].map(([key, mentions]) => ({ kind: "recovered-participant", key, name: commonest(mentions), mentions }));
}

/** No step has more mentions of one participant. */
const NEAR = 64;

/** Once for each place: what is told of "it" is told where it was named last, in the same step. */
function add(byKey: Map<string, Mention[]>, mention: Mention | null): void {
  if (mention === null) return;
  const same = byKey.get(mention.key);
  if (same === undefined) {
    byKey.set(mention.key, [mention]);
    return;
  }
  for (let at = same.length - 1; at >= 0 && at >= same.length - NEAR; at -= 1) {
    const known = same[at];
    if (known !== undefined && known.at === mention.at && known.paragraph === mention.paragraph) return;
  }
  same.push(mention);
}

function commonest(mentions: readonly Mention[]): string {
  const counts = new Map<string, number>();
  for (const { text } of mentions) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
