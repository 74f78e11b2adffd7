import { join } from "node:path";
import { allFlows, allTemplates, createFile, shownPath, templateFolder } from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { command } from "../command.ts";
import { checkName } from "../new/check-name.ts";
import { flowBeginning } from "../new/flow-beginning.ts";
import { templateBeginning } from "../new/template-beginning.ts";
import { named, type Session } from "../session.ts";

interface Options {
  readonly templates?: string;
}

/** What can be begun. */
const kinds = ["flow", "template"] as const;

export const begin = command<[string, string], Options>({
  examples: ["callflow new flow call-waiting", "callflow new template minutes", "callflow new flow call-waiting --flows elsewhere"],
  declare: (words) =>
    words
      .argument("<flow|template>", "what to begin")
      .argument("<NAME>", "its name, as call-waiting: the file is flows/NAME.ts or templates/NAME.md")
      .option("--templates <DIR>", "where your templates are; by default the folder templates beside that of the flows"),
  async run(session, [asked, name], { templates }) {
    const kind = named(asked, kinds, (each) => each, "kind of beginning", "kinds");
    checkName(name, kind);
    const { cwd } = session.terminal;
    const { folder } = session.folder;
    const templatesAt = templateFolder(folder, templates);
    const ids = await flowIds(session);
    const taken = new Set([...ids, ...(kind === "flow" ? allTemplates(templatesAt, cwd).map((each) => each.name) : [])]);
    const file = shownPath(kind === "flow" ? join(folder, `${name}.ts`) : join(templatesAt, `${name}.md`), cwd);
    if (taken.has(name)) {
      const what = ids.includes(name) ? "flow" : "template";
      throw new BadInput(`there is a ${what} "${name}" already`, { remedy: "Flows and templates share their names: take another one" });
    }
    createFile(file, kind === "flow" ? flowBeginning(name) : templateBeginning(name, ids[0] ?? null), cwd);
    const next = kind === "flow" ? `callflow show ${name}` : `callflow write ${name} -o ${name}.docx`;
    session.print(file);
    session.tell(`Look at it with \`${next}${folder === "flows" ? "" : ` --flows ${folder}`}\`.`);
    return 0;
  },
});

/** None where there is no folder yet, or where it cannot be loaded: then another file than this one is wrong. */
async function flowIds({ folder }: Session): Promise<readonly string[]> {
  try {
    return (await allFlows(folder)).map(({ flow }) => flow.id);
  } catch (error) {
    if (error instanceof BadInput) return [];
    throw error;
  }
}
