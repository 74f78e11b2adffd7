import { dirname, join } from "node:path";
import { flowEndings, type LoadedFlow, loadFlows, type TemplateFile, templateText } from "../host/index.ts";
import type { Flow } from "../model/flow.ts";
import type { Manuscript } from "../spec/index.ts";
import type { Session } from "./session.ts";

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
  const { readTemplate, fillTemplate, flowsIn } = await import("../spec/template/index.ts");
  const read = readTemplate(templateText(template, session.terminal.cwd), template.file);
  const flows = new Map<string, Flow>(known.map(({ flow }) => [flow.id, flow]));
  for (const { id } of flowsIn(read)) {
    if (flows.has(id) || !flowEndings.some((ending) => id.endsWith(ending))) continue;
    const [loaded] = await loadFlows([join(dirname(template.file), id)], session.folder);
    if (loaded !== undefined) flows.set(id, loaded.flow);
  }
  return { name: template.name, manuscript: fillTemplate(read, flows) };
}
