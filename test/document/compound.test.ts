import { describe, expect, it } from "vitest";
import { openCompound } from "../../src/document/index.ts";
import { BadInput, printBadInput } from "../../src/model/wrong.ts";
import { readBytes } from "./show.ts";

const SECTOR = 512;
const END = 0xfffffffe;

/** A compound file: sector 0 is its table, 1 its directory, 2 and on a stream `WordDocument` that begins like this. */
function compound(head: readonly number[], chain: readonly number[] = [3, 4, 5, 6, 7, 8, 9, END]): Buffer {
  const bytes = Buffer.alloc(SECTOR * (3 + chain.length));
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.writeUInt16LE(9, 0x1e);
  bytes.writeUInt16LE(6, 0x20);
  for (const [offset, value] of [
    [0x2c, 1],
    [0x30, 1],
    [0x38, 4096],
    [0x3c, END],
    [0x44, END],
  ] as const)
    bytes.writeUInt32LE(value, offset);
  bytes.fill(0xff, 0x4c, SECTOR);
  bytes.writeUInt32LE(0, 0x4c);
  const table = [0xfffffffd, END, ...chain];
  bytes.fill(0xff, SECTOR, 2 * SECTOR);
  for (const [at, next] of table.entries()) bytes.writeUInt32LE(next, SECTOR + 4 * at);
  const entry = (at: number, name: string, kind: number, first: number, size: number) => {
    const start = 2 * SECTOR + 128 * at;
    bytes.write(name, start, "utf16le");
    bytes.writeUInt16LE(2 * name.length + 2, start + 0x40);
    bytes.writeUInt8(kind, start + 0x42);
    bytes.fill(0xff, start + 0x44, start + 0x50);
    if (at === 0) bytes.writeUInt32LE(1, start + 0x4c);
    bytes.writeUInt32LE(first, start + 0x74);
    bytes.writeUInt32LE(size, start + 0x78);
  };
  entry(0, "Root Entry", 5, END, 0);
  entry(1, "WordDocument", 2, 2, SECTOR * chain.length);
  Buffer.from(head).copy(bytes, 3 * SECTOR);
  return bytes;
}

async function said(bytes: Uint8Array): Promise<string> {
  try {
    await readBytes(bytes, "a.doc");
    return "";
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return printBadInput(error);
  }
}

describe("a compound file", () => {
  it("knows its streams and how they begin", () => {
    const file = openCompound(compound([1, 2, 3]));
    expect([...(file?.names ?? [])]).toEqual(["Root Entry", "WordDocument"]);
    expect([...(file?.head("WordDocument")?.subarray(0, 4) ?? [])]).toEqual([1, 2, 3, 0]);
    expect(file?.head("Data")).toBeNull();
  });
  it.each([
    ["a stream that goes in a circle", compound([], [3, 4, 5, 6, 7, 8, 9, 2])],
    ["a table longer than the file", Buffer.from(compound([])).fill(0x7f, 0x2c, 0x30)],
    ["nothing but its mark", Buffer.from("d0cf11e0a1b11ae1", "hex")],
  ])("is not trusted with %s", async (_, bytes) => {
    expect(openCompound(bytes)).toBeNull();
  });
  it("is refused where its streams go in a circle, and not followed", async () => {
    expect(await said(compound([0xec, 0xa5], [3, 4, 5, 6, 7, 8, 9, 2]))).toBe(
      "a.doc cannot be read: it is damaged, or from a Word that is too old. Save it as .docx, or install LibreOffice, which is used to convert it",
    );
  });
  it("says that a password protects it", async () => {
    const head = [0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0x01];
    expect(await said(compound(head))).toBe(
      "a.doc is protected with a password. Open it in Word with its password, save it without one, and give that",
    );
  });
});
