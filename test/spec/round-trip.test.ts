import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { resolveVariant } from "../../src/analysis/resolve-variant.ts";
import { type Act, type Contribution, type RecoveredFlow, recoverContribution, type Span } from "../../src/contribution/index.ts";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/documents/read-documents.ts";
import { allFlows, allTemplates, cacheIn, templateText } from "../../src/host/index.ts";
import type { Hop } from "../../src/model/element.ts";
import type { Flow } from "../../src/model/flow.ts";
import type { Message } from "../../src/model/message.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { indexOf, nameOf } from "../../src/model/walk.ts";
import { clauseOf, specFormats } from "../../src/spec/index.ts";
import type { Manuscript } from "../../src/spec/manuscript.ts";
import { manuscriptOf } from "../../src/spec/manuscript-of.ts";
import { fillTemplate, readTemplate } from "../../src/spec/template/index.ts";
import { call } from "../cli/call.ts";

// What a reader finds in our own documents is the flow that they were written from.

const root = fileURLToPath(new URL("../..", import.meta.url));
const loaded = await allFlows({ cwd: root, folder: "flows", timeout: 10_000, cache: cacheIn(null) });
const flows = new Map<string, Flow>(loaded.map(({ flow }) => [flow.id, flow]));
const examples = (await allFlows({ cwd: root, folder: "flows/examples", timeout: 10_000, cache: cacheIn(null) })).map(({ flow }) => flow);

interface Sample {
  readonly manuscript: Manuscript;
  /** In the order of its pages. */
  readonly flows: readonly Flow[];
}

/** Every document, and every flow, variant and example for itself. */
const samples = new Map<string, Sample>([
  ...allTemplates("templates", root)
    .filter(({ name }) => name !== "ietf-section")
    .map((template): [string, Sample] => {
      const manuscript = fillTemplate(readTemplate(templateText(template, root), template.file), flows);
      return [
        template.name,
        { manuscript, flows: manuscript.blocks.flatMap((block) => (block.kind === "figure" ? (flows.get(block.flow) ?? []) : [])) },
      ];
    }),
  ...[...flows.values(), ...examples].flatMap((flow) => [
    alone(flow.id, flow),
    ...flow.variants.map(({ id }) => alone(`${flow.id}, ${id}`, resolveVariant(flow, id))),
  ]),
]);

function alone(name: string, flow: Flow): [string, Sample] {
  return [name, { manuscript: manuscriptOf(flow), flows: [flow] }];
}
const formats = specFormats.filter(({ id }) => id !== "html");

async function recovered(name: string, format: (typeof formats)[number]): Promise<Contribution> {
  const sample = samples.get(name);
  if (sample === undefined) throw new Error(`no document ${name}`);
  const written = format.write(sample.manuscript, { figureAt: () => "figure.svg" });
  const bytes = typeof written === "string" ? new TextEncoder().encode(written) : written;
  const { accepted } = await readDocument(bytes, { file: `${name}${format.ending}`, tools: documentTools({}) });
  return recoverContribution(accepted);
}

const cases = [...samples.keys()].flatMap((name) => formats.map((format) => [`${name}${format.ending}`, name, format] as const));

