import * as z from "zod";
import { severities } from "../diagnostic.ts";

/** The shape of a configuration file. */
const severity = z.enum(["off", ...severities]).describe("How much a finding of the rule weighs; off: the rule is not applied");
const options = z.record(z.string(), z.union([z.boolean(), z.int(), z.array(z.string())]));
const rule = z.union([severity, z.strictObject({ severity: severity.optional(), options: options.optional() })]);
const list = (what: string) => z.array(z.string().min(1)).optional().describe(what);

export const lintConfigFile = z.strictObject({
  $schema: z.string().optional(),
  rules: z.record(z.string(), rule).optional().describe("By rule id: its severity, or an object with severity and options"),
  participants: z
    .record(z.string(), z.array(z.string().min(1)))
    .optional()
    .describe("By the name of a participant: the other names it goes by"),
  words: z
    .strictObject({
      requests: list("Names of messages that want an answer"),
      responses: list("Names of messages that are answers"),
      oneWay: list("Names of messages that nobody answers"),
      notParticipants: list("Words that look like the name of a participant and are none"),
    })
    .optional()
    .describe("Names of messages that say less of themselves than request and response do"),
});
