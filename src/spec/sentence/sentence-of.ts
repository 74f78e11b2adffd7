import type { Flow, Paragraph } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import { partsOf } from "./parts-of.ts";
import { sentence, sentences } from "./phrase.ts";
import { sayElement } from "./say-element.ts";
import { sayExchange } from "./say-exchange.ts";
import { sayMessage } from "./say-message.ts";

/** 3GPP TR 21.801 keeps the number of what is no longer there. */
const VOID: Prose = [{ kind: "text", value: "Void." }];

/** What a paragraph says: its author's text, else sentences generated from its steps. One line of plain text. */
export function sentenceOf(flow: Flow, paragraph: Paragraph): string {
  return printProse(textOf(flow, paragraph), flow).replace(/\s+/gu, " ").trim();
}

/** As `sentenceOf`, with its references. */
export function textOf(flow: Flow, paragraph: Paragraph): Prose {
  if (paragraph.text !== null) return sentence(paragraph.text, flow);
  const parts = partsOf(flow, paragraph);
  const said: Prose[] = [];
  for (let at = 0; at < parts.length; ) {
    const exchange = sayExchange(flow, parts, at);
    if (exchange !== null) said.push(exchange.prose);
    else {
      const part = parts[at];
      if (part !== undefined) said.push(part.kind === "message" ? sayMessage(flow, part) : sayElement(flow, part.element));
    }
    at += exchange?.count ?? 1;
  }
  const text = sentences(said);
  return text.length === 0 ? VOID : text;
}
