import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { manuscriptOf } from "../../../src/spec/index.ts";
import { writeWord } from "../../../src/spec/word/write-word.ts";
import { flowOf, message } from "../flow-of.ts";
import { parseAll, partOf } from "./read-word.ts";
import { complaintsOf, hasValidator } from "./validate.ts";

/** As many participants, each with a name that a line cannot hold. */
function crowd(count: number) {
  const ids = Array.from({ length: count }, (_, at) => `p${at}`);
  const participants = Object.fromEntries(ids.map((id, at) => [id, `Interconnection ${at + 1}`]));
  const messages = ids.slice(1).map((id, at) => message(`m${at}`, "request", "INVITE", `${ids[at]} ${id}`));
  return flowOf({ participants, messages });
}

const pagesOf = (bytes: Uint8Array) => [...partOf(bytes, "word/document.xml").matchAll(/<w:pgSz [^>]*>/gu)].map(([size]) => size);

test("a figure that is wider than the text stands on a page of its own, on its side", () => {
  const bytes = writeWord(manuscriptOf(crowd(14)));
  const across = '<w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/>';
  const upright = '<w:pgSz w:w="11907" w:h="16840"/>';
  expect(pagesOf(bytes)).toEqual([upright, across, upright]);
  const [, width = "0"] = /<wp:extent cx="(\d+)"/u.exec(partOf(bytes, "word/document.xml")) ?? [];
  expect(Number(width) / 12700).toBeGreaterThan((170 / 25.4) * 72);
  expect(Number(width) / 12700).toBeLessThanOrEqual((253 / 25.4) * 72);
  parseAll(bytes);
  if (process.env["WIDE"] !== undefined) writeFileSync(process.env["WIDE"], bytes);
  if (hasValidator()) expect(complaintsOf(bytes)).toEqual([]);
});

test("one that fits turns no page", () => {
  expect(pagesOf(writeWord(manuscriptOf(crowd(4))))).toHaveLength(1);
});
