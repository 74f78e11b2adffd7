import { dirname, join } from "node:path";
import { flowEndings, isShipped, type LoadedFlow, loadFlows, shippedFlowFile, type TemplateFile, templateText } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import type { Manuscript } from "../../spec/index.ts";
import type { Session } from "../session.ts";

/** A document and which flows it shows. */
export interface Filled {
  readonly name: string;
  readonly manuscript: Manuscript;
}

/**
 * A template with its flows in it.
 *
 * @param known those that it may name by their ids; others it names by the path of their file, from its own
 */
export async function fill(template: TemplateFile, known: readonly LoadedFlow[], session: Session): Promise<Filled> {
  // Markdown and its directives take longer to load than most commands to run.
  const { readTemplate, fillTemplate, flowsIn } = await import("../../spec/template/index.ts");
  const read = readTemplate(templateText(template, session.terminal.cwd), template.file);
  const flows = new Map<string, Flow>(known.map(({ flow }) => [flow.id, flow]));
  for (const { id } of flowsIn(read)) {
    if (flows.has(id)) continue;
    const file = flowEndings.some((ending) => id.endsWith(ending)) ? join(dirname(template.file), id) : shippedFlow(id, template, session);
    if (file === null) continue;
    const [loaded] = await loadFlows([file], session.folder);
    if (loaded !== undefined) flows.set(id, loaded.flow);
  }
  return { name: template.name, manuscript: fillTemplate(read, flows) };
}

/** A template that comes with the tool shows flows that do too, where the folder has none of their names. */
function shippedFlow(id: string, template: TemplateFile, { terminal }: Session): string | null {
  return isShipped(template, terminal.cwd) ? shippedFlowFile(id) : null;
}
