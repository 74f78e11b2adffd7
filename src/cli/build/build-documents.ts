import { layOut, writeSvg } from "../../figure/index.ts";
import type { Content, LoadedFlow, TemplateFile } from "../../host/index.ts";
import { type Manuscript, specFormats } from "../../spec/index.ts";
import type { Session } from "../session.ts";
import { fill } from "../write/fill.ts";

/** Where documents go, below the folder of everything that is generated. */
export const DOCUMENTS = "documents";

interface Building {
  readonly out: string;
  readonly templates: readonly TemplateFile[];
  readonly flows: readonly LoadedFlow[];
  /** Only documents that show one of these; null for all. */
  readonly showing: ReadonlySet<string> | null;
}

/** The documents of the templates in every format, by path. */
export async function buildDocuments(
  { out, templates, flows, showing }: Building,
  session: Session,
): Promise<ReadonlyMap<string, Content>> {
  const files = new Map<string, Content>();
  for (const template of templates) {
    session.progress(`${template.name}`);
    const { name, manuscript } = await fill(template, flows, session);
    if (showing !== null && ![...manuscript.flows.values()].some(({ id }) => showing.has(id))) continue;
    const built = new Set(flows.map(({ flow }) => flow.id));
    for (const [path, content] of filesOf(name, manuscript, built)) files.set(`${out}/${DOCUMENTS}/${path}`, content);
  }
  session.progress("");
  return files;
}

/** A figure of a flow that is built lies in the folder of that flow; another stands beside the document. */
function filesOf(name: string, manuscript: Manuscript, built: ReadonlySet<string>): ReadonlyMap<string, Content> {
  const files = new Map<string, Content>();
  const beside = (flow: string) => `${name}.${flow.replaceAll("/", ".")}.svg`;
  const isBuilt = (flow: string) => built.has(flow.split("/")[0] ?? "");
  for (const { ending, write } of specFormats) {
    const content = write(manuscript, { figureAt: ({ flow }) => (isBuilt(flow) ? `../${flow}/figure.svg` : beside(flow)) });
    files.set(`${name}${ending}`, content);
  }
  for (const [flow, shown] of manuscript.flows) if (!isBuilt(flow)) files.set(beside(flow), writeSvg(layOut(shown)));
  return files;
}
