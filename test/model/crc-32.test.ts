import { crc32 as zlibCrc32 } from "node:zlib";
import { expect, test } from "vitest";
import { crc32 } from "../../src/model/crc-32.ts";

test("the check sums are those of zlib", () => {
  for (const text of ["", "IEND", "123456789"]) expect(crc32(Buffer.from(text))).toBe(zlibCrc32(text));
});
