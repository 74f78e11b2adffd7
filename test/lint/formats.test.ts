import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import { p, t, wordFile } from "../document/word-file.ts";
import { sharedFolder } from "../sip/shared-folder.ts";

// What is found in a text is found in it as Markdown and in Word, too: the rules see the same document.
const shared = sharedFolder();
const own = fileURLToPath(new URL(".", import.meta.url));
const texts = [
  ...readdirSync(own, { recursive: true, encoding: "utf8" })
    .filter((name) => /(?:bad|good)[\w.-]*\.txt$/u.test(name))
    .map((name) => join(own, name)),
  ...readdirSync(own, { recursive: true, encoding: "utf8" })
    .filter((name) => /bad[\w.-]*\.md$/u.test(name))
    .map((name) => join(own, name))
    // Tables and blocks of code are no text, and comments to the linter stand in Markdown alone.
    .filter((path) => !/```|\||<!-- flowlint/u.test(readFileSync(path, "utf8"))),
  ...(shared === null ? [] : readdirSync(join(shared, "contributions")).map((name) => join(shared, "contributions", name))),
].sort();
if (shared === null) {
  process.stderr.write(
    "\nSKIPPED: the same contribution in three formats. Put them beside the checkout (../shared/contributions), or set CALLFLOW_SHARED.\n",
  );
}

async function findingsIn(bytes: Uint8Array, file: string): Promise<readonly unknown[]> {
  const { diagnostics } = lintDocument(await readDocument(bytes, { file, tools: documentTools({}) }));
  return diagnostics.map(({ rule, severity, clause, step, quote, message }) => [rule, severity, clause, step, quote, message]);
}

test.each(texts.map((path) => [path.split(/[/\\]/u).slice(-3).join("/"), path] as const))(
  "%s: the same in text, Markdown and Word",
  async (_, path) => {
    // Headings of Markdown are lines with a number elsewhere.
    const text = readFileSync(path, "utf8").replace(/^#+ /gmu, "").replace(/^- /gmu, "· ");
    const asText = await findingsIn(Buffer.from(text), "same.txt");
    expect(await findingsIn(Buffer.from(text), "same.md")).toEqual(asText);
    const word = wordFile({
      body: text
        .split("\n")
        .map((line) => p(line === "" ? "" : t(line)))
        .join(""),
    });
    expect(await findingsIn(word, "same.docx")).toEqual(asText);
  },
);
