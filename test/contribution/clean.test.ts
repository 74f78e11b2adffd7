import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { recoverContribution } from "../../src/contribution/index.ts";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";
import { lintDocument } from "../../src/lint/contribution/run.ts";

// Documents of many styles, in words of our own, with nothing wrong in them and everything that looks wrong.
const folder = fileURLToPath(new URL("clean", import.meta.url));

/** The labels of the flows that each has. */
const flows: Readonly<Record<string, readonly string[]>> = {
  "alternatives.md": ["1 2 3 4 5 6 7 8", "1 2 2' 3", "1a 1b 2 3"],
  "arrows.txt": ["1 2 3", "1 2 3 4 5 6", "1 2 3", "1 2 3", "F1 F2 F4 F6"],
  "captions.txt": [],
  "core-registration.md": ["1 2 3 4 5 6 7 8 9a 9b 9c-d 10 11 12 13 14a-c 14d 14e 15 16 17 18 19 20 21 21b 22 23 23a 24"],
  "drawn-notes.md": ["1 2 3"],
  "drawn.md": ["1 2 3 4 5 6", "1 2 3 4", "F1 F2 F3", "1 2"],
  "group-call.txt": ["1 2 3 4 5 6 7 8 9"],
  "heading-steps.md": ["1 2 3 & 4", "1 2 3", "1 2 3", "1 2"],
  "label-forms.md": ["1 - 2 3 4 5-6", "A B C", "1 2 3 4", "1 2 3 4", "1 2", "1 2 3 4", "1 2 3 4"],
  "ladder-sparse.txt": ["F1 F2 F3 F4", "F1 F2 F3 F4 F5 F6 F7 F8"],
  "ladder.txt": ["F1 F2 F3 F4", "F1 F2 F3 F4 F5 F6 F7 F8"],
  "no-flows.md": [],
  "open-ran.md": ["1 2 3 4 5"],
  "paged.txt": ["1 2 3 4 5", "F1 F2 F3 F4 F5 F6", "1 2 3", "2 3", "1 2 3 4", "2b 3b"],
  "protocol-lists.md": [],
  "radio.md": ["1 2 2a 2b 3 4 5 6 7 8 9 10 11 12", "1/2 3 4 4a 5 6-9"],
  "rcs.txt": ["1 2 3 4 5-6 7 8-10 11 12 13-15 16-18"],
  "resource-api.md": ["001 002 003 004", "001 002 003 004"],
  "services.md": ["1 2 3 4 5 6 7 8 9 10 11 12", "1 2 3 4 5 6 7 8"],
  "sip-arrows.md": ["1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16"],
  "sip-heads.txt": ["1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"],
  "sip-hops.md": ["1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24"],
  "sip-passive.md": ["1 2 3 4 5 6 7 8 9 10 11 12"],
  "sip-plain.md": ["1 2 3 4 5 6 7 8 9 10 11 12", "1 2 3 4 5"],
  "sip-prose.md": ["1 2 3 4 5 6 7 8 9 10 11 12 13 14"],
  "sip-ranges.md": ["1-3 4-6 7-9 10-12 13-15 16-18 19-21 22-24"],
  "sip-registration.md": ["1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18"],
  "sip-sparse.md": [
    "1 2 3 4 5 6 7 8 9 10 11 12 13",
    "1 2 3 4 5 6 7 8",
    "1 2 3 4 5 6 7 8 9 10",
    "1 2 3 4 5 6 7 8 9 10",
    "1 2 3 4 5 6 7 8 9",
    "1 2 3 4 5 6 7 8 9 10 11",
    "1 2 3 4 5 6 7 8 9 10 11 12",
  ],
  "steps-alt.md": ["1 2 3 4 5 5 6", "1 2 3", "1 2 3 4"],
  "study-solution.md": ["1 2 3 4a 4b 5 6 7 8.- 9 10 11"],
  "transit.md": ["1 2 3 4 5 6 7 8 9 10 11 12 13-14 15"],
  "underlined.txt": ["1 2 3"],
};

test("each document is looked at", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(flows).sort());
});

test.each(Object.entries(flows))("%s: its flows are recovered, and nothing is found in them", async (file, expected) => {
  const read = await readDocument(readFileSync(join(folder, file)), { file, tools: documentTools({}) });
  const recovered = recoverContribution(read.accepted).flows.map(({ steps }) => steps.map(({ label }) => label.text).join(" "));
  expect(recovered).toEqual(expected);
  expect(lintDocument(read).diagnostics).toEqual([]);
});
