import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";
import { type LintConfig, noLintConfig } from "../../src/model/lint-config.ts";

// What a configuration says changes what is found: each text is linted with and without it.

async function found(lines: readonly string[], config: Partial<LintConfig> = {}): Promise<readonly string[]> {
  const document = await readDocument(Buffer.from(lines.join("\n")), { file: "a.md", tools: documentTools({}) });
  const { diagnostics } = lintDocument(document, { config: { ...noLintConfig, ...config } });
  return diagnostics.map(({ severity, rule, step, quote }) => `${severity} ${rule} ${step ?? "-"} ${quote ?? ""}`.trimEnd());
}

function words(own: Partial<LintConfig["words"]>): Partial<LintConfig> {
  return { words: { ...noLintConfig.words, ...own } };
}

function rule(id: string, severity: "error" | "info" | "off" | null, options: Readonly<Record<string, readonly string[]>> = {}) {
  return { rules: { [id]: { severity, options } } } satisfies Partial<LintConfig>;
}

/** One of four requests without an answer. */
function asking(name: string, answer: string | null): readonly string[] {
  const of = (number: number, what: string) => [
    `${number}. The client sends a ${what} request to the server.`,
    `${number + 1}. The server sends a ${what} response to the client.`,
  ];
  const all = [
    ...of(1, "register"),
    ...of(3, "subscribe"),
    ...of(5, "transfer"),
    `7. The client sends a ${name} to the archive.`,
    ...(answer === null ? [] : [`8. The archive sends a ${answer} to the client.`]),
    ...of(answer === null ? 8 : 9, "release"),
    ...of(answer === null ? 10 : 11, "deregister"),
  ];
  return ["## 5.2 Transfer", "", ...all];
}

describe("words of messages", () => {
  const silence = (quote: string) => `warning exchange/require-response 7 ${quote}`;

  test("requests want an answer", async () => {
    expect(await found(asking("kickoff", null))).toEqual([]);
    expect(await found(asking("kickoff", null), words({ requests: ["Kickoff"] }))).toEqual([silence("kickoff")]);
    expect(await found(asking("kickoff message", null), words({ requests: ["kickoff"] }))).toEqual([silence("kickoff message")]);
  });

  test("what is one-way wants none", async () => {
    expect(await found(asking("alarm request", null))).toEqual([silence("alarm request")]);
    expect(await found(asking("alarm request", null), words({ oneWay: ["Alarm request"] }))).toEqual([]);
    expect(await found(asking("alarm request", null), words({ oneWay: ["release request"] }))).toEqual([silence("alarm request")]);
  });

  test("responses are answers", async () => {
    const passing = (name: string) => [
      "## 5.2 Transfer",
      "",
      "1. The client sends a transfer request to the server.",
      "2. The server sends a transfer response to the client.",
      "3. The server sends a get vectors request to the database.",
      `4. The database sends a ${name} to the server.`,
      "5. The client sends a release request to the server.",
      "6. The server sends a release response to the client.",
    ];
    expect(await found(passing("SIP get vectors request"))).toEqual(["error exchange/no-response-named-request 4 SIP get vectors request"]);
    expect(await found(passing("SIP get vectors request"), words({ responses: ["SIP get vectors request"] }))).toEqual([]);
  });
});

