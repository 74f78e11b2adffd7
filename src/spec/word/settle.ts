import { namespaces } from "./parts.ts";
import type { Xml } from "./xml.ts";

/** A text among others: its bookmarks and shapes get numbers that nothing else has, and it declares the prefixes that its document lacks. */
export function settled(text: Xml, around: Xml): Xml {
  const bookmarks = largest(around, /<w:(?:bookmarkStart|ins|del|commentRangeStart)\b[^>]*?\bw:id="(\d+)"/gu);
  const shapes = largest(around, /<(?:wp:docPr|\w+:cNvPr)\b[^>]*?\bid="(\d+)"/gu);
  const root = /<w:document\b[^>]*>/u.exec(around)?.[0] ?? "";
  const missing = Object.entries(namespaces).filter(([name]) => !root.includes(`${name}=`));
  const declared = missing.map(([name, address]) => ` ${name}="${address}"`).join("");
  return text
    .replace(/(<w:bookmark(?:Start|End) w:id=")(\d+)/gu, (_, before: string, id: string) => before + (Number(id) + bookmarks))
    .replace(/(<(?:wp:docPr|wps:cNvPr|wpg:cNvPr) id=")(\d+)/gu, (_, before: string, id: string) => before + (Number(id) + shapes))
    .replaceAll("<mc:AlternateContent>", `<mc:AlternateContent${declared}>`);
}

function largest(xml: Xml, pattern: RegExp): number {
  let most = 0;
  for (const [, number] of xml.matchAll(pattern)) most = Math.max(most, Number(number));
  return most;
}
