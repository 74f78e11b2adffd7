import { findFlow, findFlows, openMermaid } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import type { Trace } from "../../model/trace.ts";
import { BadInput } from "../../model/wrong.ts";
import { command } from "../command.ts";
import { deliverPages } from "../draw/deliver-pages.ts";
import { type DrawFormat, drawFormats } from "../draw/draw-formats.ts";
import { drawOptionsOf, type LookOptions, refuseOptions, views } from "../draw/draw-options.ts";
import { readTrace } from "../draw/html-format.ts";
import { mermaidFormats } from "../draw/mermaid-formats.ts";
import { formatFor, formatHelp, isFile } from "../output.ts";
import { named, type Session } from "../session.ts";
import { withVariant } from "../variant.ts";

interface Options extends LookOptions {
  readonly variant?: string;
  readonly format?: string;
  readonly trace?: string;
  readonly renderer: string;
  readonly output?: string;
}

const renderers = ["callflow", "mermaid"] as const;

export const draw = command<[readonly string[]], Options>({
  examples: [
    "callflow draw mmsc-transfer -o figure.svg",
    "callflow draw mmsc-transfer --page 170x120mm -o figure.svg",
    "callflow draw mcx-migration --collapse primary -o figure.svg",
    "callflow draw mmsc-transfer --dpi 600 -o figure.png",
    "callflow draw mmsc-transfer --trace out/mmsc-transfer/trace.jsonl -o mmsc-transfer.html",
    "callflow draw mmsc-transfer cmr-continue --format pdf -o figures/",
    "callflow draw mmsc-transfer --renderer mermaid -o mermaid.svg",
    "callflow draw mmsc-transfer --style 3gpp -o figure.svg",
    "callflow draw mmsc-transfer --format text",
    "callflow draw mmsc-transfer --format text --ascii --width 72",
    "callflow draw mmsc-transfer --variant all-media --view ends --format mermaid",
  ],
  declare: (words) =>
    words
      .argument("<FLOW...>", "ids of flows, or the paths of their files")
      .option("--variant <ID>", "the flow as this variant has it")
      .option("--variants", "marks in the figure what each variant changes")
      .option("--format <FORMAT>", formatHelp(drawFormats))
      .option("--view <VIEW>", "hops: every message between neighbours; ends: each message once, from end to end", views[0])
      .option(
        "--collapse <GROUP>",
        "draws the participants of a group as one lifeline; may be given again",
        (group: string, before: readonly string[] | undefined) => [...(before ?? []), group],
      )
      .option("--page <SIZE>", 'the room on a page, as 170x240mm, or "none" for one page of any height')
      .option("--min-size <SIZE>", "the size of the smallest type; 8pt by default")
      .option("--style <NAME>", "a house style: 3gpp, oma, ietf, colour, or one of templates/styles or a file of yours")
      .option("--ascii", "a ladder of ASCII characters alone")
      .option("--width <COLUMNS>", "how wide a ladder is; on a terminal as wide as that, else as wide as its texts ask for")
      .option("--dpi <N>", "how fine a PNG is, in pixels to the inch; 300 by default")
      .option("--trace <FILE>", "in a page of HTML: what happens in this trace at each step, and a slider to go through it")
      .option("--renderer <NAME>", "callflow; or mermaid: svg, png or pdf as mermaid-cli draws it in a browser", renderers[0])
      .option(
        "-o, --output <FILE>",
        "a file instead of standard output; FILE-1, FILE-2, … where there are several pages; a folder, with / at its end, for several flows",
      ),
  async run(session, [names], { format, output, variant, ...rest }) {
    const mermaid = openMermaid(session.terminal.env);
    const renderer = named(rest.renderer, renderers, (one) => one, "renderer", "renderers");
    const folder = folderIn(names, output);
    const formats = renderer === "mermaid" ? mermaidFormats(mermaid) : drawFormats;
    const drawing = formatFor(formats, format, folder === null ? output : undefined);
    refuseTerminal(drawing, output, session);
    refuseOptions(renderer === "mermaid" ? "mermaid" : drawing.id, drawing.id, rest);
    const options = await drawOptionsOf(rest, output, session);
    const notice = (sentence: string) => session.tell(`${drawing.id}: ${sentence}`);
    try {
      for (const flow of await flowsOf(names, session)) {
        const trace = rest.trace === undefined ? null : await readTrace(rest.trace, flow.id, session);
        const shown = variantOf(variant, trace);
        const file = folder === null ? output : `${folder}${flow.id}${shown === null ? "" : `-${shown}`}${drawing.ending}`;
        await deliverPages(session, drawing.draw(withVariant(flow, shown), { ...options, notice, trace }), file);
      }
    } finally {
      await mermaid.close();
    }
    return 0;
  },
});

async function flowsOf(names: readonly string[], { folder }: Session): Promise<readonly Flow[]> {
  const [name] = names;
  if (names.length === 1 && name !== undefined) return [(await findFlow(name, folder)).flow];
  return (await findFlows(names, folder)).map(({ flow }) => flow);
}

/** Where the files of several flows go, with a `/` at its end; null for one flow, whose file is named. */
function folderIn(names: readonly string[], output: string | undefined): string | null {
  if (output?.endsWith("/")) return output;
  if (names.length === 1) return null;
  if (!isFile(output))
    throw new BadInput("several figures do not go to standard output", { remedy: "Name a folder for them, as -o figures/" });
  if (drawFormats.some(({ ending }) => output.endsWith(ending)))
    throw new BadInput(`${output} is one file, and there are several figures`, { remedy: "Name a folder for them, as -o figures/" });
  return `${output}/`;
}

/** A trace of a variant is shown with the flow as the variant has it. */
function variantOf(asked: string | undefined, trace: Trace | null): string | null {
  if (trace === null) return asked ?? null;
  const { variant } = trace.header;
  if (asked === undefined || asked === variant) return variant;
  throw new BadInput(`the trace is of ${variant === null ? "the flow itself" : `the variant ${variant}`}, not of the variant ${asked}`, {
    remedy: "Leave --variant out",
  });
}

/** Bytes on a terminal are of no use to anybody, and may upset it. */
function refuseTerminal({ id, binary }: DrawFormat, output: string | undefined, { terminal }: Session): void {
  if (!binary || !terminal.stdout.isTerminal || isFile(output)) return;
  throw new BadInput(`${id} is not written to a terminal`, { remedy: `Name a file, as -o figure.${id}, or let a program read it` });
}
