import { findFlow } from "../../host/index.ts";
import { manuscriptOf, specFormats } from "../../spec/index.ts";
import { command } from "../command.ts";
import { deliver, formatFor, formatHelp } from "../output.ts";
import { withVariant } from "../variant.ts";
import { writeDocument } from "../write-document.ts";

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
    "callflow write mmsc-transfer -o clause.docx",
  ],
  declare: (words) =>
    words
      .argument("<FLOW>", "the id of a flow, or the path of its file")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--format <FORMAT>", formatHelp(specFormats))
      .option("-o, --output <FILE>", "a file instead of standard output"),
  async run(session, [name], { variant, format, output }) {
    const chosen = formatFor(specFormats, format, output);
    const { flow: whole } = await findFlow(name, session.folder);
    const flow = withVariant(whole, variant);
    const { content, figures } = writeDocument(manuscriptOf(flow), chosen, output);
    deliver(session, content, output, figures);
    return 0;
  },
});
