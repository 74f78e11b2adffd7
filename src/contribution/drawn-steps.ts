import type { CodeBlock, Paragraph } from "../document/index.ts";
import type { Act, Arrow, Drawing } from "./contribution.ts";
import { drawingIn } from "./drawings.ts";
import type { DraftFlow, DraftStep } from "./flows.ts";
import { isFlow } from "./is-flow.ts";
import { withLetterPairs } from "./letter-pairs.ts";
import { messageOf } from "./messages.ts";
import { keyOf } from "./names.ts";
import type { RawPiece } from "./outline.ts";
import { printedLabel } from "./printed-label.ts";

/** Of a message, what tells it: no more, in UTF-16 units. */
const LONGEST = 80;

/** The numbered arrows of a sequence diagram, each as a piece that is no text; none for another block, or where not every arrow has a number. */
export function arrowPieces(block: CodeBlock, region: number): readonly RawPiece[] {
  const drawing = drawingIn(block);
  return drawing === null
    ? []
    : labelled(drawing).map(({ arrow, label }) => ({
        paragraph: lineOf(arrow),
        role: "drawn",
        label,
        from: 0,
        region,
        isTitleLike: false,
      }));
}

function labelled({ arrows, isWhole }: Pick<Drawing, "arrows" | "isWhole">) {
  const found = arrows.flatMap((arrow) => {
    const label = arrow.number === null ? null : printedLabel(`${arrow.number}.`);
    return label === null ? [] : [{ arrow, label: { ...label, text: arrow.number ?? "" } }];
  });
  return isWhole && found.length === arrows.length ? found : [];
}

/** The flow that a diagram draws where no text tells it; null where it draws none. @param first index of the first of its pieces */
export function drawnFlow(
  { arrows, hasBranches }: Omit<Drawing, "flow">,
  pieces: readonly RawPiece[],
  first: number,
  meant: (act: Act) => Act,
): DraftFlow | null {
  const steps = withLetterPairs(
    arrows.flatMap((arrow, order): readonly DraftStep[] => {
      const piece = pieces[first + order];
      if (piece?.label == null || piece.role !== "drawn") return [];
      const { paragraph, label } = piece;
      return [
        {
          label,
          at: first + order,
          passages: [{ paragraph, from: 0 }],
          acts: actsOf(arrow, paragraph, hasBranches).map(meant),
          isVoid: false,
        },
      ];
    }),
  );
  return steps.length === arrows.length && isFlow(steps, false) ? { steps, first, last: first + steps.length - 1 } : null;
}

/**
 * What somebody does by itself goes to nobody.
 *
 * @param isOneWay whether it may be one way of several: nobody can say then which message answers which
 */
function actsOf({ from, to, text, source }: Arrow, paragraph: Paragraph, isOneWay: boolean): readonly Act[] {
  if (from === to) return [];
  const said =
    text
      .split(/<br|\\n|\s\(|[,;{]/u)[0]
      ?.trim()
      .slice(0, LONGEST) ?? "";
  const at = Math.max(0, said === "" ? 0 : source.lastIndexOf(said));
  const message = said === "" || isOneWay ? null : messageOf(said, at);
  const mention = (name: string) => ({ text: name, key: keyOf(name), paragraph, at: 0 });
  const kind = message?.role === "response" ? "answer" : "send";
  return [{ kind, verb: "", sender: mention(from), receiver: mention(to), via: [], message, paragraph, at: 0, sentence: 0 }];
}

function lineOf({ source, place }: Arrow): Paragraph {
  return {
    kind: "paragraph",
    role: "body",
    level: null,
    indent: 0,
    style: null,
    label: null,
    text: source,
    segments: [],
    place,
    wordId: null,
    also: [],
    change: "none",
    edits: [],
    blankBefore: 0,
  };
}
