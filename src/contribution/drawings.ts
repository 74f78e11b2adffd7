import type { CodeBlock } from "../document/index.ts";
import type { Arrow, Drawing } from "./contribution.ts";

const MERMAID = /^\s*(\S.*?)\s*(?:-{1,2}|<<-{1,2})(?:>>?|x|\))[+-]?\s*(\S.*?)\s*:\s*(.*)$/u;
const PLANTUML = /^\s*("[^"]+"|[\w.-]+)\s*[-.]+(?:\[[^\]]*\])?[-.]*(?:>>?|\\|\/)[ox]?\s*("[^"]+"|[\w.-]+)\s*:\s*(.*)$/u;

/** The participants and arrows of a sequence diagram in Mermaid or PlantUML; null for another block. */
export function drawingIn(block: CodeBlock): Omit<Drawing, "flow"> | null {
  const isMermaid = block.language === "mermaid" && /^\s*sequenceDiagram\b/mu.test(block.text);
  if (!isMermaid && block.language !== "plantuml" && block.language !== "puml") return null;
  const names = new Map<string, string>();
  const arrows: Arrow[] = [];
  let counter: number | null = null;
  for (const [line, text] of block.text.split("\n").entries()) {
    const declared =
      /^\s*(?:create\s+)?(?:participant|actor|boundary|control|entity|database|queue)\s+("[^"]+"|[^\s]+)(?:\s+as\s+("[^"]+"|.+?))?\s*$/u.exec(
        text,
      );
    if (declared !== null) {
      const [first, second] = [unquote(declared[1] ?? ""), unquote(declared[2] ?? "")];
      // Mermaid says `id as Name`, PlantUML `"Name" as id`.
      const [id, name] = second === "" ? [first, first] : isMermaid ? [first, second] : [second, first];
      names.set(id, name);
      continue;
    }
    const numbered = /^\s*autonumber(?:\s+(\d+))?/u.exec(text);
    if (numbered !== null) counter = Number(numbered[1] ?? 1);
    const arrow = (isMermaid ? MERMAID : PLANTUML).exec(text);
    if (arrow === null) continue;
    const [from, to] = [nameOf(names, arrow[1] ?? ""), nameOf(names, arrow[2] ?? "")];
    const typed = /^(\d+[a-z]?)[.):]?\s+(.*)$/u.exec(arrow[3] ?? "");
    const number = typed?.[1] ?? (counter === null ? null : String(counter));
    if (counter !== null) counter += 1;
    const column = text.length - text.trimStart().length + 1;
    arrows.push({ number, from, to, text: typed?.[2] ?? arrow[3] ?? "", place: { ...block.place, line: block.place.line + line, column } });
  }
  return arrows.length === 0 ? null : { kind: "drawing", block, participants: [...names.values()], arrows };
}

function nameOf(names: Map<string, string>, printed: string): string {
  const id = unquote(printed);
  if (!names.has(id)) names.set(id, id);
  return names.get(id) ?? id;
}

function unquote(text: string): string {
  return text.trim().replace(/^"(.*)"$/u, "$1");
}
