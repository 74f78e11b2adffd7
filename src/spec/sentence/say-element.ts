import type { Action, Condition, Element, Exchange, Reference } from "../../model/element.ts";
import type { Flow } from "../../model/flow.ts";
import { printProse } from "../../model/print-prose.ts";
import type { Prose } from "../../model/prose.ts";
import { theParticipant, theParticipants } from "./nouns.ts";
import { type Phrase, sentence } from "./phrase.ts";
import { shapeOf } from "./shape-of.ts";

/** A step that is no message as a sentence. */
export function sayElement(flow: Flow, element: Element): Prose {
  switch (element.kind) {
    case "condition":
      return sentence(condition(flow, element), flow);
    case "action":
      return sentence(action(flow, element), flow);
    case "exchange":
      return sentence(exchange(flow, element), flow);
    case "reference":
      return sentence(reference(flow, element), flow);
    case "timer":
      return sentence([`Timer ${element.name} of `, theParticipant(flow, element.participant), ` ${timerEvents[element.event]}`], flow);
    case "hop":
    case "fragment":
      return [];
  }
}

const timerEvents = { start: "starts", stop: "stops", expiry: "expires" } as const;

function condition(flow: Flow, { text, participants }: Condition): Phrase {
  const printed = printProse(text, flow);
  switch (shapeOf(printed)) {
    case "clause":
      return text;
    case "predicate":
      return /^\s*(?:is|are|has|have|was|were)\s/u.test(printed) ? [theParticipants(flow, participants), " ", text] : text;
    case "noun":
      return [/^the\s/iu.test(printed) ? "This holds: " : "There is ", text];
    case "state":
      return [theParticipants(flow, participants), participants.length > 1 ? " are " : " is ", text];
    case "empty":
      return [theParticipants(flow, participants), participants.length > 1 ? " share a state" : " is in a state of its own"];
  }
}

function action(flow: Flow, { text, participant }: Action): Phrase {
  const printed = printProse(text, flow);
  const [first] = text;
  if (first?.kind === "participant" || /^\s*\p{Lu}/u.test(printed)) return text;
  return [theParticipant(flow, participant), " ", printed.trim() === "" ? "acts" : text];
}

function exchange(flow: Flow, { text, from, to }: Exchange): Phrase {
  switch (shapeOf(printProse(text, flow))) {
    case "clause":
      return text;
    case "predicate":
      return [theParticipant(flow, from), " ", text];
    case "noun":
    case "state":
      return [theParticipant(flow, from), " and ", theParticipant(flow, to), " carry out ", text];
    case "empty":
      return [theParticipant(flow, from), " and ", theParticipant(flow, to), " exchange messages"];
  }
}

function reference(flow: Flow, { text, flow: other, participants }: Reference): Phrase {
  const where = /^(?:\d+|[A-Z])(?:\.|$)/u.test(other) ? `clause ${other}` : other;
  switch (shapeOf(printProse(text, flow))) {
    case "clause":
      return [text, `, as described in ${where}`];
    case "predicate":
      return [theParticipants(flow, participants.slice(0, 1)), " ", text, `, as described in ${where}`];
    case "noun":
    case "state":
      return [
        theParticipants(flow, participants),
        participants.length > 1 ? " carry out " : " carries out ",
        text,
        `, as described in ${where}`,
      ];
    case "empty":
      return [`The steps of ${where} take place`];
  }
}
