import { type Content, writeFiles } from "../host/index.ts";
import { BadInput } from "../model/wrong.ts";
import { numberedPath } from "./draw-files.ts";
import type { Session } from "./session.ts";

/** So many pages are kept before they are written: a figure of any length fits in memory, and one that fails is mostly not begun. */
const KEPT = 64;

/** Writes the pages, some at a time: all of these or none. */
export async function deliverPages(
  session: Session,
  pages: Iterable<Content> | AsyncIterable<Content>,
  output: string | undefined,
): Promise<void> {
  const { stdout, cwd } = session.terminal;
  let kept: Content[] = [];
  let written = 0;
  const put = (isLast: boolean) => {
    if (output === undefined || output === "-") {
      for (const page of kept) stdout.write(page);
      return;
    }
    const isOnly = isLast && written + kept.length === 1;
    const files = new Map(kept.map((page, at) => [isOnly ? output : numberedPath(output, written + at + 1), page]));
    writeFiles(files, cwd);
    for (const path of files.keys()) session.tell(`wrote ${path}`);
    written += kept.length;
    kept = [];
  };
  for await (const page of pages) {
    if (kept.length > 0 && (output === undefined || output === "-"))
      throw new BadInput("the figure has several pages, and standard output is one file", {
        remedy: "Name a file with -o, or a larger --page; --page none draws one page of any height",
      });
    if (kept.length === KEPT) put(false);
    kept.push(page);
  }
  if (kept.length > 0) put(true);
}
