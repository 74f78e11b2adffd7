import {
  allFlows,
  allTemplates,
  findFlow,
  flowsIfAny,
  isShipped,
  isTemplatePath,
  type TemplateFile,
  templateAt,
  templateFolder,
} from "../../host/index.ts";
import { nearestName } from "../../model/nearest-name.ts";
import { BadInput } from "../../model/wrong.ts";
import { type Manuscript, manuscriptOf, procedureManuscript, specFormats } from "../../spec/index.ts";
import { command } from "../command.ts";
import { deliver, formatFor, formatHelp } from "../output.ts";
import { participantOf } from "../participant.ts";
import { named, type Session } from "../session.ts";
import { withVariant } from "../variant.ts";
import { fill } from "../write/fill.ts";
import { figureKinds, referenceAt, writeDocument } from "../write/write-document.ts";

interface Options {
  readonly variant?: string;
  readonly format?: string;
  readonly output?: string;
  readonly templates?: string;
  readonly participant?: string;
  readonly reference?: string;
  readonly figure?: string;
  readonly markers?: true;
}

export const write = command<[string], Options>({
  examples: [
    "callflow write mmsc-transfer",
    "callflow write mmsc-transfer --variant all-media",
    "callflow write mmsc-transfer -o clause.docx",
    'callflow write cmr-continue --participant "CMR Server"',
    "callflow write mcx-migration-registration -o change-request.docx",
    "callflow write tr-23893 -o tr-23893.html",
    "callflow write mmsc-transfer --figure svg -o clause.docx",
    "callflow write mmsc-transfer --markers -o clause.docx",
  ],
  declare: (words) =>
    words
      .argument("<FLOW|TEMPLATE>", "the id of a flow or the name of a template, or the path of its file")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--participant <NAME>", "what this participant of the flow shall do, as a procedure clause")
      .option("--format <FORMAT>", formatHelp(specFormats))
      .option("--reference <FILE>", "for docx: a Word file of yours, whose styles, numbering, headers and page the document takes")
      .option(
        "--figure <KIND>",
        "for docx: shapes, which can be edited in Word (by default), or svg, a picture with PNG for older programs",
      )
      .option("--markers", "puts marks around it, by which `callflow sync` renews it within a document of yours; for a flow, as md or docx")
      .option("--templates <DIR>", "where your templates are; by default the folder templates beside that of the flows")
      .option("-o, --output <FILE>", "a file instead of standard output; the figures of Markdown stand beside it"),
  async run(session, [name], { format, output, reference, figure, markers, ...asked }) {
    const chosen = formatFor(specFormats, format, output);
    if (chosen.id !== "docx" && (reference !== undefined || figure !== undefined)) {
      const option = reference === undefined ? "--figure" : "--reference";
      throw new BadInput(`${option} is for Word, and this is ${chosen.id}`, {
        remedy: "Add --format docx, or name a file that ends in .docx",
      });
    }
    const kind = named(figure ?? "shapes", figureKinds, (one) => one, "kind of figure", "kinds");
    if (markers === true) {
      if (figure !== undefined) throw new BadInput("--markers go with figures that are shapes", { remedy: "Leave --figure out" });
      const { content, figures } = await markedOf(name, chosen.id, { ...asked, output, reference }, session);
      deliver(session, content, output, figures);
      return 0;
    }
    const manuscript = await documentOf(name, asked, session);
    const { content, figures } = await writeDocument(manuscript, chosen, { output, reference, figure: kind }, session);
    deliver(session, content, output, figures);
    return 0;
  },
});

type AskedMarked = Pick<Options, "variant" | "templates" | "participant"> & {
  readonly output: string | undefined;
  readonly reference: string | undefined;
};

async function markedOf(
  name: string,
  format: string,
  { variant, participant, templates, output, reference }: AskedMarked,
  session: Session,
) {
  if (format !== "md" && format !== "docx") throw new BadInput(`${format} has no markers`, { remedy: "Use --format md or docx" });
  const { cwd } = session.terminal;
  const known = allTemplates(templateFolder(session.folder.folder, templates), cwd, templates !== undefined);
  if (isTemplatePath(name) || known.some((each) => each.name === name)) {
    throw new BadInput(`${name} is a template, and its document is written anew as a whole`, {
      remedy: "--markers go with a flow: copy what `callflow write FLOW --markers` writes into a document of yours",
    });
  }
  const { flow } = await flowNamed(name, known, session);
  const asked = withVariant(flow, variant);
  const who = participant === undefined ? undefined : participantOf(asked, participant);
  const { writeMarked } = await import("../sync/write-marked.ts");
  return writeMarked(format, { name, flow, variant, participant: who, output }, referenceAt(reference, session));
}

async function documentOf(
  name: string,
  { variant, templates, participant }: Pick<Options, "variant" | "templates" | "participant">,
  session: Session,
): Promise<Manuscript> {
  const { cwd } = session.terminal;
  const known = allTemplates(templateFolder(session.folder.folder, templates), cwd, templates !== undefined);
  const template = isTemplatePath(name) ? templateAt(name, known, cwd) : known.find((each) => each.name === name);
  if (template === undefined) {
    const { flow } = await flowNamed(name, known, session);
    const asked = withVariant(flow, variant);
    return participant === undefined ? manuscriptOf(asked) : procedureManuscript(asked, participantOf(asked, participant));
  }
  const flows = await (isShipped(template, cwd) ? flowsIfAny : allFlows)(session.folder);
  if (flows.some(({ flow }) => flow.id === name)) {
    throw new BadInput(`${name} is a flow and a template`, { remedy: `Name the file of the one you mean: ${template.file}` });
  }
  if (variant !== undefined || participant !== undefined) {
    const remedy = "Name it in the template: ::flow{id=… variant=…}, ::flow{id=… part=procedure participant=…}";
    throw new BadInput(`${name} is a template: it has no ${variant === undefined ? "participants" : "variants"}`, { remedy });
  }
  return (await fill(template, flows, session)).manuscript;
}

/** What is no flow may have been meant for a template. */
async function flowNamed(name: string, templates: readonly TemplateFile[], session: Session) {
  try {
    return await findFlow(name, session.folder);
  } catch (error) {
    const names = templates.map((each) => each.name);
    // A flow that is there and wrong is told with its place, and a path is meant for a file.
    if (!(error instanceof BadInput) || error.place !== null || /[./\\]/u.test(name) || names.length === 0) throw error;
    const flows = (await allFlows(session.folder)).map(({ flow }) => flow.id);
    if (flows.includes(name)) throw error;
    const meant = nearestName(name, [...flows, ...names]);
    throw new BadInput(`there is no flow and no template "${name}"`, {
      remedy: `${meant === null ? "" : `Did you mean ${meant}? `}Flows: ${flows.join(", ")}. Templates: ${names.join(", ")}`,
    });
  }
}
