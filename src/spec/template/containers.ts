import type { List, ListItem, Paragraph } from "mdast";
import type { ContainerDirective } from "mdast-util-directive";
import { namesInstead } from "../../model/nearest-name.ts";
import type { Place } from "../../model/place.ts";
import { BadInput } from "../../model/wrong.ts";
import type { Span } from "../clause.ts";
import type { Cover, CoverRow, Entry } from "../manuscript.ts";
import { printSpans } from "../spans-of.ts";
import { placeOf } from "./check-directives.ts";
import type { Filling } from "./filling.ts";
import { type FormRow, forms } from "./forms.ts";
import { spansOfInline } from "./inline.ts";
import { slug } from "./number-clauses.ts";

/** The rows of a form, in its own order; what the template does not fill says what is asked for. */
export function coverOf(node: ContainerDirective, filling: Filling): Cover {
  const { file } = filling.template;
  const id = node.attributes?.["form"] ?? "";
  const form = forms.find((each) => each.id === id);
  if (form === undefined) {
    const ids = forms.map((each) => each.id);
    throw new BadInput(`there is no form "${id}"`, { place: placeOf(node, file), remedy: namesInstead(id, ids, "forms") });
  }
  const labels = form.rows.map((row) => row.label);
  const filled = new Map<string, CoverRow["paragraphs"]>();
  for (const { item, list } of itemsIn(node, filling)) {
    const { label, spans } = labelled(item, filling);
    const row = labels.find((each) => each.toLowerCase() === label.toLowerCase());
    const place = placeOf(item, file);
    if (row === undefined) {
      throw new BadInput(`the form ${id} has no row "${label}"`, { place, remedy: namesInstead(label, labels, "rows") });
    }
    if (filled.has(row)) throw new BadInput(`"${row}" is filled twice`, { place, remedy: "Indent what belongs to the first" });
    const more = item.children.slice(1).map((child) => {
      if (child.type === "paragraph") return spansOfInline(child.children, file, filling.citations);
      throw new BadInput("a row of a form holds paragraphs", { place: placeOf(child, file), remedy: "Say it in sentences" });
    });
    const said = [spans, ...more].filter((paragraph) => paragraph.length > 0);
    const { boxes } = form.rows.find((each) => each.label === row) ?? { boxes: null };
    filled.set(row, boxes === null ? said : boxesOf(boxes, said, place));
    if (list.ordered === true) throw new BadInput("the rows of a form have no numbers", { place, remedy: "Begin each with -" });
  }
  return {
    kind: "cover",
    form: form.id,
    title: form.title,
    rows: form.rows.map(({ label, blank }) => ({
      label,
      paragraphs: filled.get(label) ?? blank.map((value) => [{ kind: "text", value } as const]),
    })),
  };
}

/** `ME, Core Network`; `Test specifications: TS 36.523, CR 12`, where one without anything, or with "none", is a no. */
function boxesOf({ kind, names }: NonNullable<FormRow["boxes"]>, said: CoverRow["paragraphs"], place: Place): CoverRow["paragraphs"] {
  const found = new Map<string, readonly Span[]>();
  const named = (text: string): string => {
    const name = names.find((each) => each.toLowerCase() === text.trim().toLowerCase());
    if (name !== undefined) return name;
    throw new BadInput(`this row has no box "${text.trim()}"`, { place, remedy: namesInstead(text.trim(), names, "boxes") });
  };
  for (const spans of said) {
    if (kind === "tick") for (const text of printSpans(spans).split(/,|\band\b/u)) found.set(named(text), []);
    else {
      const [first, ...rest] = spans;
      const [name = "", which = ""] = (first?.value ?? "").split(/:\s*(.*)/su);
      found.set(named(name), which === "" ? rest : [{ kind: "text", value: which }, ...rest]);
    }
  }
  return names.map((name) => {
    const which = found.get(name);
    const text = (value: string): Span => ({ kind: "text", value });
    if (kind === "tick") return [text(`[${which === undefined ? " " : "x"}] ${name}`)];
    if (which === undefined) return [text(`[ ] Y  [ ] N  ${name}: <numbers>`)];
    const isNone = /^(?:none|no|-|)$/iu.test(printSpans(which).trim());
    return [text(`[${isNone ? " " : "x"}] Y  [${isNone ? "x" : " "}] N  ${name}: `), ...(isNone ? [] : which)];
  });
}

/** Terms with their explanations; references, where the list counts, with their numbers in brackets. */
export function entriesOf(node: ContainerDirective, filling: Filling): readonly Entry[] {
  return itemsIn(node, filling).map(({ item, list, at }) => {
    if (list.ordered !== true) {
      const { label, spans } = labelled(item, filling);
      return { kind: "entry", id: slug(label), printed: label, spans };
    }
    const spans = spansOfInline(firstOf(item, filling).children, filling.template.file, filling.citations);
    const name = printSpans(spans).split(/:\s/u)[0] ?? "";
    return { kind: "entry", id: slug(name), printed: `[${(list.start ?? 1) + at}]`, spans };
  });
}

interface Listed {
  readonly list: List;
  readonly item: ListItem;
  readonly at: number;
}

function itemsIn(node: ContainerDirective, { template }: Filling): readonly Listed[] {
  return node.children.flatMap((list): readonly Listed[] => {
    if (list.type === "list") return list.children.map((item, at) => ({ list, item, at }));
    if (list.type === "html") return [];
    throw new BadInput(`:::${node.name} holds a list`, { place: placeOf(list, template.file), remedy: "Begin each line with - " });
  });
}

function firstOf(item: ListItem, { template }: Filling): Paragraph {
  const [first] = item.children;
  if (first?.type === "paragraph") return first;
  throw new BadInput("this item says nothing", { place: placeOf(item, template.file), remedy: "Write it as - Name: text" });
}

/** `Title: the text`. */
function labelled(item: ListItem, filling: Filling): { readonly label: string; readonly spans: readonly Span[] } {
  const spans = spansOfInline(firstOf(item, filling).children, filling.template.file, filling.citations);
  const [first, ...rest] = spans;
  const found = first?.kind === "text" ? /^([^:]+):\s*/u.exec(first.value) : null;
  if (first === undefined || found === null) {
    throw new BadInput("this item has no name", { place: placeOf(item, filling.template.file), remedy: "Write it as - Name: text" });
  }
  const left = first.value.slice(found[0].length);
  return { label: (found[1] ?? "").trim(), spans: left === "" ? rest : [{ kind: "text", value: left }, ...rest] };
}
