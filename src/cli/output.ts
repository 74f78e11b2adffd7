import { extname } from "node:path";
import { type Content, writeFiles } from "../host/index.ts";
import { namesInstead } from "../model/nearest-name.ts";
import { BadInput } from "../model/wrong.ts";
import { named, type Session } from "./session.ts";

/** Whether an `-o` names a file; standard output is `-`, or none. */
export function isFile(output: string | undefined): output is string {
  return output !== undefined && output !== "-";
}

/** One way to write something down. */
interface Format {
  readonly id: string;
  /** Of a file name, with its dot. */
  readonly ending: string;
}

/**
 * The format that is asked for, else that of the file's ending, else the first one.
 *
 * @throws BadInput with the formats there are
 */
export function formatFor<F extends Format>(formats: readonly F[], format: string | undefined, output: string | undefined): F {
  if (format !== undefined) return named(format, formats, ({ id }) => id, "format", "formats");
  const [first] = formats;
  if (first === undefined) throw new BadInput("there is no format");
  const ending = isFile(output) ? extname(output) : "";
  if (ending === "") return first;
  const found = formats.find((each) => each.ending === ending);
  if (found !== undefined) return found;
  const endings = formats.map((each) => each.ending);
  throw new BadInput(`no format has the ending ${ending}`, { remedy: namesInstead(ending, endings, "endings") });
}

/**
 * To the file, or to standard output where it is `-` or none.
 *
 * @param more what the file needs beside it; nothing of it goes to standard output
 * @throws BadInput where bytes would go to the screen of a terminal
 */
export function deliver(
  session: Session,
  content: Content,
  output: string | undefined,
  more: ReadonlyMap<string, Content> = new Map(),
): void {
  const { stdout, cwd } = session.terminal;
  if (!isFile(output)) {
    if (typeof content !== "string" && stdout.isTerminal) {
      throw new BadInput("this format is no text, which a terminal could show", { remedy: "Name a file with -o FILE" });
    }
    stdout.write(content);
    return;
  }
  writeFiles(new Map([[output, content], ...more]), cwd);
  session.tell(`wrote ${[output, ...more.keys()].join(", ")}`);
}

/** `svg, mermaid or text; by default that of the file's ending, else svg`. */
export function formatHelp(formats: readonly Format[]): string {
  const ids = formats.map(({ id }) => id);
  const said = ids.length > 1 ? `${ids.slice(0, -1).join(", ")} or ${ids.at(-1)}` : `${ids[0]}`;
  return ids.length > 1 ? `${said}; by default that of the file's ending, else ${ids[0]}` : `${said}, so far the only one`;
}