describe.each(cases)("%s", (_, name, format) => {
  test("the flows, with the labels of their steps, their caption, NOTEs and preconditions", async () => {
    const { flows: found, notes, preconditions } = await recovered(name, format);
    const expected = written(name);
    expect(found.map(labelsOf)).toEqual(expected.map((flow) => flow.paragraphs.map(({ label }) => printLabel(label, flow.numbering.sign))));
    expect(found.map(({ caption }) => caption?.text)).toEqual(expected.map((flow) => flow.figure.caption));
    const noted = expected.flatMap((flow) => flow.notes.map(({ number }) => (number === null ? null : String(number))));
    expect(notes.map(({ number }) => number)).toEqual(noted);
    const letters = expected.flatMap((flow) =>
      flow.preconditions.length === 0 ? [] : [flow.preconditions.map(({ letter }) => letter).join("")],
    );
    expect(preconditions.map((list) => [...list.letters].join(""))).toEqual(letters);
  });

  test("who sends what to whom: each act that is found is one of the flow, and in each step with a message one is found", async () => {
    const { flows: found } = await recovered(name, format);
    const wrong = found.flatMap((each, at) => {
      const flow = written(name)[at];
      return flow === undefined ? [] : actsWrong(each, flow);
    });
    expect(wrong).toEqual([]);
  });

  test("the participants: whoever has part in a printed message", async () => {
    const { flows: found } = await recovered(name, format);
    for (const [at, { participants }] of found.entries()) {
      const flow = written(name)[at];
      if (flow === undefined) throw new Error(`no flow ${at}`);
      const { printed, hidden } = partiesOf(flow);
      const others = participants.map((one) => one.name.toLowerCase()).filter((one) => !hidden.includes(one));
      expect(others.sort()).toEqual(printed);
    }
  });

  test("what the steps and NOTEs cite", async () => {
    const { references, flows: found } = await recovered(name, format);
    for (const [at, flow] of written(name).entries()) {
      const here = references.filter((one) => one.target === "step" && one.flow === found[at]).flatMap(({ spans }) => spans.map(spanText));
      const cited = clauseOf(flow).blocks.flatMap((block) =>
        block.kind === "paragraph" || block.kind === "note" || block.kind === "plain"
          ? citedIn(block.spans.map(({ value }) => value).join(""))
          : [],
      );
      expect([flow.id, here]).toEqual([flow.id, cited]);
    }
    // Words of the author may cite more: clauses of other documents.
    const others = references.map(({ target, label }) => `${target} ${label}`);
    expect(others).toEqual(expect.arrayContaining([...citedBeside(name)]));
  });
});

test("flowlint has nothing to say of the documents in out/", async () => {
  const files = allTemplates("templates", root)
    .map(({ name }) => name)
    .filter((name) => name !== "ietf-section")
    .flatMap((name) => formats.map(({ ending }) => `out/documents/${name}${ending}`));
  const { exit, out } = await call(root, ["lint", ...files, "--format", "json"]);
  expect([exit, JSON.parse(out)]).toEqual([0, []]);
});

/** The flows of a document, in the order of its pages. */
function written(name: string): readonly Flow[] {
  return samples.get(name)?.flows ?? [];
}

/** Clauses, figures and preconditions of the document that its text cites, with the words that are printed. */
function citedBeside(name: string): readonly string[] {
  const blocks = samples.get(name)?.manuscript.blocks ?? [];
  const kinds = { heading: "clause", figure: "figure", precondition: "precondition" } as const;
  const byId = new Map(
    blocks.flatMap((block) =>
      block.kind === "heading" || block.kind === "figure" || block.kind === "precondition" ? [[block.id, kinds[block.kind]] as const] : [],
    ),
  );
  return blocks.flatMap((block) => {
    if (block.kind !== "paragraph" && block.kind !== "note" && block.kind !== "plain" && block.kind !== "precondition") return [];
    return block.spans.flatMap((span) => {
      const kind = span.kind === "reference" ? byId.get(span.targets[0] ?? "") : undefined;
      return kind === undefined ? [] : [`${kind} ${span.value}`];
    });
  });
}

/** Whoever has part in a message that is printed; and who only passes messages on in secret, and may be named or not. */
function partiesOf(flow: Flow): { readonly printed: readonly string[]; readonly hidden: readonly string[] } {
  const { elements, messages } = indexOf(flow);
  const hops = flow.steps.flatMap(({ covers }) => covers.flatMap((id) => elements.get(id) ?? [])).filter((one) => one.kind === "hop");
  const hiddenIn = (id: string) => (messages.get(id)?.path ?? []).flatMap((point) => (point.hidden ? [point.participant] : []));
  const shown = new Set(hops.flatMap(({ from, to, message }) => [from, to].filter((one) => !hiddenIn(message).includes(one))));
  const names = (ids: Iterable<string>) => [...new Set(ids)].map((id) => nameOf(flow, id).toLowerCase()).sort();
  return { printed: names(shown), hidden: names(hops.flatMap(({ message }) => hiddenIn(message)).filter((id) => !shown.has(id))) };
}

