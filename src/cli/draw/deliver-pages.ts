import { type Content, openBatch } from "../../host/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { isFile } from "../output.ts";
import type { Session } from "../session.ts";
import { numberedPath } from "./page-names.ts";

/** Writes the pages, one by one, so that a figure of any length fits in memory: all of them or none. */
export async function deliverPages(
  session: Session,
  pages: Iterable<Content> | AsyncIterable<Content>,
  output: string | undefined,
): Promise<void> {
  if (!isFile(output)) {
    session.terminal.stdout.write(await onlyPage(pages));
    return;
  }
  const batch = openBatch(session.terminal.cwd);
  const paths: string[] = [];
  const put = (path: string, page: Content) => {
    batch.add(path, page);
    paths.push(path);
  };
  try {
    // Whether the first page is the only one is known when there is a second.
    let first: Content | null = null;
    for await (const page of pages) {
      if (first === null && paths.length === 0) {
        first = page;
        continue;
      }
      if (first !== null) put(numberedPath(output, 1), first);
      first = null;
      put(numberedPath(output, paths.length + 1), page);
    }
    if (first !== null) put(output, first);
  } catch (error) {
    batch.discard();
    throw error;
  }
  batch.commit();
  for (const path of paths) session.tell(`wrote ${path}`);
}

async function onlyPage(pages: Iterable<Content> | AsyncIterable<Content>): Promise<Content> {
  let only: Content | null = null;
  for await (const page of pages) {
    if (only !== null)
      throw new BadInput("the figure has several pages, and standard output is one file", {
        remedy: "Name a file with -o, or a larger --page; --page none draws one page of any height",
      });
    only = page;
  }
  return only ?? "";
}
