import { BadInput } from "../../model/wrong.ts";
import type { Frame } from "./frame.ts";
import { openPackage, type Package } from "./package.ts";
import type { Relation } from "./parts.ts";
import { referenceStyles } from "./reference-styles.ts";
import { el, type Xml } from "./xml.ts";

/** What a text needs of the document it goes into; what belongs to the old text stays behind. */
const KEPT = new Set(["styles", "settings", "webSettings", "fontTable", "theme", "numbering", "footnotes", "endnotes"]);

/**
 * The frame of a person's own document: its styles, numbering, headers and footers, its page.
 *
 * @param file as the user would type it
 * @throws BadInput where it is no Word document
 */
export function referenceFrame(bytes: Uint8Array, file: string): Frame {
  const archive = openPackage(bytes, file);
  const document = archive.text(archive.main);
  const section = lastSection(document);
  if (section === null) {
    throw new BadInput(`${file} has no page set-up`, { remedy: "Open it in Word and save it once" });
  }
  const cited = new Set([...section.matchAll(/\br:id="([^"]+)"/gu)].map(([, id]) => id));
  const relations = archive
    .relationsOf(archive.main)
    .filter(({ id, type, external }) => !external && (KEPT.has(type) || (["header", "footer"].includes(type) && cited.has(id))));
  const parts = new Map<string, string | Uint8Array>();
  for (const { target } of relations) take(archive, archive.resolve(archive.main, target), parts);
  const stylesPart = relations.find(({ type }) => type === "styles");
  const stylesName = stylesPart === undefined ? null : archive.resolve(archive.main, stylesPart.target);
  if (stylesName === null) throw new BadInput(`${file} has no styles`, { remedy: "Name a document whose styles are to be used" });
  const styles = referenceStyles(archive.text(stylesName));
  parts.set(stylesName, styles.part);
  for (const { type, target } of relations) {
    const name = archive.resolve(archive.main, target);
    if (type === "settings") parts.set(name, withoutOldText(archive.text(name)));
  }
  return {
    relations: relations.map((relation): Relation => ({ ...relation, target: `/${archive.resolve(archive.main, relation.target)}` })),
    parts,
    overrides: [...archive.overrides].filter(([part]) => parts.has(part.slice(1))),
    endings: archive.endings,
    isOwn: false,
    area: areaOf(section),
    section: (first) => (first ? section : section.replace(/<w:titlePg\b[^>]*\/>/u, "")),
    styled: styles.styled,
  };
}

/** Settings of the old text: who may change it, and whether changes to it are tracked, what was merged into it, what was seen in it. */
const OF_OLD_TEXT =
  /<w:(writeProtection|documentProtection|trackRevisions|mailMerge|docVars|rsids|smartTagType)\b[^>]*?(?:\/>|>.*?<\/w:\1>)/gsu;

function withoutOldText(settings: Xml): Xml {
  return settings.replace(OF_OLD_TEXT, "");
}

/** A part, and what it has relationships to. */
function take(archive: Package, name: string, parts: Map<string, string | Uint8Array>): void {
  if (parts.has(name) || !archive.has(name)) return;
  parts.set(name, archive.bytes(name));
  const relations = archive.relationsName(name);
  if (!archive.has(relations)) return;
  parts.set(relations, archive.bytes(relations));
  for (const { target, external } of archive.relationsOf(name)) if (!external) take(archive, archive.resolve(name, target), parts);
}

/** The section at the end of the body, as the page goes on: without what only its author's version of Word understands. */
function lastSection(document: string): Xml | null {
  const begin = document.lastIndexOf("<w:sectPr");
  const found = begin === -1 ? null : /^<w:sectPr\b[^>]*>(.*?)<\/w:sectPr>/su.exec(document.slice(begin));
  const inside = found?.[1];
  if (inside === undefined || !inside.includes("<w:pgSz")) return null;
  const plain = inside
    .replace(/<w:sectPrChange\b.*?<\/w:sectPrChange>/gsu, "")
    .replace(/<w:type\b[^>]*\/>/gu, "")
    .replace(/<(?!\/?w:)[\w-]+:[^>]*>/gu, "")
    .replace(/ (?!w:|r:)[\w-]+:[\w-]+="[^"]*"/gu, "")
    .replace(/ w:rsid\w*="[^"]*"/gu, "");
  return el("w:sectPr", {}, plain.replace("<w:pgSz", `${el("w:type", { "w:val": "continuous" })}<w:pgSz`));
}

function areaOf(section: Xml): Frame["area"] {
  const number = (tag: string, name: string) =>
    Math.abs(Number(new RegExp(`<w:${tag}\\b[^>]*\\bw:${name}="(-?\\d+)"`, "u").exec(section)?.[1] ?? 0));
  const width = number("pgSz", "w") - number("pgMar", "left") - number("pgMar", "right") - number("pgMar", "gutter");
  return { width, height: number("pgSz", "h") - number("pgMar", "top") - number("pgMar", "bottom") };
}
