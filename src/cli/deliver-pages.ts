import { type Content, writeFiles } from "../host/index.ts";
import { BadInput } from "../model/wrong.ts";
import { numberedPath } from "./draw-files.ts";
import type { Session } from "./session.ts";

/** Writes each page before the next is made, so that a figure of any length fits in memory. */
export async function deliverPages(
  session: Session,
  pages: Iterable<Content> | AsyncIterable<Content>,
  output: string | undefined,
): Promise<void> {
  const { stdout, cwd } = session.terminal;
  let last: Content | null = null;
  let count = 0;
  const put = (content: Content, path: string) => {
    writeFiles(new Map([[path, content]]), cwd);
    session.tell(`wrote ${path}`);
  };
  for await (const page of pages) {
    // One page has the name that was asked for, so that the first waits for the second.
    if (last !== null) {
      if (output === undefined || output === "-")
        throw new BadInput("the figure has several pages, and standard output is one file", {
          remedy: "Name a file with -o, or a larger --page; --page none draws one page of any height",
        });
      count += 1;
      put(last, numberedPath(output, count));
    }
    last = page;
  }
  if (last === null) return;
  if (output === undefined || output === "-") stdout.write(last);
  else put(last, count === 0 ? output : numberedPath(output, count + 1));
}
