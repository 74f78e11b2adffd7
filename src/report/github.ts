import type { Diagnostic } from "../model/diagnostic.ts";
import { spottedSentence } from "./spot.ts";

const commands = { error: "error", warning: "warning", info: "notice" } as const;

/**
 * Workflow commands of GitHub Actions, which puts them beside the lines of a change:
 *
 *     ::error file=cr.md,line=12,col=3,title=step/no-gap::Unexpected step 4, expected step 3
 *
 * A Word file has no lines to put anything beside: there the clause, step and paragraph begin the message.
 */
export function writeGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(commandOf).join("\n");
}

function commandOf(diagnostic: Diagnostic): string {
  const { rule, severity, place, wordParagraph, end } = diagnostic;
  const start = { line: String(place.line), col: String(place.column) };
  // GitHub takes columns only of one line.
  const span = end?.line === place.line ? { ...start, endColumn: String(end.column) } : start;
  const line = wordParagraph === null ? span : {};
  const properties = Object.entries({ file: place.file, ...line, title: rule }).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${commands[severity]} ${properties.join(",")}::${escapeData(spottedSentence(diagnostic))}`;
}

/** A command ends with its line; `%` begins what is escaped. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
