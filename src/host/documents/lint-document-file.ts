import { type ReadDocument, readDocuments } from "../../document/index.ts";
import { lintDocument, type View } from "../../lint/contribution/run.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { LintConfig } from "../../model/lint-config.ts";
import { BadInput, printBadInput } from "../../model/wrong.ts";
import { shownPath } from "../files/read-file.ts";
import { boundedBytes, documentTools, readDocumentFile } from "./read-documents.ts";

/** What goes with every document; plain data, so that it goes to another thread. */
export interface DocumentLint {
  /** Null: that which fits the document. */
  readonly view: View | null;
  /** The path of the specification that is changed. */
  readonly base: string | null;
  readonly config: LintConfig;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What one file has given; plain data, so that it comes back from another thread. */
export interface LintedFile {
  /** An archive has several. */
  readonly documents: readonly LintedPart[];
  /** What is to be said of it beside findings, in the order in which it came up. */
  readonly messages: readonly LintMessage[];
}

export interface LintedPart {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly flows: number;
  readonly steps: number;
}

export interface LintMessage {
  /** A failure leaves something out that was asked for; of a document in `view`, only what its changes bring in was looked at. */
  readonly kind: "notice" | "failure" | "view";
  readonly text: string;
}

/** A path, or what has come from standard input. */
export type DocumentSource = string | { readonly name: string; readonly bytes: Uint8Array };

const MOST_NOTICES = 5;

/**
 * Lints one file after the other; what they share is read once.
 *
 * @param began told of each document that has been read
 */
export function documentLinter(
  lint: DocumentLint,
  began: (file: string) => void = () => {},
): (source: DocumentSource) => Promise<LintedFile> {
  let base: Promise<ReadDocument> | null = null;
  return async (source) => {
    if (lint.base !== null) base ??= onlyDocument(lint.base, lint);
    const before = await base;
    const documents: LintedPart[] = [];
    const messages: LintMessage[] = [];
    try {
      for await (const document of readSource(source, lint)) {
        if (document instanceof BadInput) {
          messages.push({ kind: "failure", text: printBadInput(document) });
          continue;
        }
        const { file, notices } = document.accepted;
        began(file);
        const say = (text: string) => messages.push({ kind: "notice", text });
        for (const { place, text } of notices.slice(0, MOST_NOTICES)) say(`${file}:${place.line}: ${text}`);
        const { diagnostics, flows, steps, view } = lintDocument(document, { view: lint.view, base: before, config: lint.config });
        documents.push({ file, diagnostics, flows, steps });
        if (view === "introduced" && lint.view === null) messages.push({ kind: "view", text: file });
      }
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      messages.push({ kind: "failure", text: printBadInput(error) });
    }
    return { documents, messages };
  };
}

/** What becomes of a file whose linting has broken down, where others are to be linted all the same. */
export function brokenDown(path: string, cwd: string, why: string): LintedFile {
  return { documents: [], messages: [{ kind: "failure", text: `${shownPath(path, cwd)} could not be linted: ${why}` }] };
}

/** Of an error that is not the user's fault. */
export function mistakeOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `flowlint made a mistake (${reason}). Lint it alone to see all of it, and please report that`;
}

function readSource(source: DocumentSource, { cwd, env }: DocumentLint) {
  if (typeof source === "string") return readDocumentFile(source, { cwd, env });
  return readDocuments(boundedBytes(source.bytes, source.name), { file: source.name, tools: documentTools(env) });
}

/** @throws BadInput where the path is not one document that can be read */
export async function onlyDocument(path: string, { cwd, env }: DocumentLint): Promise<ReadDocument> {
  const read = [];
  for await (const each of readDocumentFile(path, { cwd, env })) {
    if (each instanceof BadInput) throw each;
    read.push(each);
  }
  const [only] = read;
  if (only === undefined || read.length > 1)
    throw new BadInput(`${path} holds ${read.length} documents`, { remedy: "--base takes the one that is changed" });
  return only;
}