describe("names of participants", () => {
  test("another name of one that is declared is no second one", async () => {
    const text = [
      "## 5.2 Transfer",
      "",
      "1. The CPM Conversation Server A sends an invitation request to the SIP Core A.",
      "2. The SIP Core A sends an invitation response to the CPM Conversation Server A.",
      "3. The CPM CS A sends a release request to the SIP Core A.",
      "4. The SIP Core A sends a release response to the CPM CS A.",
    ];
    expect(await found(text)).toEqual(["warning participant/consistent-name 3 CPM CS A"]);
    expect(await found(text, { participants: { "CPM Conversation Server A": ["CPM CS A"] } })).toEqual([]);
    expect(await found(text, { participants: { "CPM Conversation Server B": ["CPM CS B"] } })).toEqual([
      "warning participant/consistent-name 3 CPM CS A",
    ]);
  });

  test("an answer by another name is an answer", async () => {
    const text = (name: string) => [
      ...asking("archive request", "archived").join("\n").replace("8. The archive", `8. The ${name}`).split("\n"),
    ];
    const silent = (await found(text("vault"))).filter((one) => one.includes("require-response"));
    expect(silent).toEqual(["warning exchange/require-response 7 archive request"]);
    const merged = await found(text("vault"), { participants: { archive: ["vault"] } });
    expect(merged.filter((one) => one.includes("require-response"))).toEqual([]);
  });

  test("a figure may have another name", async () => {
    const text = [
      "## 5.2 Transfer",
      "",
      "```mermaid",
      "sequenceDiagram",
      "  CPE->>+SRV: 1 transfer request",
      "  CPE->>SRV: 2 transfer response",
      "  CPE->>SRV: 3 release request",
      "```",
      "",
      "1. The client sends a transfer request to the server.",
      "2. The server sends a transfer response to the client.",
      "3. The client sends a release request to the server.",
    ];
    const swapped = "warning step/consistent-figure 2 CPE to SRV";
    const participants = { client: ["CPE"], server: ["SRV"] };
    expect((await found(text)).filter((one) => one.includes("consistent-figure"))).toEqual([]);
    expect(await found(text, { participants })).toEqual([swapped]);
  });

  test("what is no participant sends and receives nothing", async () => {
    const text = asking("archive request", null);
    expect(await found(text)).toEqual(["warning exchange/require-response 7 archive request"]);
    expect(await found(text, words({ notParticipants: ["the archive"] }))).toEqual([]);
  });
});

describe("rules", () => {
  const gap = ["## 5.2 Transfer", "", "1. The client sends a request to the server.", "3. The server sends a response to the client."];

  test("weigh what the configuration says, or are not applied", async () => {
    expect(await found(gap)).toEqual(["error step/no-gap 3 3"]);
    expect(await found(gap, rule("step/no-gap", "info"))).toEqual(["info step/no-gap 3 3"]);
    expect(await found(gap, rule("step/no-gap", "off"))).toEqual([]);
  });

  test("a doubtful finding stays as doubtful", async () => {
    const spelt = [
      "## 5.2 Transfer",
      "",
      "1. The SIP Core sends a request to the Server.",
      "2. The Server sends a response to the SIP Core.",
      "3. The SIP core sends a release request to the Server.",
      "4. The Server sends a release response to the SIP Core.",
    ];
    expect(await found(spelt)).toEqual(["info participant/consistent-name 3 SIP core"]);
    expect(await found(spelt, rule("participant/consistent-name", "error"))).toEqual(["info participant/consistent-name 3 SIP core"]);
  });

  test("options are those of the flow rule", async () => {
    const twice = ["## 5 Figures", "", "Figure TBD: The transfer", "", "Figure TBD: The release", ""];
    expect(await found(twice)).toEqual(["warning caption/no-duplicate - Figure TBD"]);
    expect(await found(twice, rule("caption/no-duplicate", null, { placeholders: ["TBD"] }))).toEqual([]);
  });

  test("a suppression of a rule that is off is not called unused", async () => {
    const known = gap.toSpliced(3, 0, "<!-- flowlint-disable-next-line step/no-gap -->");
    expect(await found(known)).toEqual([]);
    expect(await found(known, rule("step/no-gap", "off"))).toEqual([]);
    const idle = ["<!-- flowlint-disable-next-line step/no-gap -->", ...gap.slice(0, 3)];
    const told = ["warning suppression/no-unused - flowlint-disable-next-line step/no-gap"];
    expect(await found(idle)).toEqual(told);
    expect(await found(idle, rule("suppression/no-unused", "error"))).toEqual([told[0]?.replace("warning", "error")]);
    expect(await found(idle, rule("suppression/no-unused", "off"))).toEqual([]);
    expect(await found(["<!-- flowlint-disable suppression/no-unused -->", ...idle])).toEqual([]);
    // Whether the base says something else is only known where there is one.
    const based = ["<!-- flowlint-disable-file base/consistent-text -->", ...gap.slice(0, 3)];
    expect(await found(based)).toEqual([]);
    const read = (text: readonly string[]) => readDocument(Buffer.from(text.join("\n")), { file: "a.md", tools: documentTools({}) });
    const { diagnostics } = lintDocument(await read(based), { base: await read(gap) });
    expect(diagnostics.map((one) => one.rule)).toEqual(["suppression/no-unused"]);
    // One that suppresses everything does not suppress what is said of itself.
    expect(await found(["<!-- flowlint-disable-file -->", ...gap.slice(0, 3)])).toEqual([
      "warning suppression/no-unused - flowlint-disable-file",
    ]);
  });
});
