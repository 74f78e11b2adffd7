import type { CommandEntry } from "../command.ts";

/** In the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: "build",
    words: "[FLOW...]",
    summary: "Writes everything that is generated",
    load: async () => (await import("./build.ts")).build,
  },
  { name: "list", words: "", summary: "Lists the flows", load: async () => (await import("./list.ts")).list },
  { name: "show", words: "FLOW", summary: "Shows the numbered steps of one flow", load: async () => (await import("./show.ts")).show },
  { name: "draw", words: "FLOW...", summary: "Draws figures of flows", load: async () => (await import("./draw.ts")).draw },
  {
    name: "write",
    words: "FLOW|TEMPLATE",
    summary: "Writes the clause text of a flow, or a whole document",
    load: async () => (await import("./write.ts")).write,
  },
  { name: "run", words: "FLOW", summary: "Executes a flow", load: async () => (await import("./run.ts")).run },
  {
    name: "replay",
    words: "TRACE",
    summary: "Executes a trace again and compares it event by event",
    load: async () => (await import("./replay.ts")).replay,
  },
  {
    name: "sync",
    words: "FILE...",
    summary: "Renews the generated parts of your own Markdown and Word files",
    load: async () => (await import("./sync.ts")).sync,
  },
  {
    name: "diff",
    words: "OLD NEW",
    summary: "Says what has changed between two versions of a flow",
    load: async () => (await import("./diff.ts")).diff,
  },
  {
    name: "new",
    words: "flow|template NAME",
    summary: "Begins a flow or a template, with comments",
    load: async () => (await import("./new.ts")).begin,
  },
  {
    name: "lint",
    words: "[FILE...]",
    summary: "Checks documents and flows against the rules",
    load: async () => (await import("./lint.ts")).lint,
  },
];
