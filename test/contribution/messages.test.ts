import { expect, test } from "vitest";
import { recoverContribution } from "../../src/contribution/index.ts";
import { readDocument } from "../../src/document/index.ts";
import { documentTools } from "../../src/host/index.ts";

/** What each step of a flow sends: its role, and what it shares with its answer. */
async function messagesOf(names: readonly string[]): Promise<readonly string[]> {
  const steps = names.map(
    (name, at) => `${at + 1}. The ${at % 2 === 0 ? "MME sends" : "HSS sends"} ${name} to the ${at % 2 === 0 ? "HSS" : "MME"}.`,
  );
  const bytes = new TextEncoder().encode(`## 5 Flow\n\n${steps.join("\n")}\n`);
  const { accepted } = await readDocument(bytes, { file: "a.md", tools: documentTools({}) });
  const [flow] = recoverContribution(accepted).flows;
  return (flow?.steps ?? []).map(({ acts: [act] }) => `${act?.message?.base} ${act?.message?.role}`);
}

test.each([
  ["Diameter in words", "an Update-Location-Request", "an Update-Location-Answer", "update-location"],
  ["Diameter in letters", "a ULR", "a ULA", "ul"],
  ["letters with what they are for", "a CCR command", "a CCA command", "cc"],
  ["primitives", "an Attach_req", "an Attach_rsp", "attach"],
  ["one word", "a CreateSessionRequest message", "a CreateSessionResponse message", "createsession"],
  ["service operations", "an Nudm_SDM_Get request", "an Nudm_SDM_Get response", "nudm_sdm_get"],
  ["what accepts", "an Attach Request", "an Attach Accept", "attach"],
  ["what rejects", "a SERVICE REQUEST message", "a SERVICE REJECT message", "service"],
])("%s: a request and its answer have one base", async (_, request, response, base) => {
  expect(await messagesOf([request, response])).toEqual([`${base} request`, `${base} response`]);
});

test("letters mean nothing where only one of a pair is told, and words that only end like it are none", async () => {
  expect(await messagesOf(["a ULR", "a data answer"])).toEqual(["ulr unknown", "data response"]);
  expect(await messagesOf(["a USSR", "a RADAR"])).toEqual(["ussr unknown", "radar unknown"]);
  expect(await messagesOf(["an Interest", "a Menu_string"])).toEqual(["interest unknown", "menu_string unknown"]);
});
