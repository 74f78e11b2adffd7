// Makes a clone ready: checks Node, installs what the lock file names and is missing, bundles src/ into dist/.
// Uses nothing but Node itself until the packages are there, and syntax that an old Node can read, so that it can say what is wrong.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const manifest = readJson("package.json");

/**
 * For the one file that calls it: commander is CommonJS, and requires modules of Node. Other packages import createRequire by its own name.
 */
const REQUIRE = 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);\n';

requireNode();
if (!isInstalled()) install();
await bundle();
await bundlePage();
copyFonts();

function requireNode() {
  const wanted = /(\d+)\.(\d+)/.exec(manifest.engines.node).slice(1).map(Number);
  const actual = process.versions.node.split(".").map(Number);
  if (actual[0] > wanted[0] || (actual[0] === wanted[0] && actual[1] >= wanted[1])) return;
  process.stderr.write(
    `callflow needs Node ${wanted.join(".")} or newer; this is Node ${process.versions.node}. See https://nodejs.org/\n`,
  );
  process.exit(2);
}

/** npm writes node_modules/.package-lock.json last, so that it says what is there, also after a broken installation. */
function isInstalled() {
  let there;
  try {
    there = readJson("node_modules/.package-lock.json").packages;
  } catch {
    return false;
  }
  const wanted = Object.entries(readJson("package-lock.json").packages);
  return wanted.every(([path, { version, optional, peer }]) => {
    if (path === "") return true;
    return there[path] === undefined ? optional === true || peer === true : there[path].version === version;
  });
}

function install() {
  process.stderr.write("Installing the packages of package-lock.json (once) …\n");
  // Without a terminal, npm's progress is noise; no package of ours needs its install script.
  const options = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: ["ignore", 2, 2] })
    : spawnSync("npm", options, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (done.status === 0) return;
  process.stderr.write("npm could not install the packages: see above. Is the network, or a filled npm cache, within reach?\n");
  process.exit(2);
}

/** Writes only what has changed, so that a callflow that is running meanwhile finds its files. */
async function bundle() {
  const { build } = await import("esbuild");
  const define = { "process.env.NODE_ENV": '"production"' };
  const options = {
    absWorkingDir: root,
    outdir: "dist",
    write: false,
    bundle: true,
    platform: "node",
    target: `node${/\d+\.\d+/.exec(manifest.engines.node)[0]}`,
    // Megabytes, or not only JavaScript, and seldom needed: read from node_modules then.
    external: ["amaro", "puppeteer", "@mermaid-js/mermaid-cli", "@resvg/resvg-js", "pdfkit", "fontkit", "sip"],
    define,
    logLevel: "warning",
  };
  const modules = { ...options, format: "esm", splitting: true, chunkNames: "chunks/[name]-[hash]" };
  // What is run is one file, whose code is kept once it has been made: each file more takes its time to load.
  const { outputFiles: programs } = await build({
    ...options,
    entryPoints: { programs: "src/cli/programs.ts" },
    entryNames: "[name]-[hash]",
    outExtension: { ".js": ".cjs" },
    format: "cjs",
    // Its lines are as long as a person can still read them in a stack.
    minifyWhitespace: true,
    lineLimit: 160,
    define: { ...define, "import.meta.url": "importMetaUrl" },
    banner: {
      js: `(function (exports, require, module, __filename, __dirname, importModule) { const importMetaUrl = require("node:url").pathToFileURL(__filename).href;`,
    },
    footer: { js: "})" },
  });
  const file = programs.map(({ path }) => basename(path))[0];
  const built = await Promise.all([
    build({
      ...modules,
      entryPoints: {
        callflow: "src/cli/bin/callflow.ts",
        flowlint: "src/cli/bin/flowlint.ts",
        "lint-worker": "src/cli/bin/lint-worker.ts",
      },
      splitting: false,
      define: { ...define, "process.env.CALLFLOW_PROGRAMS": JSON.stringify(file) },
    }),
    build({ ...modules, entryPoints: { index: "src/index.ts", sip: "src/dsl/sip.ts" } }),
    build({
      ...modules,
      chunkNames: "dev/chunks/[name]-[hash]",
      entryPoints: { "dev/docs": "src/cli/bin/docs.ts", "dev/bench": "test/bench/main.ts", "dev/digests": "test/figure/digests.ts" },
    }),
  ]);
  const outputFiles = [...programs, ...built.flatMap((one) => one.outputFiles)];
  const made = new Set(outputFiles.map(({ path }) => path));
  for (const { path, contents: bytes, text } of outputFiles) {
    const contents = path.endsWith(".cjs")
      ? inAscii(importsGiven(text, options.external))
      : text.includes("typeof require")
        ? Buffer.from(REQUIRE + text)
        : bytes;
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    mkdirSync(dirname(path), { recursive: true });
    // What has a first line for the shell can be called.
    writeFileSync(path, contents, { mode: contents[0] === 35 && contents[1] === 33 ? 0o755 : 0o644 });
  }
  for (const path of filesIn(`${root}dist`))
    if (/[.]c?js$/.test(path) && !made.has(path) && !path.startsWith(join(root, "dist", "page"))) rmSync(path);
}

/** The packages that the programs do not hold are imported by who loads them: code that has been kept cannot (Node 20). */
function importsGiven(text, packages) {
  return packages.reduce((said, name) => said.replaceAll(`import("${name}")`, `importModule("${name}")`), text);
}

/**
 * The programs are read byte for character. esbuild escapes strings but leaves regular expressions as they are, and text that String.raw makes
 * them from: an escape means the same there.
 */
function inAscii(text) {
  const escaped = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return Buffer.from(escaped);
}

/** What stands in every page of HTML that is drawn: one script and one style. */
async function bundlePage() {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { page: "src/figure/html/client/main.ts", style: "src/figure/html/client/page.css" },
    outdir: "dist/page",
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
  mkdirSync(`${root}dist/page`, { recursive: true });
  for (const { path, contents } of outputFiles) {
    if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileSync(path, contents);
  }
}

/** Arimo has the widths of Arial, and its licence (OFL) lets it be passed on: figures in PNG and PDF are set in it. */
function copyFonts() {
  const from = `${root}node_modules/@expo-google-fonts/arimo/`;
  const files = {
    "400Regular/Arimo_400Regular.ttf": "Arimo-Regular.ttf",
    "700Bold/Arimo_700Bold.ttf": "Arimo-Bold.ttf",
    LICENSE_FONT: "OFL.txt",
  };
  mkdirSync(`${root}dist/fonts`, { recursive: true });
  for (const [name, copy] of Object.entries(files)) {
    const path = `${root}dist/fonts/${copy}`;
    const contents = readFileSync(from + name);
    if (!existsSync(path) || !readFileSync(path).equals(contents)) writeFileSync(path, contents);
  }
}

function filesIn(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function readJson(path) {
  return JSON.parse(readFileSync(root + path, "utf8"));
}
