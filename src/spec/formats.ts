import type { Flow } from "../model/flow.ts";
import { clauseOf } from "./clause-of.ts";
import { writeMarkdown } from "./write-markdown.ts";

/** A way to write a clause down. */
export interface SpecFormat {
  readonly id: string;
  /** Of a file name, with its dot. */
  readonly ending: string;
  readonly summary: string;
  readonly write: (flow: Flow) => string;
}

const markdown: SpecFormat = {
  id: "md",
  ending: ".md",
  summary: "Markdown, numbers and NOTEs as the source prints them",
  write: (flow) => writeMarkdown(clauseOf(flow)),
};

export const specFormats: readonly SpecFormat[] = [markdown];
