/**
 * What a person can see and change of a part of a Word document: its words with their looks, the styles of its paragraphs, where each
 * shape of a drawing stands. Word writes the same in other XML each time it saves, so that how it is written is left out: runs are
 * joined, groups resolved, and distances are those between the lines of a grid, on which the shapes that are generated stand.
 */
export function visibleLook(xml: string): string {
  const plain = xml.replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/gu, "");
  const lines: string[] = TRACKED.test(plain) ? ["tracked changes"] : [];
  const paragraphs: Paragraph[] = [];
  const shapes: Shape[] = [];
  let look: string[] = [];
  let within = "";
  for (const [, closing, name = "", rest = "", empty, words] of plain.matchAll(TOKEN)) {
    const paragraph = paragraphs.at(-1);
    if (words !== undefined) {
      if (within === "w:t") say(paragraph, look, unescaped(words));
      continue;
    }
    if (closing === "/") {
      if (name === "w:p") close(paragraphs, lines);
      else if (isShape(name)) {
        const done = shapes.pop();
        if (done !== undefined && !isGroup(name)) lines.push(printShape(done, shapes));
      }
      if (within === name) within = "";
      continue;
    }
    switch (name) {
      case "w:p":
        paragraphs.push({ properties: [], words: [] });
        if (empty === "/") close(paragraphs, lines);
        break;
      case "w:r":
        look = [];
        break;
      case "w:rPr":
      case "w:pPr":
      case "w:t":
        if (empty === "") within = name;
        break;
      case "w:tab":
        if (within === "") say(paragraph, look, "\t");
        break;
      case "w:commentReference":
      case "w:footnoteReference":
      case "w:endnoteReference":
      case "w:object":
      case "v:shape":
      case "wp:anchor":
        paragraph?.words.push({ look: name, text: "" });
        break;
      case "w:pStyle":
      case "w:jc":
      case "w:numId":
        if (within === "w:pPr") paragraph?.properties.push(`${name} ${attribute(rest, "w:val")}`);
        break;
      default:
        if (isShape(name)) {
          shapes.push({ name, facts: [], box: null, inner: null });
          if (empty === "/") shapes.pop();
        } else if (name.startsWith("a:")) drawn(name, rest, shapes.at(-1));
        else if (LOOKS.has(name) && within === "w:rPr" && !/^(?:0|false|none|auto|000000|baseline)$/u.test(attribute(rest, "w:val")))
          look.push(`${name} ${attribute(rest, "w:val")}`);
    }
  }
  return lines.join("\n");
}

/** A change that nobody has accepted yet is seen as one. */
const TRACKED = /<w:(?:ins|del|moveFrom|moveTo)\b/u;

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([\w:]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/gu;

const LOOKS: ReadonlySet<string> = new Set([
  "w:b",
  "w:i",
  "w:u",
  "w:strike",
  "w:dstrike",
  "w:highlight",
  "w:color",
  "w:vertAlign",
  "w:vanish",
]);

interface Paragraph {
  readonly properties: string[];
  readonly words: { readonly look: string; text: string }[];
}

function say(paragraph: Paragraph | undefined, looks: readonly string[], text: string): void {
  const look = [...looks].sort().join(", ");
  const last = paragraph?.words.at(-1);
  if (last !== undefined && last.look === look) last.text += text;
  else paragraph?.words.push({ look, text });
}

/** A paragraph that says nothing is not seen. */
function close(paragraphs: Paragraph[], lines: string[]): void {
  const paragraph = paragraphs.pop();
  if (paragraph === undefined) return;
  const { properties, words } = paragraph;
  const line = words
    .map(({ look, text }) => (look === "" ? text : `[${look}: ${text}]`))
    .join("")
    .replace(/[ \u00a0]+/gu, " ")
    .trim();
  if (line !== "") lines.push([...properties.sort(), line].join("; "));
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Shape {
  readonly name: string;
  /** How it looks. */
  readonly facts: string[];
  /** Among those of its group. */
  box: Box | null;
  /** Of a group: the coordinates in which its shapes stand. */
  inner: Box | null;
}

function isGroup(name: string): boolean {
  return name === "wpg:wgp" || name === "wpg:grpSp";
}

function isShape(name: string): boolean {
  return name === "wps:wsp" || name === "pic:pic" || isGroup(name);
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

function drawn(name: string, rest: string, shape: Shape | undefined): void {
  if (shape === undefined) return;
  const number = (key: string) => Number(attribute(rest, key)) || 0;
  // Word says what is not there, too.
  const fact = (what: string, value: string) => {
    if (!["", "none", "solid"].includes(value)) shape.facts.push(`${what} ${value}`.trim());
  };
  switch (name) {
    case "a:xfrm":
      shape.facts.push(...["rot", "flipH", "flipV"].filter((key) => number(key) !== 0).map((key) => `${key} ${number(key)}`));
      break;
    case "a:off":
      shape.box = { ...(shape.box ?? NOWHERE), x: number("x"), y: number("y") };
      break;
    case "a:ext":
      // Extensions of other elements have the same name.
      if (/\bcx=/u.test(rest)) shape.box = { ...(shape.box ?? NOWHERE), width: number("cx"), height: number("cy") };
      break;
    case "a:chOff":
      shape.inner = { ...(shape.inner ?? NOWHERE), x: number("x"), y: number("y") };
      break;
    case "a:chExt":
      shape.inner = { ...(shape.inner ?? NOWHERE), width: number("cx"), height: number("cy") };
      break;
    case "a:prstGeom":
      shape.facts.push(attribute(rest, "prst"));
      break;
    case "a:prstDash":
    case "a:srgbClr":
      fact("", attribute(rest, "val"));
      break;
    case "a:headEnd":
    case "a:tailEnd":
      fact(name, attribute(rest, "type"));
      break;
    case "a:blip":
      shape.facts.push(attribute(rest, "r:embed"));
      break;
  }
}

/** A tenth of a point, in English Metric Units: what is generated stands on its lines, and what Word rounds stays next to them. */
const GRID = 1270;

/** @param groups around it, the outermost first */
function printShape({ name, facts, box }: Shape, groups: readonly Shape[]): string {
  let { x, y, width, height } = box ?? NOWHERE;
  for (const { box: outer, inner } of [...groups].reverse()) {
    if (outer === null || inner === null) continue;
    const [across, down] = [inner.width === 0 ? 1 : outer.width / inner.width, inner.height === 0 ? 1 : outer.height / inner.height];
    [x, y, width, height] = [outer.x + (x - inner.x) * across, outer.y + (y - inner.y) * down, width * across, height * down];
  }
  const turned = groups.flatMap((group) => group.facts);
  return [name, ...[x, y, width, height].map((value) => Math.round(value / GRID)), ...facts, ...turned].join(" ");
}

function attribute(rest: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)')`, "u").exec(rest);
  return unescaped(found?.[1] ?? found?.[2] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

export function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/gu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
