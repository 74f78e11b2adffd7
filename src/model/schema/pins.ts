import * as z from "zod";
import { BadInput } from "../wrong.ts";
import { printIssues } from "./print-issues.ts";

const step = z.strictObject({
  kind: z.enum(["message", "condition", "action", "exchange", "reference"]),
  from: z.string().nullable(),
  to: z.string().nullable(),
  ends: z.tuple([z.string(), z.string()]).nullable(),
  message: z.string(),
  text: z.string(),
});

const pins = z.strictObject({
  flow: z.string(),
  published: z.string(),
  participants: z.record(z.string(), z.string()),
  steps: z.array(z.strictObject({ number: z.string().regex(/^[A-Z]*\d+[a-z]*$/u), step: step.nullable() })),
});

/** @throws BadInput where it is not what `callflow build` has written */
export function parsePins(value: unknown, file: string): z.infer<typeof pins> {
  const { success, data, error } = pins.safeParse(value);
  if (success) return data;
  throw new BadInput(`this is no file of numbers: ${printIssues(error.issues, "there is no")}`, {
    place: { file, line: 1, column: 1 },
    remedy: "Take it from the version control again, or have `callflow build --renumber` write it anew",
  });
}
