import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../../src/lint/index.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";
import { call } from "../call.ts";

/** A flow whose request nobody answers: one warning of exchange/require-response, and what else the flow rules say of it. */
const unanswered = smallFlow("lonely", { inside: "flow.request(path(alice, bob), sip.options());" });

async function severities(config: object | null, args: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
  const cwd = temporaryFolder({
    "flows/lonely.ts": unanswered,
    ...(config === null ? {} : { "flowlint.config.json": JSON.stringify(config) }),
  });
  const { out } = await call(cwd, ["lint", "--format", "json", ...args]);
  return Object.fromEntries(JSON.parse(out).map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity]));
}

test("the nearest configuration says what a rule weighs, or that it is not applied", async () => {
  const plain = await severities(null);
  expect(plain["exchange/require-response"]).toBe("warning");
  expect(await severities({ rules: { "exchange/require-response": "error" } })).toEqual({ ...plain, "exchange/require-response": "error" });
  expect(await severities({ rules: { "exchange/require-response": { severity: "info" } } })).toEqual({
    ...plain,
    "exchange/require-response": "info",
  });
  const { "exchange/require-response": _, ...others } = plain;
  expect(await severities({ rules: { "exchange/require-response": "off" } })).toEqual(others);
});

test("an error by configuration fails; a configuration is found above, and one that is asked for goes before it", async () => {
  const strict = JSON.stringify({ rules: { "exchange/require-response": "error" } });
  const cwd = temporaryFolder({ "work/flows/lonely.ts": unanswered, "flowlint.config.json": strict, "work/mild.json": '{ "rules": {} }' });
  expect((await call(`${cwd}/work`, ["lint"])).exit).toBe(1);
  expect((await call(`${cwd}/work`, ["lint", "--config", "mild.json"])).exit).toBe(0);
  const apart = temporaryFolder({ "work/flows/lonely.ts": unanswered, "flowlint.config.json": strict, "work/.git/HEAD": "" });
  expect((await call(`${apart}/work`, ["lint"])).exit).toBe(0);
});

const wrong: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  ["is no JSON", '{ "rules": }', /^flowlint\.config\.json:1:12: this is no JSON: unexpected text\n$/u],
  [
    "names a rule that is not there",
    '{\n  "rules": { "step/no-gaps": "off" }\n}',
    /^flowlint\.config\.json:2:14: there is no rule step\/no-gaps\. Did you mean step\/no-gap\? Rules: /u,
  ],
  [
    "gives a severity that is not there",
    '{ "rules": { "step/no-gap": "fatal" } }',
    /^flowlint\.config\.json:1:14: this is no configuration: rules\["step\/no-gap"\]: expected one of "off", "error", "warning", "info", or object\./u,
  ],
  [
    "gives one inside",
    '{ "rules": {\n  "step/no-gap": { "severity": "fatal" } } }',
    /^flowlint\.config\.json:2:20: this is no configuration: rules\["step\/no-gap"\]\.severity: expected one of "off", "error", "warning", "info"\./u,
  ],
  [
    "has a field that is not there",
    '{ "rule": {} }',
    /^flowlint\.config\.json:1:3: this is no configuration: there is no "rule" here\. Did you mean rules\? Fields: \$schema, rules, participants, words\n$/u,
  ],
  [
    "has one in its words",
    '{ "words": { "oneway": ["x"] } }',
    /^flowlint\.config\.json:1:14: this is no configuration: words: there is no "oneway" here\. Did you mean oneWay\? Fields: requests, responses, oneWay, notParticipants\n$/u,
  ],
  [
    "has one in a rule",
    '{ "rules": { "step/no-gap": { "level": "off" } } }',
    /^flowlint\.config\.json:1:31: this is no configuration: rules\["step\/no-gap"\]: there is no "level" here\. Fields: severity, options\n$/u,
  ],
  [
    "gives one name where several go",
    '{ "participants": { "Server A": "CS A" } }',
    /^flowlint\.config\.json:1:21: this is no configuration: participants\["Server A"\]: expected array, received string\./u,
  ],
  ["is a list", "[]", /^flowlint\.config\.json:1:1: this is no configuration: expected object, received array\./u],
  [
    "sets an option that is not there",
    '{ "rules": { "caption/no-duplicate": { "options": { "placeholder": ["X"] } } } }',
    /^flowlint\.config\.json:1:53: caption\/no-duplicate has no option placeholder\. Did you mean placeholders\?/u,
  ],
  [
    "gives an option what it cannot have",
    '{ "rules": { "caption/no-duplicate": { "options": { "placeholders": 3 } } } }',
    /^flowlint\.config\.json:1:53: option placeholders of caption\/no-duplicate is 3\. Give it an array of words\n$/u,
  ],
];

test.each(wrong)("a configuration that %s", async (_, text, message) => {
  const cwd = temporaryFolder({ "flows/lonely.ts": unanswered, "flowlint.config.json": text });
  const { exit, out, err } = await call(cwd, ["lint"]);
  expect([exit, out]).toEqual([2, ""]);
  expect(err).toMatch(message);
});

test("a configuration that is asked for and not there", async () => {
  const cwd = temporaryFolder({ "flows/lonely.ts": unanswered });
  expect(await call(cwd, ["lint", "--config", "mine.json"])).toEqual({
    exit: 2,
    out: "",
    err: "cannot read the configuration mine.json: there is no such file or directory\n",
  });
});

test("the printed schema names every rule and each of its options, as the program takes them", async () => {
  const { properties } = JSON.parse(readFileSync("out/schema/config.schema.json", "utf8"));
  expect(Object.keys(properties)).toEqual(["$schema", "rules", "participants", "words"]);
  expect(Object.keys(properties.rules.properties)).toEqual(rules.map(({ meta }) => meta.id));
  for (const { meta } of rules) {
    const [severity, whole] = properties.rules.properties[meta.id].anyOf;
    expect(Object.keys(whole.properties.options?.properties ?? {})).toEqual(Object.keys(meta.options));
    expect(severity.enum).toEqual(["off", "error", "warning", "info"]);
  }
  await severities({ rules: Object.fromEntries(rules.map(({ meta }) => [meta.id, { severity: "off", options: {} }])) });
});
