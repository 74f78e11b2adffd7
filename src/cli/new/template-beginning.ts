import { titleFor } from "./check-name.ts";

/**
 * A document with a place for a flow, and comments that say what else could stand there.
 *
 * @param flow null where there is none yet
 */
export function templateBeginning(name: string, flow: string | null): string {
  const title = titleFor(name);
  const place = `::flow{id=${flow ?? "my-flow"} level=2}`;
  const shown =
    flow === null
      ? `<!-- The place of a flow; take it out of this comment when there is one (callflow new flow my-flow):\n\n${place}\n-->`
      : `<!-- The place of a flow. part=text, figure, steps, ladder, table, procedure or errata shows less of it. -->\n\n${place}`;
  const cited = flow === null ? "" : `The message flow stands in clause [](#${flow}), its figure is figure [](#${flow}/figure).\n\n`;
  return `::document{title="${title}" left="My group" right="My document" footer="Draft" clauses=computed figures=document}

<!--
The document that \`callflow write ${name} -o ${name}.docx\` makes, as Word, Markdown (.md) or HTML (.html), by the ending.
No number is typed: clauses=computed numbers the clauses, and [](#scope) prints the number of the clause "Scope".
A cover sheet, the marks of a change request and lists of references are directives too: see the README.md of the templates.
-->

# Scope

This document describes a message flow.

${cited}# Flows

${shown}

NOTE: A paragraph that begins like this one is a NOTE, and its number is computed.
`;
}
