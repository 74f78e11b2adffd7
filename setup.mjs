// Makes a clone ready: checks Node, installs what the lock file names and is missing, bundles src/ into dist/.
// Uses nothing but Node itself until the packages are there, and syntax that an old Node can read, so that it can say what is wrong.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
  const options = {
    absWorkingDir: root,
    outdir: "dist",
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: `node${/\d+\.\d+/.exec(manifest.engines.node)[0]}`,
    // Megabytes, or not only JavaScript, and seldom needed: read from node_modules then.
    external: ["amaro", "puppeteer", "@mermaid-js/mermaid-cli", "@resvg/resvg-js", "pdfkit", "fontkit", "sip"],
    chunkNames: "chunks/[name]-[hash]",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  };
  // The more programs share their modules, the more files these are cut into, and each file takes its time to load.
  const programs = [
    { index: "src/index.ts", sip: "src/dsl/sip.ts", callflow: "src/cli/bin/callflow.ts" },
    { flowlint: "src/cli/bin/flowlint.ts", "lint-worker": "src/host/lint-worker.ts" },
    { "dev/docs": "src/cli/bin/docs.ts", "dev/bench": "test/bench/main.ts" },
  ];
  const built = await Promise.all(programs.map((entryPoints) => build({ ...options, entryPoints })));
  const outputFiles = built.flatMap((one) => one.outputFiles);
  const made = new Set(outputFiles.map(({ path }) => path));
  for (const { path, contents: bytes, text } of outputFiles) {
    const contents = text.includes("typeof require") ? Buffer.from(REQUIRE + text) : bytes;
    if (existsSync(path) && readFileSync(path).equals(contents)) continue;
    mkdirSync(dirname(path), { recursive: true });
    // What has a first line for the shell can be called.
    writeFileSync(path, contents, { mode: contents[0] === 35 && contents[1] === 33 ? 0o755 : 0o644 });
  }
  for (const path of filesIn(`${root}dist`))
    if (path.endsWith(".js") && !made.has(path) && !path.startsWith(join(root, "dist", "page"))) rmSync(path);
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
