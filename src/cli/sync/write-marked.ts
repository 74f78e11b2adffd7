import { dirname, relative } from "node:path";
import { visibleLook } from "../../document/parts/word-look.ts";
import { tagOf } from "../../document/parts/word-parts.ts";
import { type Content, namesFile } from "../../host/index.ts";
import type { Flow } from "../../model/flow.ts";
import { BadInput } from "../../model/wrong.ts";
import { type Manuscript, manuscriptOf, type WordOptions, writeWord } from "../../spec/index.ts";
import { isFile } from "../output.ts";
import { markdownOf, picturesOf, sumOfPart } from "./sync-markdown.ts";
import { sourceSum, textSum } from "./sync-word.ts";

interface Asked {
  /** As the user named it. */
  readonly name: string;
  readonly flow: Flow;
  readonly variant: string | undefined;
  /** The id of a participant; its procedure is written. */
  readonly participant: string | undefined;
  readonly output: string | undefined;
}

interface Marked {
  readonly content: Content;
  /** What stands beside it, by path. */
  readonly figures: ReadonlyMap<string, Content>;
}

/** The clause of a flow with marks around it, by which `callflow sync` renews it: as Markdown or as a Word file. */
export async function writeMarked(format: "md" | "docx", asked: Asked, options: WordOptions): Promise<Marked> {
  const wanted = wantedOf(asked);
  const { generatedPart } = await import("../../spec/template/index.ts");
  const file = asked.output ?? "figure.md";
  const manuscript = generatedPart(wanted, new Map([[wanted.get("flow") ?? "", asked.flow]]), { file, line: 1, column: 1 });
  if (format === "docx") return { content: inWord(manuscript, wanted, asked.flow, options), figures: new Map() };
  const content = markdownOf(manuscript, file);
  const figures = isFile(asked.output) ? picturesOf(manuscript, file) : new Map<string, string>();
  const attributes = [...wanted, ["hash", sumOfPart(content, figures)]].map(
    ([name, value]) => `${name}=${/[\s"]/u.test(value ?? "") ? `"${value}"` : value}`,
  );
  return { content: `<!-- callflow:begin ${attributes.join(" ")} -->\n${content}<!-- callflow:end -->\n`, figures };
}

function inWord(manuscript: Manuscript, wanted: ReadonlyMap<string, string>, flow: Flow, options: WordOptions): Uint8Array {
  const { header, title } = manuscriptOf(flow);
  const wrap = (text: string) => {
    const tag = tagOf(wanted, textSum(visibleLook(text)) + sourceSum(manuscript));
    const properties = `<w:alias w:val="${flow.id.replace(/[<>&"]/gu, " ")}"/><w:tag w:val="${tag}"/>`;
    return `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${text}</w:sdtContent></w:sdt>`;
  };
  return writeWord({ ...manuscript, header, title }, { ...options, wrap });
}

function wantedOf({ name, flow, variant, participant, output }: Asked): ReadonlyMap<string, string> {
  const id = namesFile(name) ? relative(dirname(output ?? "."), name).replaceAll("\\", "/") : flow.id;
  if (/["<>]|--/u.test(id))
    throw new BadInput(`the marks cannot say "${id}"`, { remedy: "Give the flow another id, of letters and hyphens" });
  return new Map([
    ["flow", id],
    ["part", participant === undefined ? "clause" : "procedure"],
    ...(variant === undefined ? [] : [["variant", variant] as const]),
    ...(participant === undefined ? [] : [["participant", participant] as const]),
  ]);
}
