import {
  type Contribution,
  compareUnits,
  mayFollow,
  printUnit,
  type RecoveredFlow,
  type RecoveredStep,
  type Reference,
  recoverContribution,
  sameUnit,
} from "../../src/contribution/index.ts";
import { type DocumentTree, type Paragraph, paragraphsOf } from "../../src/document/index.ts";
import { figureOperators } from "./figure-mutations.ts";
import { changed, type Mutant, type Operator, replaced } from "./mutants.ts";
import { partyOperators } from "./party-mutations.ts";
import { sipOperators } from "./sip-mutations.ts";

/** Steps with one whole number, each in a paragraph of its own. */
function plainSteps({ steps }: RecoveredFlow): readonly RecoveredStep[] {
  return steps.filter(({ label, piece }) => {
    const [span] = label.spans;
    const isOne =
      label.spans.length === 1 &&
      span !== undefined &&
      sameUnit(span.first, span.last) &&
      span.first.letter === "" &&
      span.first.primes === 0 &&
      span.first.numbers.length === 1;
    return isOne && steps.filter((each) => each.piece === piece).length === 1;
  });
}

function numberOf({ label }: RecoveredStep): number {
  return label.spans[0]?.first.numbers[0] ?? 0;
}

/** The paragraph of a step with another number. */
function renumbered({ piece, label }: RecoveredStep, number: number): Partial<Pick<Paragraph, "text" | "label">> {
  const digits = String(numberOf({ label } as RecoveredStep));
  const { paragraph } = piece;
  return paragraph.label === null || !/\d/u.test(paragraph.label)
    ? { text: paragraph.text.slice(0, piece.from).replace(digits, String(number)) + paragraph.text.slice(piece.from) }
    : { label: paragraph.label.replace(digits, String(number)) };
}

/** The references to steps that are looked up in the flow they stand in. */
function ownReferences({ references }: Contribution): readonly (Reference & { readonly flow: RecoveredFlow })[] {
  return references.filter(
    (one): one is Reference & { readonly flow: RecoveredFlow } =>
      one.target === "step" && one.scope.kind === "flow" && !one.isDoubtful && one.flow !== null,
  );
}

