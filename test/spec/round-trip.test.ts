import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Act, type Contribution, type RecoveredFlow, recoverContribution, type Span } from "../../src/contribution/index.ts";
import { readDocument } from "../../src/document/index.ts";
import { allFlows, allTemplates, cacheIn, templateText } from "../../src/host/index.ts";
import { documentTools } from "../../src/host/read-documents.ts";
import type { Flow } from "../../src/model/flow.ts";
import { printLabel } from "../../src/model/step-label.ts";
import { indexOf, nameOf } from "../../src/model/walk.ts";
import { clauseOf, specFormats } from "../../src/spec/index.ts";
import type { Manuscript } from "../../src/spec/manuscript.ts";
import { fillTemplate, readTemplate } from "../../src/spec/template/index.ts";
import { call } from "../cli/call.ts";

// What a reader finds in our own documents is the flow that they were written from.

const root = fileURLToPath(new URL("../..", import.meta.url));
const loaded = await allFlows({ cwd: root, folder: "flows", timeout: 10_000, cache: cacheIn(null) });
const flows = new Map<string, Flow>(loaded.map(({ flow }) => [flow.id, flow]));
const documents = new Map<string, Manuscript>(
  allTemplates("templates", root)
    .filter(({ name }) => name !== "ietf-section")
    .map((template) => [template.name, fillTemplate(readTemplate(templateText(template, root), template.file), flows)]),
);
const formats = specFormats.filter(({ id }) => id !== "html");

async function recovered(name: string, format: (typeof formats)[number]): Promise<Contribution> {
  const manuscript = documents.get(name);
  if (manuscript === undefined) throw new Error(`no document ${name}`);
  const written = format.write(manuscript, { figureAt: () => "figure.svg" });
  const bytes = typeof written === "string" ? new TextEncoder().encode(written) : written;
  const { accepted } = await readDocument(bytes, { file: `${name}${format.ending}`, tools: documentTools({}) });
  return recoverContribution(accepted);
}

const cases = [...documents.keys()].flatMap((name) => formats.map((format) => [`${name}${format.ending}`, name, format] as const));

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

  test("no participant is found that the flow does not have", async () => {
    const { flows: found } = await recovered(name, format);
    for (const [at, { participants }] of found.entries()) {
      const names = written(name)[at]?.participants.map((one) => one.name.toLowerCase()) ?? [];
      for (const participant of participants) expect(names).toContain(participant.name.toLowerCase());
      expect(participants.length).toBeGreaterThan(2);
    }
  });

  test("what the steps and NOTEs cite", async () => {
    const { references, flows: found } = await recovered(name, format);
    for (const [at, flow] of written(name).entries()) {
      const here = references.filter((one) => one.target === "step" && one.flow === found[at]).flatMap(({ spans }) => spans.map(spanText));
      const cited = clauseOf(flow).blocks.flatMap((block) =>
        block.kind === "paragraph" || block.kind === "note" ? citedIn(block.spans.map(({ value }) => value).join("")) : [],
      );
      expect([flow.id, here]).toEqual([flow.id, cited]);
    }
  });
});

test("flowlint has nothing to say of the documents in out/", async () => {
  const files = [...documents.keys()].flatMap((name) => formats.map(({ ending }) => `out/documents/${name}${ending}`));
  const { exit, out } = await call(root, ["lint", ...files, "--format", "json"]);
  expect([exit, JSON.parse(out)]).toEqual([0, []]);
});

/** The flows of a document, in the order of its pages. */
function written(name: string): readonly Flow[] {
  const blocks = documents.get(name)?.blocks ?? [];
  return blocks.flatMap((block) => (block.kind === "figure" ? (flows.get(block.flow) ?? []) : []));
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
  return [...text.matchAll(/\bsteps? (\d+(?:(?:[~-]|, | and )\d+)*)/gu)].flatMap(([, list = ""]) =>
    (list.match(/\d+(?:[~-]\d+)?/gu) ?? []).map((one) => one.replace(/[~-]/u, "..")),
  );
}

/** Steps whose sentence names no message: "has the CMR Resource Server allocate a conference resource". */
const SAID_OTHERWISE: Readonly<Record<string, readonly string[]>> = { "cmr-continue": ["3"] };

function actsWrong({ steps }: RecoveredFlow, flow: Flow): readonly string[] {
  const { stepOf, elements, messages } = indexOf(flow);
  return steps.flatMap((step, at) => {
    const paragraph = flow.paragraphs[at];
    const hops = (paragraph?.steps ?? [])
      .flatMap((id) => (stepOf.get(id)?.kind === "message" ? (stepOf.get(id)?.covers ?? []) : []))
      .flatMap((id) => {
        const element = elements.get(id);
        return element?.kind === "hop" ? [element] : [];
      });
    const told = new Map([...new Set(hops.map(({ message }) => message))].map((id) => [id, hops.filter((hop) => hop.message === id)]));
    const fits = (act: Act) =>
      [...told].some(([id, own]) => {
        const who = own.flatMap(({ from, to }) => [nameOf(flow, from), nameOf(flow, to)]).map((one) => one.toLowerCase());
        const [sender, receiver] = [act.sender?.text.toLowerCase(), act.receiver?.text.toLowerCase()];
        const named = isNamed(act.message?.text ?? null, messages.get(id)?.name ?? "");
        return (sender === undefined || who[0] === sender) && (receiver === undefined || who.at(-1) === receiver) && named;
      });
    const wrong = step.acts
      .filter((act) => !fits(act))
      .map((act) => `${step.label.text}: ${act.sender?.text} ${act.verb} ${act.message?.text} to ${act.receiver?.text}`);
    const silent = told.size > 0 && !(SAID_OTHERWISE[flow.id] ?? []).includes(step.label.text);
    return silent && !step.acts.some(fits) ? [...wrong, `${step.label.text}: no act is found`] : wrong;
  });
}

/** "acknowledges" says ACK; what is asked for has no name of its own. */
function isNamed(found: string | null, name: string): boolean {
  if (found === null) return true;
  if (found === "acknowledgement") return name === "ACK";
  const [a, b] = [found, name].map((one) => one.toLowerCase().replace(/\s*\(.*\)$/u, ""));
  return a === b;
}
