import { join } from "node:path";
import { expect, test } from "vitest";
import { documentLinter } from "../../../src/host/documents/lint-document-file.ts";
import { lintInWorkers, threadsFor } from "../../../src/host/documents/lint-in-workers.ts";
import { noLintConfig } from "../../../src/model/lint-config.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

// The threads run what `npm test` has bundled into dist/.

const gap = "## 1 Transfer\n\n1. The client sends a request to the server.\n3. The server sends a response to the client.\n";
const large = Array.from({ length: 60_000 }, (_, at) => `${at + 1}. The client ${at} sends a request ${at} to the server.`).join("\n");

function lintIn(files: Readonly<Record<string, string>>, config = noLintConfig) {
  return { view: null, base: null, config, cwd: temporaryFolder(files), env: {} };
}

test("each file's result stands at its place, as if there were one thread", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 7 }, (_, at) => [`${at}.md`, gap.repeat(7 - at).replace("client", `client ${at}`)]),
  );
  const paths = [...Object.keys(files), "missing.md"];
  const lint = lintIn(files);
  const ended: number[] = [];
  const linted = await lintInWorkers(paths, lint, { threads: 3, ended: (at) => ended.push(at) });
  const linter = documentLinter(lint);
  const here = [];
  for (const path of paths) here.push(await linter(path));
  expect(linted).toEqual(here);
  expect(here.map(({ documents, messages }) => documents.length + messages.length)).toEqual(paths.map(() => 1));
  expect(ended.toSorted()).toEqual([...paths.keys()]);
});

test("a file that takes too much memory is told of, and the others are linted", async () => {
  const lint = lintIn({ "a.md": gap, "large.txt": large, "b.md": gap, "c.md": gap });
  const linted = await lintInWorkers(["a.md", "large.txt", "b.md", "c.md"], lint, { threads: 2, memory: 24 });
  expect(linted.map(({ documents }) => documents.length)).toEqual([1, 0, 1, 1]);
  expect(linted[1]?.messages).toEqual([
    { kind: "failure", text: "large.txt could not be linted: it needs more than 24 MiB of memory. Lint it alone" },
  ]);
});

test("a mistake of ours is one line for each file", async () => {
  const lint = lintIn({ "a.md": gap, "b.md": gap }, { ...noLintConfig, rules: null as never });
  const linted = await lintInWorkers(["a.md", "b.md"], lint, { threads: 2 });
  expect(linted).toHaveLength(2);
  for (const { documents, messages } of linted) {
    expect([documents, messages.length]).toEqual([[], 1]);
    expect(messages[0]?.text).toMatch(/^[ab]\.md could not be linted: flowlint made a mistake \(TypeError: .*\)\. Lint it alone/u);
  }
});

test("threads only where they pay", () => {
  const cwd = temporaryFolder({ "a.md": gap, "b.md": gap, "large.txt": large, "larger.txt": large });
  expect(
    threadsFor(
      ["a.md", "b.md"].map((name) => join(cwd, name)),
      cwd,
    ),
  ).toBe(1);
  expect(threadsFor(["large.txt"], cwd)).toBe(1);
  expect(threadsFor(["large.txt", "larger.txt"], cwd)).toBeLessThanOrEqual(2);
});
