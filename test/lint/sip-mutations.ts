import { countOf, type RecoveredFlow, type RecoveredStep } from "../../src/contribution/index.ts";
import type { Paragraph } from "../../src/document/index.ts";
import { type Change, type Changes, changed, type Operator, replaced } from "./mutants.ts";

// Mistakes in what a clause says of SIP. Everything behind them is renumbered, so that no gap tells them.

/** The steps of a flow that have a paragraph each, as `3.` or `3-5.`; none where some have not. */
export function ownSteps({ steps }: RecoveredFlow): readonly RecoveredStep[] {
  const isOwn = ({ label, piece }: RecoveredStep) =>
    label.spans.length === 1 && label.spans[0]?.first.letter === "" && steps.filter((each) => each.piece === piece).length === 1;
  return steps.every(isOwn) ? steps : [];
}

function wordsOf({ passages }: RecoveredStep): string {
  return passages.map(({ paragraph, from }) => paragraph.text.slice(from)).join(" ");
}

/** The paragraphs from one step on with other numbers; of a range the last number alone where `isLast`. */
function* moved(steps: readonly RecoveredStep[], by: number, isLast = false): Generator<[Paragraph, { text: string } | { label: string }]> {
  for (const { piece } of steps) {
    const { paragraph, from } = piece;
    const move = (label: string) => label.replace(isLast ? /\d+(?=\D*$)/u : /\d+/gu, (digits) => String(Number(digits) + by));
    yield paragraph.label !== null && /\d/u.test(paragraph.label)
      ? [paragraph, { label: move(paragraph.label) }]
      : [paragraph, { text: move(paragraph.text.slice(0, from)) + paragraph.text.slice(from) }];
  }
}

function* without(
  flow: RecoveredFlow,
  isWanted: (step: RecoveredStep) => boolean,
): Generator<{ readonly step: RecoveredStep; readonly changes: Changes }> {
  const steps = ownSteps(flow);
  for (const [at, step] of steps.entries()) {
    if (at === 0 || at === steps.length - 1 || !isWanted(step)) continue;
    const gone = step.passages.map(({ paragraph }) => [paragraph, "gone"] as const);
    const changes: Changes = new Map<Paragraph, Change>([
      ...moved(steps.slice(at + 1), -countOf(step.label.spans)),
      [step.piece.paragraph, "gone"],
      ...gone,
    ]);
    yield { step, changes };
  }
}

/** `INVITE`, but neither `200 (OK) … for the INVITE` nor an ACK. */
function isSipRequest(step: RecoveredStep): boolean {
  const words = wordsOf(step);
  return /\b(?:INVITE|BYE|UPDATE|PRACK|MESSAGE|REFER|SUBSCRIBE|NOTIFY|REGISTER|PUBLISH|INFO)\b/u.test(words) && !isAnswer(step);
}

function isAnswer(step: RecoveredStep): boolean {
  return /\b(?:[1-6]\d\d\s*\(?(?:OK|Accepted|Ringing|Trying|Session|Unauth|Busy)|[Rr]esponse (?:to|is sent|is forwarded))|\w+ response to the \S+\.$/u.test(
    wordsOf(step),
  );
}

function isFinal(step: RecoveredStep): boolean {
  return /\b[2-6]\d\d\s*\(?(?:OK|Accepted|Unauth|Busy)/u.test(wordsOf(step)) && !/\bACK\b/u.test(wordsOf(step));
}

/** What is left is a right flow: the same answer is told once more beside it, or that it is received, or the request is only sent again. */
function isToldAnyway({ steps }: RecoveredFlow, step: RecoveredStep): boolean {
  const at = steps.indexOf(step);
  const [act] = step.acts;
  const [before, after] = [steps[at - 1], steps[at + 1]];
  const isSame = (other: RecoveredStep | undefined) =>
    other?.acts.some(
      ({ sender, receiver, message }) =>
        sender?.key === act?.sender?.key &&
        receiver?.key === act?.receiver?.key &&
        message?.base === act?.message?.base &&
        message !== null,
    ) === true;
  const isReceived = after?.acts.some(({ kind, receiver }) => kind === "receive" && receiver?.key === act?.receiver?.key) === true;
  const [asked, again] = [before?.acts[0], after?.acts[0]];
  const isRepeated =
    asked?.message != null &&
    asked.message.base === again?.message?.base &&
    asked.sender?.key === again.sender?.key &&
    asked.receiver?.key === again.receiver?.key;
  return isSame(before) || isSame(after) || isReceived || isRepeated;
}

/** Whether one between the same two waits for its answer already. */
function isAskedBefore(steps: readonly RecoveredStep[], step: RecoveredStep): boolean {
  const [act] = step.acts;
  const acts = steps.slice(0, steps.indexOf(step)).flatMap((each) => each.acts);
  const asked = acts.findLastIndex(
    ({ sender, receiver, message }) =>
      message?.role === "request" && sender?.key === act?.sender?.key && receiver?.key === act?.receiver?.key,
  );
  const isFinalBack = ({ sender, receiver, message }: (typeof acts)[number]) =>
    message?.role === "response" &&
    !/\b1\d\d\b/u.test(message.text) &&
    sender?.key === act?.receiver?.key &&
    receiver?.key === act?.sender?.key;
  return asked >= 0 && !acts.slice(asked).some(isFinalBack);
}

/** Whoever sends anything else back, "a Reject", "an error response", may answer with that. */
function isAnsweredOtherwise({ steps }: RecoveredFlow, step: RecoveredStep): boolean {
  const [act] = step.acts;
  return steps.some(
    (other) =>
      other !== step && other.acts.some(({ sender, receiver }) => sender?.key === act?.sender?.key && receiver?.key === act?.receiver?.key),
  );
}

const deleteAck: Operator = {
  name: "delete an ACK",
  rules: ["exchange/require-ack"],
  *mutate(tree, { flows }) {
    for (const flow of flows)
      for (const { step, changes } of without(flow, (each) => /\bACK\b/u.test(wordsOf(each))))
        yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} step ${step.label.text}` };
  },
};

const deleteResponse: Operator = {
  name: "delete an answer of SIP",
  rules: ["exchange/require-response", "exchange/consistent-transaction"],
  *mutate(tree, { flows }) {
    for (const flow of flows)
      for (const { step, changes } of without(flow, isFinal))
        if (!isToldAnyway(flow, step))
          yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} step ${step.label.text}` };
  },
};

