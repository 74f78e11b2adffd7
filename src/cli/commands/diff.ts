import { compareFlows } from "../../analysis/comparison/compare-flows.ts";
import { type Comparison, isUnchanged } from "../../analysis/comparison/comparison.ts";
import { flowHash } from "../../analysis/flow-hash.ts";
import { type Content, findVersion } from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";
import type { ChangeRequest } from "../../spec/comparison/change-request.ts";
import { compareClauses } from "../../spec/comparison/compare-clauses.ts";
import { textChanges } from "../../spec/comparison/text-changes.ts";
import { command } from "../command.ts";
import { changesFormats } from "../diff/draw-changes.ts";
import { printReport } from "../diff/print-report.ts";
import { type Report, reportOf } from "../diff/report.ts";
import { deliver, formatFor, formatHelp, isFile } from "../output.ts";
import { type Session, widthOf } from "../session.ts";
import { withVariant } from "../variant.ts";

interface Options {
  readonly author?: string;
  readonly date?: string;
  readonly variant?: string;
  readonly format?: string;
  readonly output?: string;
}

interface Asked {
  readonly comparison: Comparison;
  readonly report: Report;
  readonly session: Session;
  readonly output: string | undefined;
  readonly author: string | undefined;
  readonly date: string | undefined;
}

/** A way to say what has changed. */
interface DiffFormat {
  readonly id: string;
  readonly ending: string;
  write(asked: Asked): Content | Promise<Content>;
}

const text: DiffFormat = { id: "text", ending: ".txt", write: inWords };

const json: DiffFormat = { id: "json", ending: ".json", write: ({ report }) => `${JSON.stringify(report, null, 2)}\n` };

const drawn: readonly DiffFormat[] = changesFormats.map(({ id, ending, draw }) => ({
  id,
  ending,
  write: ({ comparison }) => draw(comparison),
}));

const docx: DiffFormat = {
  id: "docx",
  ending: ".docx",
  async write({ comparison, author, date }) {
    const request = requestBy(author, date);
    const { changeRequest } = await import("../../spec/comparison/change-request.ts");
    return changeRequest(comparison, request);
  },
};

const formats: readonly DiffFormat[] = [text, json, ...drawn, docx];

export const diff = command<[string, string], Options>({
  examples: [
    "callflow diff mmsc-transfer mmsc-retrieval",
    "callflow diff mmsc-transfer mmsc-retrieval -o changes.svg",
    'callflow diff mmsc-transfer mmsc-retrieval --author "A. Editor" --date 2026-01-31 -o changes.docx',
  ],
  declare: (words) =>
    words
      .argument("<OLD>", "a flow: its id or the path of its file; or, as git has it, HEAD~1:mmsc-transfer or v1.2:flows/x.ts")
      .argument("<NEW>", "the same")
      .option("--variant <ID>", "both as this variant has them")
      .option("--format <FORMAT>", formatHelp(formats))
      .option("--author <NAME>", "for docx: who makes the changes")
      .option("--date <DATE>", "for docx: when, as 2026-01-31 or 2026-01-31T09:30:00Z")
      .option("-o, --output <FILE>", "a file instead of standard output"),
  async run(session, [oldName, newName], { variant, format, output, author, date }) {
    const chosen = formatFor(formats, format, output);
    if (chosen === docx) requestBy(author, date);
    else if (author !== undefined || date !== undefined)
      throw new BadInput(`${chosen.id} has no author and no date`, { remedy: "They are for --format docx" });
    const old = withVariant((await findVersion(oldName, session.folder)).flow, variant);
    const now = withVariant((await findVersion(newName, session.folder)).flow, variant);
    const comparison = compareFlows(old, now);
    const report = reportOf(comparison, textChanges(compareClauses(comparison)), [oldName, newName]);
    deliver(session, await chosen.write({ comparison, report, session, output, author, date }), output);
    return 0;
  },
});

function inWords({ comparison, report, session, output }: Asked): string {
  if (!isUnchanged(comparison) || report.text.length > 0)
    return `${printReport(report, session.paint, isFile(output) ? null : widthOf(session))}\n`;
  const { old, now } = comparison;
  return flowHash(old) === flowHash(now)
    ? `${report.old.version} and ${report.new.version} are the same.\n`
    : `Nothing that is printed has changed from ${report.old.version} to ${report.new.version}; what is executed may have.\n`;
}

/** No clock is asked, and nobody is guessed. */
function requestBy(author: string | undefined, date: string | undefined): ChangeRequest {
  if (author === undefined || author.trim() === "" || date === undefined) {
    const lacks = author === undefined || author.trim() === "" ? "who makes the changes" : "when they are made";
    throw new BadInput(`Word's revision marks say ${lacks}`, { remedy: 'Give both, as --author "A. Editor" --date 2026-01-31' });
  }
  const [day = "", time] = date.split("T");
  const isDay = /^\d{4}-\d\d-\d\d$/u.test(day) && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  if (!isDay || (time !== undefined && !/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/u.test(time)))
    throw new BadInput(`--date is "${date}"`, { remedy: "Write it as 2026-01-31 or 2026-01-31T09:30:00Z" });
  return { author, date };
}
