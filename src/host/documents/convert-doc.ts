import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ConvertedDoc, openCompound } from "../../document/index.ts";
import { BadInput } from "../../model/wrong.ts";
import { onPath } from "../tool/on-path.ts";
import { runLimited } from "./run-limited.ts";

/** LibreOffice takes 2 s for a large change request, and as long again to make its profile. */
const LIMIT = 90_000;
const LARGEST_RESULT = 256 * 1024 * 1024;

/** Where LibreOffice is, when it is not in the PATH. */
const places = [
  "/usr/lib/libreoffice/program/soffice",
  "/opt/libreoffice/program/soffice",
  "/Applications/LibreOffice.app/Contents/MacOS/soffice",
  "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
];

/** @returns null where LibreOffice is not installed */
export function findOffice(env: Readonly<Record<string, string | undefined>>): string | null {
  const given = env["CALLFLOW_SOFFICE"];
  if (given !== undefined) return given === "" ? null : given;
  const endings = process.platform === "win32" ? [".exe", ".com"] : [""];
  const names = ["soffice", "libreoffice"].flatMap((name) => endings.map((ending) => name + ending));
  return [...onPath(names, env), ...places].find((path) => existsSync(path)) ?? null;
}

/** What else LibreOffice reads, as a docx; null where it is not installed, or cannot read that either. */
export async function convertOther(bytes: Uint8Array, env: Readonly<Record<string, string | undefined>>): Promise<Uint8Array | null> {
  const office = findOffice(env);
  return office === null ? null : byOffice(office, bytes, env);
}

/**
 * A Word file of before 2007: converted by LibreOffice, in a profile and a folder of its own that are gone afterwards, without macros or
 * links; where there is none, its text alone.
 *
 * @throws BadInput where neither can be had
 */
export async function convertDoc(
  bytes: Uint8Array,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ConvertedDoc> {
  const office = findOffice(env);
  const converted = office === null ? null : await byOffice(office, bytes, env);
  if (converted !== null) return { kind: "docx", bytes: converted };
  const why = office === null ? "LibreOffice is not installed (or name it in CALLFLOW_SOFFICE)" : "LibreOffice cannot convert this file";
  const lost = `${why}: styles, automatic numbers, tables and tracked changes are lost, and only the text is read`;
  const refusal = new BadInput(`${file} cannot be read: it is damaged, or from a Word that is too old`, {
    remedy: office === null ? "Save it as .docx, or install LibreOffice, which is used to convert it" : "Save it as .docx",
  });
  // The extractor follows a circle until there is no memory left.
  if (openCompound(bytes) === null) throw refusal;
  try {
    const { default: WordExtractor } = await import("word-extractor");
    const text = await new WordExtractor().extract(Buffer.from(bytes));
    return { kind: "text", body: text.getBody(), footnotes: `${text.getFootnotes()}\n${text.getEndnotes()}`, lost };
  } catch {
    throw refusal;
  }
}

async function byOffice(office: string, bytes: Uint8Array, env: Readonly<Record<string, string | undefined>>): Promise<Uint8Array | null> {
  const folder = mkdtempSync(join(tmpdir(), "callflow-doc-"));
  try {
    const profile = join(folder, "profile");
    mkdirSync(join(profile, "user"), { recursive: true });
    writeFileSync(join(profile, "user", "registrymodifications.xcu"), settings);
    const given = join(folder, "given.doc");
    writeFileSync(given, bytes);
    const args = [
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      "--headless",
      "--norestore",
      "--nolockcheck",
      "--nodefault",
      "--convert-to",
      "docx:MS Word 2007 XML",
      "--outdir",
      folder,
      given,
    ];
    const code = await runLimited(office, args, { limit: LIMIT, cwd: folder, env: { ...env, HOME: folder } });
    const made = join(folder, "given.docx");
    if (code !== 0 || !existsSync(made) || statSync(made).size > LARGEST_RESULT) return null;
    return readFileSync(made);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Macros off, links not followed. */
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;
