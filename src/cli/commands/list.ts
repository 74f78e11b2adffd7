import { allFlows } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import { command } from "../command.ts";
import { widthOf } from "../session.ts";
import { printTable } from "../terminal/table.ts";

export const list = command<[], { readonly json?: true }>({
  examples: ["callflow list", "callflow list --json", "callflow list --flows flows/examples"],
  declare: (words) => words.option("--json", "as JSON"),
  async run(session, _, { json }) {
    const flows = (await allFlows(session.folder)).map(({ flow }) => flow);
    if (json) session.print(JSON.stringify(flows.map(entryOf), null, 2));
    else if (flows.length === 0) session.tell(`There are no flows in ${session.folder.folder}.`);
    else
      session.print(
        printTable(
          flows.flatMap((flow) => rowsOf(flow)),
          { width: widthOf(session) },
        ),
      );
    return 0;
  },
});

function rowsOf(flow: Flow): readonly (readonly string[])[] {
  return [
    [flow.id, `${stepsOf(flow)} steps`, `${flow.source.document}, ${flow.source.clause}`, flow.title],
    ...flow.variants.map((variant) => [`  --variant ${variant.id}`, "", "", `if ${variant.guard}`]),
  ];
}

function entryOf(flow: Flow): object {
  return {
    id: flow.id,
    title: flow.title,
    source: { document: flow.source.document, clause: flow.source.clause },
    participants: flow.participants.map(({ name }) => name),
    steps: stepsOf(flow),
    variants: flow.variants.map(({ id }) => id),
  };
}

/** The last printed number. */
function stepsOf(flow: Flow): number {
  return flow.steps.at(-1)?.number.number ?? 0;
}
