import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { cacheFolders } from "./cache-folders.ts";

/** What the file of all programs has, whatever they are. */
export interface ProgramFile {
  /** Each may have its code kept. */
  readonly commandNames: readonly string[];
  /** Writes into the cache; that it cannot is no harm. */
  keepCode(name: string, content: Uint8Array): void;
}

/** What V8 has made of the programs, with every function that some earlier run of the command has called. */
interface KeptCode {
  readonly data: Uint8Array;
  /** What those runs were given. */
  readonly kinds: readonly string[];
}

/** In seconds of the processor: a longer run does not wait for its code, and V8 has thrown away what it used in the beginning. */
const SHORT = 2;
const MOST_KINDS = 24;

/**
 * Runs one of the programs, which are all in one file beside this one. To parse it takes longer than to lint a page, so what V8 has made of
 * it is kept for the next run of the same command: whoever gives it something of another kind adds to that, once.
 *
 * @param args the first word is the command
 */
export async function withPrograms<P extends ProgramFile>(args: readonly string[], run: (programs: P) => Promise<void>): Promise<void> {
  const [command = ""] = args.filter((arg) => !arg.startsWith("-"));
  const work = workOf(command, args);
  const { programs, script, kinds } = loadPrograms<P>(work);
  await run(programs);
  const kind = kindOf(args);
  const isNew = programs.commandNames.includes(command) && !kinds.includes(kind) && kinds.length < MOST_KINDS;
  // With options of its own, V8 makes other code.
  const isPlain = process.execArgv.length === 0 && (process.env["NODE_OPTIONS"] ?? "") === "";
  if (isNew && isPlain && secondsSpent() < SHORT) {
    const data = script.createCachedData();
    const head = JSON.stringify({ programs: programsFile(), sum: crc32(data), kinds: [...kinds, kind] });
    programs.keepCode(fileOf(work), Buffer.concat([Buffer.from(`${head}\n`), data]));
  }
  // What is left to V8 is to tidy up, which takes a while. An output that cannot be written is told in the next turn, and one that has not been
  // taken yet is waited for.
  await new Promise((done) => setImmediate(done));
  if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit();
}

/** What is done of this name: code is kept for each, with flags of its own. */
export const LINT_DOCUMENTS = "lint-documents";

/** The command; to lint documents, or a folder without saying what is in it, is another work than to lint flows. */
function workOf(command: string, args: readonly string[]): string {
  const given = args.filter((arg) => !arg.startsWith("-") && arg !== command);
  return command !== "lint" || given.length === 0 || given.some((arg) => arg.endsWith(".ts")) ? command : LINT_DOCUMENTS;
}

/** The file of all programs, run; with the code that is kept for one work of theirs, and for what kinds of runs. */
export function loadPrograms<P>(work: string): { readonly programs: P; readonly script: Script; readonly kinds: readonly string[] } {
  tune(work);
  const kept = keptCode(fileOf(work));
  const script = scriptOf(kept);
  return { programs: exportsOf<P>(script), script, kinds: script.cachedDataRejected === false ? (kept?.kinds ?? []) : [] };
}

/** From then on V8 has a compiler between the interpreter and the best one, and takes twice as much room for what is new. */
const MAGLEV_V8 = 12;
const ROOMY_V8 = 13;

/** Before anything is compiled: code belongs to the flags it was made with. */
function tune(work: string): void {
  const version = Number.parseInt(process.versions.v8, 10);
  if (work !== LINT_DOCUMENTS) {
    // V8 makes code better on threads of its own, for which a process waits before it leaves: flows are done before it has paid.
    if (version < MAGLEV_V8) setFlagsFromString("--interrupt-budget=150000");
    return;
  }
  // What it makes better it makes large: a third of the processor's time that a specification in Markdown takes.
  setFlagsFromString("--max-inlined-bytecode-size-cumulative=200");
  if (version >= ROOMY_V8) setFlagsFromString("--semi-space-growth-factor=1");
}

function fileOf(work: string): string {
  return `${work}-${process.version}-${process.arch}.code`;
}

function secondsSpent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

/** Which modules a run needs depends on its options, and on the endings of its files. */
function kindOf(args: readonly string[]): string {
  const words = args.map((arg) => (arg.startsWith("-") ? (arg.split("=")[0] ?? "") : extname(arg)));
  return [...new Set(words)].sort().join(" ").slice(0, 200);
}

/** Named by the build, with the hash of what it holds. */
function programsFile(): string {
  return process.env["CALLFLOW_PROGRAMS"] ?? "";
}

function keptCode(name: string): KeptCode | null {
  // A command is one word; what is none, as a path that is given by mistake, leads nowhere.
  if (!/^[\w.-]+$/u.test(name)) return null;
  for (const folder of cacheFolders(process.env)) {
    try {
      const bytes = readFileSync(join(folder, name));
      const end = bytes.indexOf("\n");
      const { programs, sum, kinds } = JSON.parse(bytes.toString("latin1", 0, end));
      const data = bytes.subarray(end + 1);
      // V8 looks whether it is of its own version, and no more.
      if (programs === programsFile() && sum === crc32(data)) return { data, kinds };
    } catch {
      // There is none, or it is cut off: it is made again.
    }
  }
  return null;
}

function pathOfPrograms(): string {
  return join(dirname(fileURLToPath(import.meta.url)), programsFile());
}

function scriptOf(kept: KeptCode | null): Script {
  const filename = pathOfPrograms();
  // What is beyond ASCII is escaped in it.
  return new Script(readFileSync(filename, "latin1"), { filename, ...(kept === null ? {} : { cachedData: kept.data }) });
}

/** The file is the body of a module of CommonJS, in its function. */
function exportsOf<P>(script: Script): P {
  const path = pathOfPrograms();
  const module = { exports: {} as P };
  const body = script.runInThisContext() as (...scope: readonly unknown[]) => void;
  // Code that was kept has forgotten how to import (Node 20): it is told.
  body(module.exports, createRequire(path), module, path, dirname(path), (name: string) => import(name));
  return module.exports;
}
