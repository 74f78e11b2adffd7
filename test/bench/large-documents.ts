import { zipSync } from "fflate";
import { p, partsOf, styled, t } from "../document/word-file.ts";

const MB = 1_000_000;

/** A change request of the size of the largest specifications: every tenth paragraph is changed, and there is a table now and then. */
export function largeWordFile(megabytes: number): Uint8Array {
  const encoder = new TextEncoder();
  const pieces: string[] = [];
  let size = 0;
  let flow = 0;
  while (size < megabytes * MB) {
    flow += 1;
    const text = flowOf(flow);
    pieces.push(text);
    size += text.length;
  }
  const parts = partsOf({ body: "BODY" });
  const [before = "", after = ""] = new TextDecoder().decode(parts["word/document.xml"]).split("BODY");
  return zipSync(
    { ...parts, "word/document.xml": encoder.encode(before + pieces.join("") + after) },
    { level: 6, mtime: "2020-01-01T00:00:00" },
  );
}

const language = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>';
const run = (text: string) => t(text).replace("<w:r>", `<w:r w:rsidRPr="00A${text.length}F7">${language}`);
const who = 'w:id="7" w:author="Somebody" w:date="2020-01-01T00:00:00Z"';

function flowOf(flow: number): string {
  const paragraphs = [p(`6.${flow}\tFlow ${flow}`, styled("Heading2")), p(run(`This clause describes flow ${flow}.`))];
  for (let step = 1; step <= 40; step += 1) {
    const change = `<w:ins ${who}>${run(`the S-CSCF ${step}`)}</w:ins><w:del ${who}><w:r>${language}<w:delText>the P-CSCF</w:delText></w:r></w:del>`;
    const receiver = step % 10 === 0 ? change : run("the P-CSCF");
    const end = run(`, which includes the information of the session that was received in step ${Math.max(1, step - 1)}.`);
    paragraphs.push(p(run(`${step}.\tUE-${flow % 7} sends a SIP INVITE request to `) + receiver + end, styled("B1")));
  }
  const row = (name: string) =>
    `<w:tr><w:tc>${p(name, styled("TAL"))}</w:tc><w:tc>${p(run(`Meaning of ${name} in flow ${flow}`), styled("TAL"))}</w:tc></w:tr>`;
  paragraphs.push(
    `<w:tbl><w:tblPr/>${["Contact", "Replaces", "Refer-To"].map(row).join("")}</w:tbl>`,
    p("NOTE:\tSteps 3 to 5 are optional.", styled("NO")),
  );
  return paragraphs.join("");
}

/** A specification in Markdown with this many flows, with emphasis, links, tables and figures as such documents have them. */
export function largeMarkdown(flows: number, megabytes: number): string {
  const size = (megabytes * MB) / flows;
  return `# A specification\n\n${Array.from({ length: flows }, (_, index) => markdownFlow(index + 1, size)).join("\n")}`;
}

/** As many steps as it takes for it to have this size, in characters. */
function markdownFlow(flow: number, size: number): string {
  const [before, after] = aroundSteps(flow);
  const lines: string[] = [];
  let room = size - before.length - after.length;
  for (let step = 1; room > 0; step += 1) {
    const source = step === 1 ? "" : `, as received in step ${step - 1}`;
    const line = `${step}. UE-${flow % 7} sends a SIP INVITE request to the S-CSCF${source}, with the header fields of the session that it wants to establish with UE-2.\n`;
    lines.push(line);
    room -= line.length + 1;
  }
  return [before, ...lines, after].join("\n");
}

function aroundSteps(flow: number): readonly [string, string] {
  const before = [
    `## 6.${flow} Flow ${flow}\n`,
    `This clause describes **flow ${flow}**; see [clause 5](#clause-5) and \`Contact\`.\n`,
    `Figure 6.${flow}-1: Flow ${flow}\n`,
  ];
  const after = [
    "NOTE 1: Steps 3 to 5 are optional.\n",
    "| Header | Meaning |\n| --- | --- |\n| Contact | the address of UE-1 |\n",
    "```mermaid\nsequenceDiagram\n  UE-1->>S-CSCF: 1. INVITE\n```\n",
  ];
  return [before.join("\n"), after.join("\n")];
}