const deleteNamed: Operator = {
  name: "delete a response by name",
  rules: ["exchange/require-response"],
  *mutate(tree, { flows }) {
    for (const flow of flows)
      for (const { step, changes } of without(
        flow,
        (each) => /\b[Rr]esponse to the [\w ]+\.$/u.test(wordsOf(each)) && !isFinal(each) && !/\b1\d\d\b/u.test(wordsOf(each)),
      ))
        if (!isToldAnyway(flow, step) && !isAnsweredOtherwise(flow, step))
          yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} step ${step.label.text}` };
  },
};

const swapSip: Operator = {
  name: "swap a SIP request and its answer",
  rules: ["exchange/consistent-transaction"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = ownSteps(flow);
      for (const [at, step] of steps.entries()) {
        const next = steps[at + 1];
        const [one, other] = [step.acts[0], next?.acts[0]];
        if (next === undefined || one?.sender == null || other === undefined || !isSipRequest(step) || !isFinal(next)) continue;
        if (one.sender.key !== other.receiver?.key || one.receiver?.key !== other.sender?.key) continue;
        // The answer may be to what was asked before, and the one that follows to what is asked then.
        if (isToldAnyway(flow, next) || isAskedBefore(steps, step)) continue;
        const [a, b] = [step.piece, next.piece];
        const [first, second] = [a.paragraph.text.slice(a.from), b.paragraph.text.slice(b.from)];
        const changes: Changes = new Map([
          [a.paragraph, { text: a.paragraph.text.slice(0, a.from) + second }],
          [b.paragraph, { text: b.paragraph.text.slice(0, b.from) + first }],
        ]);
        yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} step ${step.label.text}` };
      }
    }
  },
};

const statusRequest: Operator = {
  name: "a status called request",
  rules: ["exchange/no-response-named-request"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const step of flow.steps) {
        const { paragraph } = step.piece;
        const found = /\b[1-6]\d\d \(?[A-Z][A-Za-z ]*\)? (?:final )?response/u.exec(paragraph.text);
        if (found === null) continue;
        const wrong = found[0].replace(/response$/u, "request");
        yield {
          tree: changed(tree, new Map([[paragraph, replaced(paragraph, found.index, found[0], wrong)]])),
          rules: this.rules,
          what: `${flow.clause?.number} ${wrong}`,
        };
      }
    }
  },
};

const otherSender: Operator = {
  name: "another sender of an answer",
  rules: ["exchange/consistent-transaction", "exchange/require-response", "exchange/no-self-message"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      for (const step of flow.steps) {
        const act = step.acts.find(
          ({ sender, receiver, paragraph }) => sender !== null && receiver !== null && paragraph === step.piece.paragraph,
        );
        if (act?.sender == null || !isFinal(step)) continue;
        const { sender, receiver } = act;
        const other = flow.participants.find(({ key }) => key !== sender.key && key !== receiver?.key)?.name;
        const isBare = !/\b[Tt]he\s+$/u.test(act.paragraph.text.slice(0, sender.at));
        const named = other !== undefined && isBare && /^\p{Ll}/u.test(other) ? `The ${other}` : other;
        const instead = named ?? sender.text.replace(/[AB]$/u, "C");
        if (instead === sender.text) continue;
        yield {
          tree: changed(tree, new Map([[act.paragraph, replaced(act.paragraph, sender.at, sender.text, instead)]])),
          rules: this.rules,
          what: `${flow.clause?.number} step ${step.label.text} from ${instead}`,
        };
      }
    }
  },
};

const dropHop: Operator = {
  name: "drop one number of a range",
  rules: ["step/consistent-hops"],
  *mutate(tree, { flows }) {
    for (const flow of flows) {
      const steps = ownSteps(flow);
      for (const [at, step] of steps.entries()) {
        if (countOf(step.label.spans) < 3 || step.acts[0]?.receiver == null || step.acts[0].sender === null) continue;
        const changes: Changes = new Map([...moved([step], -1, true), ...moved(steps.slice(at + 1), -1)]);
        yield { tree: changed(tree, changes), rules: this.rules, what: `${flow.clause?.number} steps ${step.label.text}` };
      }
    }
  },
};

export const sipOperators: readonly Operator[] = [deleteAck, deleteResponse, deleteNamed, swapSip, statusRequest, otherSender, dropHop];
