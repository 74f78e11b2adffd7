import { type Act, countOf, type RecoveredFlow, type RecoveredStep } from "../../../contribution/index.ts";
import { placeAt } from "../../../document/index.ts";
import { aliasesIn } from "../aliases.ts";
import { oddRanges } from "../odd-ranges.ts";
import type { ContributionCheck, ContributionFinding } from "../rule.ts";

export const consistentHops: ContributionCheck = {
  id: "step/consistent-hops",
  *check({ flows }) {
    for (const flow of flows) {
      yield* alongPath(flow);
      const named = [...namedHops(flow)];
      yield* named;
      const told = new Set(named.map(({ step }) => step));
      yield* oddRanges(flow, told);
    }
  },
};

/** A message that is told hop by hop: who it passes. */
interface Path {
  readonly points: readonly string[];
  /** Index of the step after its last hop. */
  readonly end: number;
}

/** A path of fewer hops says little about where somebody stands on it. */
const SHORTEST = 3;

/**
 * A request goes over a range of steps "along the path" of an earlier message, so that its length says where it ends; and the answer
 * goes back over as many steps as the way is long. Where both contradict the one who is said to answer, another was meant.
 */
function* alongPath(flow: RecoveredFlow): Generator<ContributionFinding> {
  const nameOf = aliasesIn(flow);
  const paths = pathsIn(flow, nameOf);
  for (const [at, step] of flow.steps.entries()) {
    const count = countOf(step.label.spans);
    const [act] = step.acts;
    if (count < 2 || act?.sender == null || act.message?.role !== "request") continue;
    if (act.receiver !== null || !/\b(?:path|route|way)\b/iu.test(step.passages.map(({ paragraph }) => paragraph.text).join(" "))) continue;
    const path = paths.findLast(({ end }) => end <= at);
    const from = path?.points.indexOf(nameOf(act.sender.key)) ?? -1;
    const end = path?.points[from + count];
    const found = answerAfter(flow, at);
    if (path === undefined || from < 0 || end === undefined || found === null) continue;
    const { answer, back } = found;
    const said = path.points.lastIndexOf(nameOf(answer.act.sender?.key ?? ""));
    if (said < 0 || path.points[said] === end || said === from + count) continue;
    // All the way back, from the end or from the one who is said to answer.
    if (back !== from + count || back === said) continue;
    const name = flow.participants.find(({ key }) => nameOf(key) === end)?.name ?? end;
    const sender = answer.act.sender?.text ?? "";
    yield {
      place: placeAt(answer.act.paragraph, answer.act.sender?.at ?? answer.act.at),
      flow,
      step: answer.step,
      severity: "error",
      quote: sender,
      reason: `Unexpected answer from ${sender}, though the ${count} hops of steps ${step.label.text} end at ${name} and the answer goes back over ${back} steps, expected one from ${name}`,
      expected: name,
      related: [
        { message: `${count} hops from ${act.sender.text} end at ${name}`, place: step.place },
        { message: `The path is told from here`, place: flow.steps[path.end - path.points.length + 1]?.place ?? step.place },
      ],
    };
  }
}

/** Single steps that hand on one message, each from whom the one before went to. */
function pathsIn(flow: RecoveredFlow, nameOf: (key: string) => string): readonly Path[] {
  const paths: Path[] = [];
  let points: string[] = [];
  let base = "";
  const { steps } = flow;
  for (const [at, step] of steps.entries()) {
    const act = step.acts.find(({ sender, kind }) => sender !== null && (kind === "send" || kind === "forward"));
    const name = act?.message?.base ?? "";
    const isRequest = act !== undefined && act.message !== null && act.message.role !== "response" && act.message.role !== "ack";
    const goesOn =
      isRequest && countOf(step.label.spans) === 1 && points.length > 0 && (name === base || (name === "" && act.kind === "forward"));
    if (!goesOn) {
      const last = steps[at - 1]?.acts.at(-1)?.receiver?.key;
      const next = act?.sender?.key ?? step.acts[0]?.sender?.key ?? firstNameIn(step);
      const end = next ?? last;
      if (points.length >= SHORTEST && end !== undefined) paths.push({ points: [...points, nameOf(end)], end: at });
      points = [];
      base = name;
    }
    if (isRequest && act.sender !== null && countOf(step.label.spans) === 1) points.push(nameOf(act.sender.key));
  }
  return paths;
}

function firstNameIn({ acts }: RecoveredStep): string | undefined {
  return acts[0]?.receiver?.key;
}

/** The answer after a step, and over how many steps it goes back, its own included. */
function answerAfter(
  { steps }: RecoveredFlow,
  at: number,
): { readonly answer: { readonly step: RecoveredStep; readonly act: Act }; readonly back: number } | null {
  const step = steps[at + 1];
  const act = step?.acts.find(({ message, sender }) => sender !== null && message?.role === "response");
  if (step === undefined || act === undefined) return null;
  let back = countOf(step.label.spans);
  for (let next = at + 2; next < steps.length; next += 1) {
    const each = steps[next];
    const [first] = each?.acts ?? [];
    const isAnswer = first?.message?.role === "response" && first.sender === null;
    if (each === undefined || !isAnswer) break;
    back += countOf(each.label.spans);
  }
  return { answer: { step, act }, back };
}

/** "4-5. B sends … to A via P and Q" goes three hops. More numbers than hops may be those of participants that are not named. */
function* namedHops(flow: RecoveredFlow): Generator<ContributionFinding> {
  for (const step of flow.steps) {
    const [act, ...more] = step.acts;
    const count = countOf(step.label.spans);
    if (act?.sender == null || act.receiver === null || act.via.length === 0 || more.length > 0 || count < 2) continue;
    const { sender, receiver, via } = act;
    const between = new Set(via.map(({ key }) => key).filter((key) => key !== sender.key && key !== receiver.key));
    if (between.size < via.length || count > via.length || step.label.spans.some(({ first }) => first.letter !== "")) continue;
    const hops = via.length + 1;
    yield {
      place: step.place,
      flow,
      step,
      severity: "warning",
      quote: step.label.text,
      reason: `Unexpected range ${step.label.text} of ${count} steps, expected ${hops}, one for each hop from ${sender.text} via ${via.map(({ text }) => text).join(" and ")} to ${receiver.text}`,
    };
  }
}
