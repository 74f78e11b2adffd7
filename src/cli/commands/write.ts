import { findFlow } from "../../host/index.ts";
import { specFormats } from "../../spec/index.ts";
import { command } from "../command.ts";
import { deliver, formatFor, formatHelp } from "../output.ts";
import { withVariant } from "../variant.ts";

interface Options {
  readonly variant?: string;
  readonly format?: string;
  readonly output?: string;
}

export const write = command<[string], Options>({
  examples: [
    "callflow write mmsc-transfer",
    "callflow write mmsc-transfer --variant all-media",
    "callflow write mmsc-transfer -o clause.md",
  ],
  declare: (words) =>
    words
      .argument("<FLOW>", "the id of a flow, or the path of its file")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--format <FORMAT>", formatHelp(specFormats))
      .option("-o, --output <FILE>", "a file instead of standard output"),
  async run(session, [name], { variant, format, output }) {
    const { write: writeClause } = formatFor(specFormats, format, output);
    const { flow } = await findFlow(name, session.folder);
    deliver(session, writeClause(withVariant(flow, variant)), output);
    return 0;
  },
});
