import type { RecoveredNote } from "../../../contribution/index.ts";
import { isElided } from "../numbered.ts";
import type { ContributionCheck } from "../rule.ts";

export const noDuplicate: ContributionCheck = {
  id: "note/no-duplicate",
  *check({ notes, pieces }) {
    let firsts = new Map<string, RecoveredNote>();
    let before: RecoveredNote | null = null;
    for (const note of notes) {
      const isElsewhere =
        before === null || before.clause !== note.clause || before.flow !== note.flow || before.piece.region !== note.piece.region;
      if (isElsewhere) firsts = new Map();
      if (before !== null && isElided(pieces, before.piece.index, note.piece.index)) firsts = new Map();
      before = note;
      if (note.number === null || note.clause === null) continue;
      // A new count begins with 1: another list of notes, of a table or a figure.
      if (note.number === "1" && firsts.size > 1) firsts = new Map();
      const first = firsts.get(note.number);
      if (first === undefined) firsts.set(note.number, note);
      // The same words again stand below another table.
      else if (first.piece.paragraph.text !== note.piece.paragraph.text)
        yield {
          place: note.place,
          flow: note.flow,
          clause: note.clause,
          quote: `NOTE ${note.number}`,
          reason: `Unexpected second NOTE ${note.number}, expected a number of its own`,
          related: [{ message: `NOTE ${note.number} first stands here`, place: first.place }],
        };
    }
  },
};
