import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { fakeTerminal } from "./fake-terminal.ts";

// A transcript is what a person sees who types these lines in a clone of callflow: `$ …` is typed, `# …` is explained, the rest is
// printed, `[2]` is an exit code other than 0. `npx vitest run test/cli -u` prints them again; read the difference.
const root = fileURLToPath(new URL("../..", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const transcripts = readdirSync(here).filter((name) => name.endsWith(".transcript"));

test.each(transcripts)("%s", async (name) => {
  const path = join(here, name);
  const lines = readFileSync(path, "utf8").split("\n");
  // What is printed may begin with `#` too, but not right above what is typed.
  const typed = lines.filter((line, at) => line.startsWith("$ ") || (line.startsWith("# ") && lines[at + 1]?.startsWith("$ ")));
  const blocks: string[] = [];
  for (const line of typed) blocks.push(line.startsWith("#") ? `${line}\n` : await played(line));
  // A line that is explained stands right above the next one.
  const text = blocks.map((block, at) => (blocks[at - 1]?.startsWith("$") ? `\n${block}` : block)).join("");
  await expect(text).toMatchFileSnapshot(path);
});

test("there are transcripts", () => {
  expect(transcripts.length).toBeGreaterThan(3);
});

async function played(line: string): Promise<string> {
  const [program, ...words] = wordsOf(line.slice(2));
  const terminal = fakeTerminal(root);
  const exit = await main(program === "flowlint" ? ["lint", ...words] : words, terminal);
  const printed = terminal.both();
  return `${line}\n${printed}${printed === "" || printed.endsWith("\n") ? "" : "\n"}${exit === 0 ? "" : `[${exit}]\n`}`;
}

/** As a shell takes them: quotes hold a word together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map((found) => found[1] ?? found[2] ?? "");
}
