import type { CodeBlock } from "../document/index.ts";
import type { Arrow, Drawing } from "./contribution.ts";
import { type PrintedLabel, printedLabel } from "./printed-label.ts";

const MERMAID = /^\s*(\S.*?)\s*(?:-{1,2}|<<-{1,2})(?:>>?|x|\))[+-]?\s*(\S.*?)\s*:\s*(.*)$/u;
const PLANTUML =
  /^\s*("[^"]+"|[\w.@-]+?)\s*[-.]+(?:\[[^\]]*\])?[-.]*(?:>>?|\\|\/)[ox]?\s*("[^"]+"|[\w.@-]+)\s*(?:(?:\+\+|--|!!|\*\*)\s*(?:#\w+\s*)?)*:\s*(.*)$/u;
const PARTICIPANT =
  /^\s*(?:create\s+)?(?:participant|actor|boundary|control|entity|database|queue|collections)\s+("[^"]+"|[^\s]+)(?:\s+as\s+("[^"]+"|.+?))?\s*(?:#\w+\s*)?$/u;
/** What may hold anything: a remark, a title, a box, the branches of an alternative. */
const ASIDE =
  /^\s*(?:%%|'|#|\/\/|note\b|rnote\b|hnote\b|title\b|box\b|alt\b|else\b|opt\b|loop\b|par\b|and\b|critical\b|break\b|group\b|ref\b|end\b|rect\b|==|skinparam\b|legend\b|header\b|footer\b|acc(?:Title|Descr)\b|(?:de)?activate\b|destroy\b|links?\b)/iu;
/** `Note over A,B: 3. Policy check`: a step that somebody takes alone. */
const NUMBERED_NOTE = /^\s*note\s+(?:over|(?:left|right)\s+of)\s+("[^"]+"|[^\s,:]+)[^:]*:\s*(\d{1,3}[a-z]?[.):]\s+\S.*)$/iu;
const BRANCH = /^\s*(?:alt|else|opt|loop|par|critical|break|group)\b/imu;
const LIKE_ARROW = /-\s?[>)x]|<\s?-|->|\breturn\b/u;

/** The participants and arrows of a sequence diagram in Mermaid or PlantUML; null for another block. */
export function drawingIn(block: CodeBlock): Omit<Drawing, "flow"> | null {
  const isMermaid = block.language === "mermaid" && /^\s*sequenceDiagram\b/mu.test(block.text);
  if (!isMermaid && block.language !== "plantuml" && block.language !== "puml" && block.language !== "uml") return null;
  const names = new Map<string, string>();
  const arrows: Arrow[] = [];
  let isWhole = true;
  let inNote = false;
  const counter = { next: null as number | null, by: 1, resumed: 1 };
  for (const [line, text] of block.text.split("\n").entries()) {
    // A note of PlantUML may have lines of its own.
    if (!isMermaid && /^\s*[rh]?note\b[^:]*$/iu.test(text)) inNote = true;
    if (inNote) {
      inNote = !/^\s*end\s*[rh]?note\b/iu.test(text);
      continue;
    }
    const declared = PARTICIPANT.exec(text);
    if (declared !== null) {
      const [first, second] = [unquote(declared[1] ?? ""), unquote(declared[2] ?? "")];
      // Mermaid says `id as Name`, PlantUML `"Name" as id`.
      const [id, name] = second === "" ? [first, first] : isMermaid ? [first, second] : [second, first];
      names.set(id, inOneLine(name));
      continue;
    }
    const note = counter.next === null ? NUMBERED_NOTE.exec(text) : null;
    if (countFrom(text, counter) || (note === null && ASIDE.test(text))) continue;
    const arrow = note === null ? (isMermaid ? MERMAID : PLANTUML).exec(text) : [text, note[1], note[1], note[2]];
    if (arrow === null) {
      if (LIKE_ARROW.test(text)) isWhole = false;
      continue;
    }
    const [from, to] = [nameOf(names, arrow[1] ?? ""), nameOf(names, arrow[2] ?? "")];
    const said = arrow[3] ?? "";
    const typed = labelIn(said, counter.next !== null);
    const number = typed?.text ?? (counter.next === null ? null : String(counter.next));
    if (counter.next !== null) counter.next += counter.by;
    const source = text.trim();
    const column = text.length - text.trimStart().length + 1;
    const place = { ...block.place, line: block.place.line + line, column };
    arrows.push({ number, from, to, text: said.slice(typed?.end ?? 0), source, place });
  }
  return arrows.length === 0
    ? null
    : {
        kind: "drawing",
        block,
        participants: [...names.values()],
        arrows,
        isWhole: isWhole && counter.by === 1,
        hasBranches: BRANCH.test(block.text),
      };
}

/** `autonumber`, `autonumber 10 5`, `autonumber off`, and PlantUML's `autonumber stop` and `autonumber resume`. */
function countFrom(text: string, counter: { next: number | null; by: number; resumed: number }): boolean {
  const found = /^\s*autonumber\b\s*(off|stop|resume)?\s*(\d+)?(?:\s+(\d+))?/u.exec(text);
  if (found === null) return false;
  const [, order, first, by] = found;
  if (order === "off" || order === "stop") {
    counter.resumed = counter.next ?? counter.resumed;
    counter.next = null;
  } else counter.next = order === "resume" ? counter.resumed : Number(first ?? 1);
  if (by !== undefined) counter.by = Number(by);
  return true;
}

/** `3. Attach Request`, `F2 INVITE`, `2 attach request`; a status such as `200 OK` is none, and where the tool counts, nor is a mere number. */
function labelIn(text: string, isCounted: boolean): Pick<PrintedLabel, "text" | "end"> | null {
  const label = printedLabel(text);
  const isSure = label !== null && label.end < text.length && (!label.isBare || label.spans[0]?.first.prefix !== "");
  if (isSure) return label;
  const bare = isCounted ? null : /^(\d{1,2}[a-z]?)\s+(?=\S)/u.exec(text);
  return bare === null ? null : { text: bare[1] ?? "", end: bare[0].length };
}

function nameOf(names: Map<string, string>, printed: string): string {
  const id = unquote(printed);
  if (!names.has(id)) names.set(id, inOneLine(id));
  return names.get(id) ?? id;
}

function unquote(text: string): string {
  return text.trim().replace(/^"(.*)"$/u, "$1");
}

/** Lines of a lifeline's head are one name. */
function inOneLine(text: string): string {
  return text
    .replace(/<br\s*\/?>|\\n/giu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}