function labelsOf({ steps }: RecoveredFlow): readonly string[] {
  return steps.map(({ label }) => label.text);
}

function unitText({ prefix, numbers, letter }: Span["first"]): string {
  return prefix + numbers.join(".") + letter;
}

function spanText({ first, last }: Span): string {
  return unitText(first) === unitText(last) ? unitText(first) : `${unitText(first)}..${unitText(last)}`;
}

/** Numbers behind "step" and "steps", as the text has them. */
function citedIn(text: string): readonly string[] {
  return [...text.matchAll(/\bsteps? (F?\d+[a-z]?(?:(?:[~-]|, | and )F?\d+[a-z]?)*)/gu)].flatMap(([, list = ""]) =>
    (list.match(/F?\d+[a-z]?(?:[~-]F?\d+[a-z]?)?/gu) ?? []).map((one) => one.replace(/[~-]/u, "..")),
  );
}

/** What an act says of a message: its hops from the one of its sender to the one of its receiver; null where it is about another. */
function hopsTold(act: Act, hops: readonly Hop[], message: Message, flow: Flow): readonly Hop[] | null {
  const [sender, receiver] = [act.sender?.text.toLowerCase(), act.receiver?.text.toLowerCase()];
  const begin = sender === undefined ? 0 : hops.findIndex(({ from }) => nameOf(flow, from).toLowerCase() === sender);
  const end = receiver === undefined ? hops.length - 1 : hops.findLastIndex(({ to }) => nameOf(flow, to).toLowerCase() === receiver);
  return isNamed(act, message.name) && begin >= 0 && end >= begin ? hops.slice(begin, end + 1) : null;
}

/** Acts that the flow does not have, and hops of which no act tells. */
function actsWrong({ steps }: RecoveredFlow, flow: Flow): readonly string[] {
  const { stepOf, elements, messages } = indexOf(flow);
  return steps.flatMap((step, at) => {
    const hops = (flow.paragraphs[at]?.steps ?? [])
      .flatMap((id) => (stepOf.get(id)?.kind === "message" ? (stepOf.get(id)?.covers ?? []) : []))
      .flatMap((id) => {
        const element = elements.get(id);
        return element?.kind === "hop" ? [element] : [];
      });
    const told = step.acts.map((act) =>
      [...new Set(hops.map(({ message }) => message))].flatMap((id) => {
        const message = messages.get(id);
        const own = hops.filter((hop) => hop.message === id);
        return message === undefined ? [] : (hopsTold(act, own, message, flow) ?? []);
      }),
    );
    const wrong = step.acts
      .filter((_, each) => told[each]?.length === 0)
      .map((act) => `${step.label.text}: ${act.sender?.text} ${act.verb} ${act.message?.text} to ${act.receiver?.text}`);
    const silent = hops.filter((hop) => !told.some((each) => each.includes(hop)));
    return [...wrong, ...silent.map(({ from, to }) => `${step.label.text}: nothing is found of what ${from} sends to ${to}`)];
  });
}

/** "acknowledges" says ACK; what is asked for has no name of its own, but is what the words behind it say: "to allocate a conference resource". */
function isNamed({ message, paragraph, at }: Act, name: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\b(?:the|an?) /gu, "");
  if (message === null) return plain(paragraph.text.slice(at)).includes(plain(name));
  if (message.text === "acknowledgement") return name === "ACK";
  const [a, b] = [message.text, name].map((one) => one.toLowerCase().replace(/\s*\(.*\)$/u, ""));
  return a === b;
}
