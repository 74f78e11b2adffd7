import type { Mention, RecoveredParticipant, RecoveredStep } from "./contribution.ts";

/** Everybody who sends, receives or is on the way in these steps, in the order of the text. */
export function participantsOf(steps: readonly RecoveredStep[]): readonly RecoveredParticipant[] {
  const byKey = new Map<string, Mention[]>();
  for (const { acts } of steps) {
    for (const { sender, receiver, via } of acts) {
      for (const mention of [sender, receiver, ...via]) {
        if (mention === null) continue;
        const same = byKey.get(mention.key);
        if (same === undefined) byKey.set(mention.key, [mention]);
        else if (!same.some(({ at, paragraph }) => at === mention.at && paragraph === mention.paragraph)) same.push(mention);
      }
    }
  }
  return [...byKey].map(([key, mentions]) => ({ kind: "recovered-participant", key, name: commonest(mentions), mentions }));
}

function commonest(mentions: readonly Mention[]): string {
  const counts = new Map<string, number>();
  for (const { text } of mentions) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