const renumber: Operator = {
  name: "renumber from step k",
  rules: ["step/no-gap"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = plainSteps(flow);
      if (steps.length < 4 || steps.length !== flow.steps.length) continue;
      // Where a number stands twice for two ways, to renumber the second is no mistake.
      if (new Set(steps.map(numberOf)).size < steps.length) continue;
      const k = Math.floor(steps.length / 2);
      const changes = new Map(steps.slice(k).map((step) => [step.piece.paragraph, renumbered(step, numberOf(step) + 1)] as const));
      yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} from ${k}` };
    }
  },
};

const remove: Operator = {
  name: "delete a step",
  rules: ["step/no-gap"],
  *mutate(tree, { flows, pieces }) {
    for (const flow of flows) {
      const steps = flow.steps;
      for (const at of [Math.floor(steps.length / 2), Math.floor(steps.length / 3)]) {
        const [before, step, after] = [steps[at - 1], steps[at], steps[at + 1]];
        if (before === undefined || step === undefined || after === undefined || !plainSteps(flow).includes(step)) continue;
        const [last, next] = [before.label.spans.at(-1)?.last, after.label.spans[0]?.first];
        // `3a` may follow `2`: nobody sees that `3` is gone.
        if (last === undefined || next === undefined || mayFollow(last, next)) continue;
        // With all that stands below it.
        const below = pieces
          .slice(step.piece.index + 1, after.piece.index)
          .filter(({ role, region }) => (role === "text" || role === "skipped") && region === step.piece.region);
        const gone = new Map([
          [step.piece.paragraph, "gone" as const],
          ...step.passages.map(({ paragraph }) => [paragraph, "gone" as const] as const),
          ...below.map(({ paragraph }) => [paragraph, "gone" as const] as const),
        ]);
        yield { tree: changed(tree, gone), rules: this.rules, what: `${flow.clause?.number} step ${step.label.text}` };
      }
    }
  },
};

const repeat: Operator = {
  name: "repeat a number",
  rules: ["step/no-duplicate", "step/no-gap"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = plainSteps(flow);
      const step = steps[Math.floor(steps.length / 2)];
      const before = steps[Math.floor(steps.length / 2) - 1];
      if (step === undefined || before === undefined || flow.steps.length < 3) continue;
      yield {
        tree: changed(tree, new Map([[step.piece.paragraph, renumbered(step, numberOf(before))]])),
        rules: this.rules,
        what: `${flow.clause?.number} step ${step.label.text}`,
      };
    }
  },
};

const swapWords: Operator = {
  name: "a response called request",
  rules: ["exchange/no-response-named-request", "exchange/consistent-transaction", "reference/consistent-content"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const { acts } of flow.steps) {
        const act = acts.find(
          ({ message, sender, receiver }) =>
            message?.role === "response" && sender !== null && receiver !== null && /\bresponse$/iu.test(message.text),
        );
        const { message, sender, receiver } = act ?? {};
        if (act === undefined || message == null) continue;
        const asks = flow.steps.some((step) =>
          step.acts.some(
            (each) =>
              each.message?.role === "request" &&
              each.message.base === message.base &&
              each.sender?.key === receiver?.key &&
              each.receiver?.key === sender?.key,
          ),
        );
        if (!asks) continue;
        const wrong = message.text
          .replace(/response$/u, "request")
          .replace(/Response$/u, "Request")
          .replace(/RESPONSE$/u, "REQUEST");
        yield {
          tree: changed(tree, new Map([[act.paragraph, replaced(act.paragraph, message.at, message.text, wrong)]])),
          rules: this.rules,
          what: `${flow.clause?.number} ${message.text}`,
        };
      }
    }
  },
};

const swapSteps: Operator = {
  name: "swap request and response",
  rules: ["exchange/consistent-transaction", "exchange/no-response-named-request"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = plainSteps(flow);
      for (const [at, step] of steps.entries()) {
        const next = steps[at + 1];
        const [one, other] = [step.acts[0], next?.acts[0]];
        if (
          next === undefined ||
          one?.message == null ||
          other?.message == null ||
          one.message.base === "" ||
          one.message.base !== other.message.base
        )
          continue;
        if (one.message.role !== "request" || other.message.role !== "response" || one.sender?.key !== other.receiver?.key) continue;
        const [a, b] = [step.piece, next.piece];
        const [first, second] = [a.paragraph.text.slice(a.from), b.paragraph.text.slice(b.from)];
        if (first === "" || second === "") continue;
        const changes = new Map([
          [a.paragraph, { text: a.paragraph.text.slice(0, a.from) + second }],
          [b.paragraph, { text: b.paragraph.text.slice(0, b.from) + first }],
        ]);
        yield {
          tree: changed(tree, changes),
          rules: this.rules,
          what: `${flow.clause?.number} steps ${step.label.text}, ${next.label.text}`,
        };
      }
    }
  },
};

const misspell: Operator = {
  name: "misspell a participant",
  rules: ["participant/no-undeclared"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const { key, mentions } of flow.participants) {
        const mention = mentions.at(-1);
        const word = key.split(" ").find((each) => /^[a-z]{6,}$/u.test(each));
        if (mention === undefined || mentions.length < 3 || word === undefined || !key.includes(" ")) continue;
        const at = mention.text.toLowerCase().indexOf(word);
        const old = mention.text.slice(at, at + word.length);
        const wrong = old.slice(0, 2) + old[3] + old[2] + old.slice(4);
        if (at < 0 || wrong === old) continue;
        yield {
          tree: changed(tree, new Map([[mention.paragraph, replaced(mention.paragraph, mention.at + at, old, wrong)]])),
          rules: this.rules,
          what: `${mention.text}: ${wrong}`,
        };
      }
    }
  },
};

const unname: Operator = {
  name: "drop what tells two apart",
  rules: ["participant/no-undeclared"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const { key, mentions } of flow.participants) {
        const mention = mentions.at(-1);
        const tail = /\s(?:[A-Z]|\d)$/u.exec(mention?.text ?? "");
        const stem = key.split(" ").slice(0, -1).join(" ");
        const twins = flow.participants.filter((each) => each.key.startsWith(`${stem} `)).length;
        if (mention === undefined || tail === null || mentions.length < 3 || twins < 2) continue;
        yield {
          tree: changed(tree, new Map([[mention.paragraph, replaced(mention.paragraph, mention.at + tail.index, tail[0], "")]])),
          rules: this.rules,
          what: mention.text,
        };
      }
    }
  },
};

const past: Operator = {
  name: "point a reference past the end",
  rules: ["reference/no-undefined-step"],
  *mutate(tree, contribution) {
    for (const reference of ownReferences(contribution)) {
      // `4.1` is none of the steps 1 to 3, nor is `4.9`.
      if (reference.spans.some(({ last: { numbers } }) => numbers.length !== 1)) continue;
      const last = reference.flow.steps.at(-1)?.label.spans.at(-1)?.last.numbers[0] ?? 0;
      const text = reference.text.replace(/\d+(?!.*\d)/u, String(last + 4));
      yield {
        tree: changed(
          tree,
          new Map([[reference.piece.paragraph, replaced(reference.piece.paragraph, reference.at, reference.text, text)]]),
        ),
        rules: this.rules,
        what: `${reference.text}: ${text}`,
      };
    }
  },
};

const shift: Operator = {
  name: "shift a reference set",
  rules: ["reference/no-shifted-steps", "reference/no-undefined-step", "reference/consistent-content"],
  *mutate(tree, contribution) {
    for (const reference of ownReferences(contribution)) {
      const units = reference.spans.flatMap(({ first, last }) => (sameUnit(first, last) ? [first] : [first, last]));
      if (units.length < 3 || units.some(({ letter, numbers }) => letter !== "" || numbers.length > 1)) continue;
      const text = reference.text.replace(/\d+/gu, (digits) => String(Number(digits) + 1));
      yield {
        tree: changed(
          tree,
          new Map([[reference.piece.paragraph, replaced(reference.piece.paragraph, reference.at, reference.text, text)]]),
        ),
        rules: this.rules,
        what: `${reference.text}: ${text}`,
      };
    }
  },
};

const cite: Operator = {
  name: "shift where something was received",
  rules: [
    "reference/no-self-reference",
    "reference/consistent-receiver",
    "reference/consistent-content",
    "reference/no-shifted-steps",
    "reference/no-undefined-step",
  ],
  *mutate(tree, contribution) {
    for (const reference of ownReferences(contribution)) {
      const [span] = reference.spans;
      if (
        reference.source !== "received" ||
        span === undefined ||
        reference.spans.length > 1 ||
        !sameUnit(span.first, span.last) ||
        reference.step === null
      )
        continue;
      const own = reference.step.label.spans[0]?.first;
      if (own === undefined || compareUnits(span.first, own) >= 0) continue;
      const text = reference.text.replace(printUnit(span.first), printUnit(own));
      yield {
        tree: changed(
          tree,
          new Map([[reference.piece.paragraph, replaced(reference.piece.paragraph, reference.at, reference.text, text)]]),
        ),
        rules: this.rules,
        what: `${reference.text}: ${text}`,
      };
    }
  },
};

export const operators: readonly Operator[] = [
  renumber,
  remove,
  repeat,
  swapWords,
  swapSteps,
  misspell,
  unname,
  past,
  shift,
  cite,
  ...sipOperators,
  ...partyOperators,
  ...figureOperators,
];

/** Every mistake that can be made in a document. */
export function* mutantsOf(operator: Operator, tree: DocumentTree): Generator<Mutant> {
  const recovered = recoverContribution(tree);
  const printed = new Set(paragraphsOf(tree.blocks));
  const isPrinted = ({ label, piece: { paragraph } }: RecoveredStep) =>
    printed.has(paragraph) && (paragraph.label !== null || paragraph.text.slice(0, label.text.length + 8).includes(label.text));
  // Arrows of a diagram, lines of code and items that Markdown counts are no paragraphs with a number that could be another.
  const flows = recovered.flows.filter(({ steps }) => steps.every(isPrinted));
  for (const mutant of operator.mutate(tree, { ...recovered, flows })) if (mutant.tree !== tree) yield mutant;
}
