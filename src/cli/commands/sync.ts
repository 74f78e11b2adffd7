import { kindOfContent } from "../../document/kind-of-content.ts";
import {
  allFlows,
  type Content,
  compareFiles,
  readBytes,
  readBytesIfAny,
  refuseReadOnly,
  shownPath,
  writeFiles,
} from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { command } from "../command.ts";
import { printDifferences } from "../file-differences.ts";
import type { Session } from "../session.ts";
import { type PartMaker, partMaker } from "../sync/renewed-part.ts";
import type { Synced } from "../sync/synced.ts";

interface Options {
  readonly check?: true;
  readonly force?: true;
}

export const sync = command<[readonly string[]], Options>({
  examples: ["callflow write mmsc-transfer --markers -o clause.md", "callflow sync clause.md", "callflow sync clause.md --check"],
  declare: (words) =>
    words
      .argument("<FILE...>", "Markdown or Word files of yours, with marked parts")
      .option("--check", "writes nothing; what would change is a finding")
      .option("--force", "renews also the parts that were edited by hand"),
  async run(session, [names], { check, force }) {
    const { cwd } = session.terminal;
    const make = partMaker(await allFlows(session.folder), session);
    const files = new Map<string, Content>();
    const edited: string[] = [];
    for (const name of new Set(names.map((each) => shownPath(each, cwd)))) {
      const bytes = readBytes(name, cwd, "document");
      if (!check) refuseReadOnly(name, cwd);
      const synced = await renewed(bytes, name, make, force === true, (path) => readBytesIfAny(path, cwd, "picture"));
      files.set(name, synced.content);
      for (const [path, content] of synced.beside) files.set(path, content);
      edited.push(...synced.edited);
    }
    if (edited.length > 0) session.print(edited.join("\n"));
    const exit = check ? compare(files, session) : write(files, session);
    if (edited.length > 0)
      session.tell(
        `${edited.length === 1 ? "This part was left as it is; --force renews it." : "These parts were left as they are; --force renews them."}`,
      );
    return edited.length > 0 ? 1 : exit;
  },
});

/** What it is, its content says. */
async function renewed(
  bytes: Uint8Array,
  file: string,
  make: PartMaker,
  force: boolean,
  read: (path: string) => Uint8Array | null,
): Promise<Synced> {
  const kind = kindOfContent(bytes);
  if (kind !== "zip" && /\.docx$/iu.test(file))
    throw new BadInput(`${file} is no Word document: it is no archive`, { remedy: "Take another copy of it" });
  if (kind === "text") return (await import("../sync/sync-markdown.ts")).syncMarkdown(bytes, file, make, force, read);
  if (kind === "zip") return (await import("../sync/sync-word.ts")).syncWord(bytes, file, make, force);
  throw new BadInput(`${file} is neither Markdown nor a Word file`, { remedy: "Save it as .docx or .md" });
}

function compare(files: ReadonlyMap<string, Content>, session: Session): 0 | 1 {
  const differences = compareFiles(files, session.terminal.cwd);
  if (differences.length === 0) {
    session.tell(files.size === 1 ? "The file is as it would be written." : `All ${files.size} files are as they would be written.`);
    return 0;
  }
  session.print(printDifferences(differences));
  session.tell("`callflow sync` renews them.");
  return 1;
}

function write(files: ReadonlyMap<string, Content>, session: Session): 0 {
  const changed = writeFiles(files, session.terminal.cwd);
  session.tell(changed.length === 0 ? "Nothing has changed." : `wrote ${changed.join(", ")}`);
  return 0;
}
