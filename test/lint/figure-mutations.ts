import { type RecoveredFlow, recoverContribution } from "../../src/contribution/index.ts";
import type { Block, DocumentTree } from "../../src/document/index.ts";
import { changed, type Operator, replaced } from "./mutants.ts";

// Mistakes in what stands beside the steps: the figure, its caption, the code of an answer, letters, steps of another flow.

const ARROW = /^(\s*)("[^"]+"|[\w.-]+)(\s*[-.]+>>?[+-]?\s*)("[^"]+"|[\w.-]+)(\s*:\s*(?:\d+[.)]?\s*)?)(.*)$/u;

/** A tree in which one line of its diagrams is another, for each line and way to change it. */
function* redrawn(
  tree: DocumentTree,
  redraw: (found: RegExpExecArray, lines: readonly string[]) => string | null,
): Generator<[DocumentTree, string]> {
  // Where no text tells the flow, the diagram can be no other than it.
  const told = new Set(recoverContribution(tree).drawings.flatMap(({ block, flow }) => (flow === null ? [] : [block])));
  for (const [index, block] of tree.blocks.entries()) {
    if (block.kind !== "code" || !/^(?:mermaid|plantuml|puml)$/u.test(block.language) || !told.has(block)) continue;
    const lines = block.text.split("\n");
    for (const [at, line] of lines.entries()) {
      const found = ARROW.exec(line);
      const other = found === null ? null : redraw(found, lines);
      if (other === null || other === line) continue;
      const text = lines.map((each, place) => (place === at ? other : each)).join("\n");
      const blocks: readonly Block[] = tree.blocks.map((each, place) => (place === index ? { ...block, text } : each));
      yield [{ ...tree, blocks }, other.trim()];
    }
  }
}

const turnArrow: Operator = {
  name: "turn an arrow of the figure",
  rules: ["step/consistent-figure"],
  *mutate(tree) {
    for (const [mutant, what] of redrawn(
      tree,
      ([, lead, from, sign, to, colon, text]) => `${lead}${to}${sign?.replace(/[+-]\s*$/u, "")}${from}${colon}${text}`,
    ))
      yield { tree: mutant, rules: this.rules, what };
  },
};

const otherEnd: Operator = {
  name: "another end of an arrow of the figure",
  rules: ["step/consistent-figure", "participant/no-undeclared"],
  *mutate(tree) {
    const other = ([, , from, , to]: RegExpExecArray, lines: readonly string[]) =>
      lines.flatMap((line) => ARROW.exec(line)?.[2] ?? []).find((name) => name !== from && name !== to);
    const redraw = (found: RegExpExecArray, lines: readonly string[]) => {
      const [, lead, from, sign, , colon, text] = found;
      const name = other(found, lines);
      return name === undefined ? null : `${lead}${from}${sign}${name}${colon}${text}`;
    };
    for (const [mutant, what] of redrawn(tree, redraw)) yield { tree: mutant, rules: this.rules, what };
  },
};

const otherText: Operator = {
  name: "another message at an arrow of the figure",
  rules: ["step/consistent-figure"],
  *mutate(tree) {
    const redraw = ([, lead, from, sign, to, colon]: RegExpExecArray) => `${lead}${from}${sign}${to}${colon}Farewell indication`;
    for (const [mutant, what] of redrawn(tree, redraw)) yield { tree: mutant, rules: this.rules, what };
  },
};

const caption: Operator = {
  name: "a caption with the number of another",
  rules: ["caption/no-duplicate", "reference/no-undefined-figure"],
  *mutate(tree, { captions }) {
    for (const [at, one] of captions.entries()) {
      const other = captions[at + 1];
      if (other === undefined || one.of !== other.of || one.label === other.label) continue;
      const { paragraph } = other.piece;
      const where = paragraph.text.indexOf(other.label);
      if (where < 0) continue;
      yield {
        tree: changed(tree, new Map([[paragraph, replaced(paragraph, where, other.label, one.label)]])),
        rules: this.rules,
        what: `${other.label}: ${one.label}`,
      };
    }
  },
};

const code: Operator = {
  name: "another code of an answer",
  rules: ["exchange/no-undefined-status", "exchange/consistent-transaction", "exchange/require-response", "exchange/require-ack"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const { piece } of flow.steps) {
        const found = /\b(?:200|180|183|202|401|486|100)(?= \(?[A-Z])/u.exec(piece.paragraph.text.slice(piece.from));
        if (found === null) continue;
        const wrong = found[0] === "202" ? "204" : found[0] === "200" ? "202" : "487";
        yield {
          tree: changed(tree, new Map([[piece.paragraph, replaced(piece.paragraph, piece.from + found.index, found[0], wrong)]])),
          rules: this.rules,
          what: `${flow.clause?.number} ${found[0]}: ${wrong}`,
        };
      }
    }
  },
};

const letter: Operator = {
  name: "repeat a letter",
  rules: ["step/no-duplicate", "step/no-gap"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const [at, { label, piece }] of flow.steps.entries()) {
        const before = flow.steps[at - 1]?.label.spans[0]?.first;
        const own = label.spans[0]?.first;
        if (own === undefined || before === undefined || own.letter === "" || before.letter === "" || label.spans.length > 1) continue;
        if (own.numbers.join() !== before.numbers.join() || label.spans[0]?.first !== label.spans[0]?.last) continue;
        const { paragraph, from } = piece;
        const turn = (printed: string) => printed.replace(new RegExp(`(\\d)${own.letter}\\b`, "iu"), `$1${before.letter}`);
        const change =
          paragraph.label !== null && /\d/u.test(paragraph.label)
            ? { label: turn(paragraph.label) }
            : { text: turn(paragraph.text.slice(0, from)) + paragraph.text.slice(from) };
        yield { tree: changed(tree, new Map([[paragraph, change]])), rules: this.rules, what: `${flow.clause?.number} ${label.text}` };
      }
    }
  },
};

/** A number that only the flow beside it has. */
const neighbour: Operator = {
  name: "point a reference at a step of another flow",
  rules: ["reference/no-undefined-step"],
  *mutate(tree, { references, flows }) {
    const last = ({ steps }: RecoveredFlow) => steps.at(-1)?.label.spans.at(-1)?.last.numbers[0] ?? 0;
    for (const { target, scope, isDoubtful, flow, spans, text, piece, at } of references) {
      if (target !== "step" || scope.kind !== "flow" || isDoubtful || flow === null || spans.length > 1) continue;
      if (spans[0]?.first.numbers.length !== 1 || spans[0].first.prefix !== "") continue;
      const longer = flows.find((other) => last(other) > last(flow) && other.steps[0]?.label.spans[0]?.first.prefix === "");
      if (longer === undefined) continue;
      const wrong = text.replace(/\d+(?!.*\d)/u, String(last(longer)));
      yield {
        tree: changed(tree, new Map([[piece.paragraph, replaced(piece.paragraph, at, text, wrong)]])),
        rules: this.rules,
        what: `${text}: ${wrong}`,
      };
    }
  },
};

export const figureOperators: readonly Operator[] = [turnArrow, otherEnd, otherText, caption, code, letter, neighbour];
