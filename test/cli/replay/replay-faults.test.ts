import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { main } from "../../../src/cli/main.ts";
import { fakeTerminal } from "../fake-terminal.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

async function call(...words: readonly string[]) {
  const terminal = fakeTerminal(root);
  const exit = await main(words, terminal);
  return { exit, printed: terminal.both() };
}

test("a trace with faults is replayed with them; one that somebody has broken by hand says where", async () => {
  const folder = mkdtempSync(join(tmpdir(), "callflow-"));
  const file = join(folder, "trace.jsonl");
  try {
    expect((await call("run", "mmsc-transfer", "--fault", "drop 14", "--fault", "delay 20 by 2s", "--trace", file)).exit).toBe(0);
    expect(await call("replay", file)).toMatchObject({ exit: 0, printed: expect.stringContaining("the same byte for byte") });
    writeFileSync(file, readFileSync(file, "utf8").replace("drop 14", "lose 14"));
    const broken = await call("replay", file);
    expect(broken.exit).toBe(2);
    expect(broken.printed).toContain('trace.jsonl:1:1: the header has the fault "lose 14": there is no fault "lose"');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
