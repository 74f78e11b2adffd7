import { expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import { type LintConfig, noLintConfig } from "../../src/model/lint-config.ts";

const two = `## 5.2 Two clients

1. Chat Client 1 sends a Hello request to the Chat Server.
2. The Chat Server sends a Hello request to Chat Client 2.
3. Chat Client 2 sends a Hello response to the Chat Server.
4. The Chat Server sends a Hello response to Chat Client 1.
5. The Chat Client sends a Bye to the Chat Server. Then step 9 follows.
6. Chat Client 2 sends a Bye to the Chat Server.
`;

async function found(config: LintConfig): Promise<readonly string[]> {
  const read = await readDocument(Buffer.from(two), { file: "two.md", tools: documentTools({}) });
  return lintDocument(read, { config }).diagnostics.map(({ rule, severity }) => `${severity} ${rule}`);
}

test("without a configuration each rule weighs what it weighs", async () => {
  expect(await found(noLintConfig)).toEqual(["warning participant/no-undeclared", "error reference/no-undefined-step"]);
});

test("a rule can be left out, or weigh less", async () => {
  const rules = {
    "participant/no-undeclared": { severity: "off", options: {} },
    "reference/no-undefined-step": { severity: "info", options: {} },
  } as const;
  expect(await found({ ...noLintConfig, rules })).toEqual(["info reference/no-undefined-step"]);
});

test("a name that somebody declares is declared", async () => {
  expect(await found({ ...noLintConfig, participants: { "Chat Client 1": ["Chat Client"] } })).toEqual([
    "error reference/no-undefined-step",
  ]);
});

test("what is listed as no participant is none", async () => {
  const words = { ...noLintConfig.words, notParticipants: ["Chat Client"] };
  expect(await found({ ...noLintConfig, words })).toEqual(["error reference/no-undefined-step"]);
});

test("what is listed as a request wants an answer", async () => {
  const text = `## 5.2 A flow

1. Alpha sends a Query Job to Beta.
2. Beta sends a Query Job to Alpha.
3. Alpha sends a Store request to Gamma.
4. Gamma sends a Store response to Alpha.
`;
  const read = await readDocument(Buffer.from(text), { file: "jobs.md", tools: documentTools({}) });
  const rules = (config: LintConfig) => lintDocument(read, { config }).diagnostics.map(({ rule }) => rule);
  expect(rules(noLintConfig)).toEqual([]);
  expect(rules({ ...noLintConfig, words: { ...noLintConfig.words, requests: ["Query Job"] } })).toEqual([
    "exchange/no-response-named-request",
  ]);
});
