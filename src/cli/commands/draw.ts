import { figureFormats } from "../../figure/index.ts";
import { findFlow } from "../../host/index.ts";
import { command } from "../command.ts";
import { deliver, formatFor, formatHelp } from "../output.ts";
import { named } from "../session.ts";
import { withVariant } from "../variant.ts";

interface Options {
  readonly variant?: string;
  readonly format?: string;
  readonly view: string;
  readonly output?: string;
}

const views = ["hops", "ends"] as const;

export const draw = command<[string], Options>({
  examples: [
    "callflow draw mmsc-transfer -o figure.svg",
    "callflow draw mmsc-transfer --format text",
    "callflow draw mmsc-transfer --variant all-media --view ends --format mermaid",
  ],
  declare: (words) =>
    words
      .argument("<FLOW>", "the id of a flow, or the path of its file")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--format <FORMAT>", formatHelp(figureFormats))
      .option("--view <VIEW>", "hops: every message between neighbours; ends: each message once, from end to end", views[0])
      .option("-o, --output <FILE>", "a file instead of standard output"),
  async run(session, [name], { variant, format, view, output }) {
    const { draw: drawFigure } = formatFor(figureFormats, format, output);
    const options = { view: named(view, views, (one) => one, "view", "views") };
    const { flow } = await findFlow(name, session.folder);
    deliver(session, drawFigure(withVariant(flow, variant), options), output);
    return 0;
  },
});
