import type { PhrasingContent } from "mdast";
import { decodedPart } from "../../model/decode-uri.ts";
import type { Place } from "../../model/place.ts";
import { BadInput } from "../../model/wrong.ts";
import type { Span } from "../clause.ts";
import { placeOf } from "./check-directives.ts";

/** A citation whose words are computed when everything has its number: `[](#scope)`. */
export interface Citation {
  readonly span: Span;
  readonly place: Place;
}

/** The words of a paragraph. A link to `#…` is a reference; without words of its own it prints the number of what it cites. */
export function spansOfInline(content: readonly PhrasingContent[], file: string, citations: Citation[]): readonly Span[] {
  const spans: Span[] = [];
  for (const node of content) {
    for (const span of spansOfNode(node, file, citations)) {
      const last = spans.at(-1);
      if (span.kind === "text" && last?.kind === "text") spans[spans.length - 1] = { kind: "text", value: last.value + span.value };
      else spans.push(span);
    }
  }
  return spans;
}

function spansOfNode(node: PhrasingContent, file: string, citations: Citation[]): readonly Span[] {
  switch (node.type) {
    case "text":
      return [{ kind: "text", value: node.value.replace(/\s+/gu, " ") }];
    case "break":
      return [{ kind: "text", value: " " }];
    case "strong":
      return [{ kind: "styled", look: "strong", value: wordsOf(node.children) }];
    case "emphasis":
      return [{ kind: "styled", look: "emphasis", value: wordsOf(node.children) }];
    case "inlineCode":
      return [{ kind: "styled", look: "code", value: node.value }];
    case "link": {
      const value = wordsOf(node.children);
      // GFM takes the user part and host of a SIP address for a mail address.
      if (node.url === `mailto:${value}`) return [{ kind: "text", value }];
      if (!node.url.startsWith("#")) return [{ kind: "link", value: value === "" ? node.url : value, url: node.url }];
      const span: Span = { kind: "reference", value, targets: [decodedPart(node.url.slice(1))] };
      citations.push({ span, place: placeOf(node, file) });
      return [span];
    }
    case "linkReference":
    case "footnoteReference":
    case "delete":
    case "image":
    case "imageReference":
    case "html":
      if (node.type === "html" && node.value.startsWith("<!--")) return [];
      throw new BadInput(`a template cannot say this: ${nameOf(node.type)}`, { place: placeOf(node, file), remedy: "Say it in words" });
    default:
      return [];
  }
}

function nameOf(type: string): string {
  return (
    {
      linkReference: "a link by reference",
      footnoteReference: "a footnote",
      delete: "text struck out",
      image: "a picture",
      imageReference: "a picture",
      html: "HTML",
    }[type] ?? type
  );
}

/** The words of marked-up text, without its marks. */
export function wordsOf(content: readonly PhrasingContent[]): string {
  return content
    .map((node) => ("value" in node ? node.value : "children" in node ? wordsOf(node.children) : " "))
    .join("")
    .replace(/\s+/gu, " ");
}
