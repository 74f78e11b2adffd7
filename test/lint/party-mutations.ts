import type { Act, Mention, RecoveredFlow, RecoveredStep } from "../../src/contribution/index.ts";
import type { Paragraph } from "../../src/document/index.ts";
import { type Changes, changed, type Operator, replaced } from "./mutants.ts";
import { ownSteps } from "./sip-mutations.ts";

// Mistakes in who sends what to whom, and in which order.

const WRONG_PARTY = [
  "exchange/no-self-message",
  "exchange/consistent-path",
  "exchange/consistent-transaction",
  "exchange/no-response-named-request",
  "exchange/require-response",
  "exchange/require-ack",
  "message/consistent-name",
  "participant/no-undeclared",
  "reference/consistent-receiver",
  "reference/consistent-content",
  "step/consistent-figure",
  "step/consistent-hops",
];

/** The only act of a step that says who sends what to whom, where both stand in the paragraph of its number. */
function plainAct({ acts, piece }: RecoveredStep): (Act & { readonly sender: Mention; readonly receiver: Mention }) | null {
  const [act, ...more] = acts;
  if (act?.sender == null || act.receiver === null || act.message === null || more.length > 0 || act.kind === "receive") return null;
  const { sender, receiver } = act;
  const isHere = [act.paragraph, sender.paragraph, receiver.paragraph].every((each) => each === piece.paragraph);
  return isHere && sender.at < receiver.at && sender.key !== receiver.key ? { ...act, sender, receiver } : null;
}

type Plain = NonNullable<ReturnType<typeof plainAct>>;

/**
 * Others of the flow, as the sentence would name them. Of a message that nothing comes back to any other end is as right; and who has a part
 * in the same message elsewhere may be its other end from end to end.
 */
function othersThan(flow: RecoveredFlow, act: Plain): readonly string[] {
  const { sender, receiver, message } = act;
  const acts = flow.steps.flatMap((step) => step.acts);
  const at = acts.findIndex((one) => one.at === act.at && one.paragraph === act.paragraph);
  const isBack = (one: Act) => one.sender?.key === receiver.key && one.receiver?.key === sender.key;
  const isFollowed =
    message?.role === "response"
      ? acts.slice(0, at).some((one) => isBack(one) && one.message?.role === "request")
      : message?.role === "request" && acts.slice(at).some((one) => isBack(one) && one.message?.role === "response");
  if (!isFollowed) return [];
  const isPart = (key: string) =>
    acts.some((one) => one.message?.base === message?.base && [one.sender, one.receiver, ...one.via].some((each) => each?.key === key));
  return flow.participants
    .filter(({ key, mentions }) => key !== sender.key && key !== receiver.key && mentions.length > 1 && !isPart(key))
    .map(({ name }) => name);
}

/** Names somebody else at one end of a step's only act. */
function misdirect(
  name: string,
  turn: (act: Plain, flow: RecoveredFlow) => { readonly end: Mention; readonly other: string } | null,
): Operator {
  return {
    name,
    rules: WRONG_PARTY,
    *mutate(tree, { flows }) {
      for (const flow of flows) {
        for (const step of flow.steps) {
          const act = plainAct(step);
          const turned = act === null ? null : turn(act, flow);
          if (act === null || turned === null) continue;
          const { paragraph } = act;
          const { end, other } = turned;
          yield {
            tree: changed(tree, new Map([[paragraph, replaced(paragraph, end.at, end.text, named(paragraph, end, other))]])),
            rules: this.rules,
            what: `${flow.clause?.number} step ${step.label.text}: ${other} for ${end.text}`,
          };
        }
      }
    },
  };
}

function toOther(flow: RecoveredFlow, act: Plain, end: Mention) {
  const [other] = othersThan(flow, act);
  return other === undefined ? null : { end, other };
}

const wrongReceiver = misdirect("another receiver", (act, flow) => toOther(flow, act, act.receiver));
const wrongSender = misdirect("another sender", (act, flow) => toOther(flow, act, act.sender));
const toSender = misdirect("sent back to its sender", ({ sender, receiver }) => ({ end: receiver, other: sender.text }));

/** With an article where it has a small letter. */
function named({ text }: Paragraph, { at }: Mention, other: string): string {
  const isBare = !/\b[Tt]he\s+$/u.test(text.slice(0, at));
  return isBare && /^\p{Ll}/u.test(other) ? `the ${other}` : other;
}

const swapNeighbours: Operator = {
  name: "swap a message and the one it follows from",
  rules: WRONG_PARTY,
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = ownSteps(flow);
      for (const [at, step] of steps.entries()) {
        const next = steps[at + 1];
        const [one, other] = [plainAct(step), next === undefined ? null : plainAct(next)];
        if (next === undefined || one === null || other === null || one.message?.base === undefined) continue;
        // What is handed on, or answered.
        const isHandedOn = other.kind === "forward" && one.receiver.key === other.sender.key && one.message.base === other.message?.base;
        const isAnswered = other.message?.role === "response" && one.message.role === "request" && one.sender.key === other.receiver.key;
        if (!isHandedOn && !(isAnswered && one.receiver.key === other.sender.key)) continue;
        const changes: Changes = new Map([
          [step.piece.paragraph, { text: step.piece.paragraph.text.slice(0, step.piece.from) + bodyOf(next) }],
          [next.piece.paragraph, { text: next.piece.paragraph.text.slice(0, next.piece.from) + bodyOf(step) }],
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

/** What a message follows from is told two steps later, all steps numbered in order. */
const moveStep: Operator = {
  name: "move a message behind what follows from it",
  rules: WRONG_PARTY,
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = ownSteps(flow);
      for (const [at, step] of steps.entries()) {
        const moved = steps.slice(at, at + 4);
        const [one, other] = [plainAct(step), moved[1] === undefined ? null : plainAct(moved[1])];
        if (moved.length < 4 || one === null || other === null || one.receiver.key !== other.sender.key) continue;
        const isAnswered = other.message?.role === "response" && one.message?.role === "request" && one.sender.key === other.receiver.key;
        const isHandedOn = other.kind === "forward" && one.message?.base === other.message?.base;
        if (!isAnswered && !isHandedOn) continue;
        const bodies = [...moved.slice(1), step].map(bodyOf);
        const changes: Changes = new Map(
          moved.map(({ piece }, index) => [piece.paragraph, { text: piece.paragraph.text.slice(0, piece.from) + (bodies[index] ?? "") }]),
        );
        yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} step ${step.label.text}` };
      }
    }
  },
};

function bodyOf({ piece }: RecoveredStep): string {
  return piece.paragraph.text.slice(piece.from);
}

/** `3.` behind `5.`: moved with its number. */
const moveWithNumber: Operator = {
  name: "move a step with its number",
  rules: ["step/no-gap", "step/no-duplicate"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = ownSteps(flow);
      const at = Math.floor(steps.length / 2);
      const moved = steps.slice(at, at + 3);
      if (moved.length < 3 || at === 0) continue;
      const order = [...moved.slice(1), ...moved.slice(0, 1)];
      const changes: Changes = new Map(
        moved.map(({ piece: { paragraph } }, index) => {
          const other = order[index]?.piece.paragraph ?? paragraph;
          return [paragraph, { text: other.text, label: other.label }];
        }),
      );
      yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} step ${moved[0]?.label.text}` };
    }
  },
};

export const partyOperators: readonly Operator[] = [wrongReceiver, wrongSender, toSender, swapNeighbours, moveStep, moveWithNumber];
