import * as z from "zod";
import { fragmentOperators } from "../element.ts";
import { participantTypes } from "../flow.ts";
import { rangeSigns } from "../step-label.ts";
import { id, ids, media, message, path, place, prose, stepLabel, stepNumber, words } from "./message.ts";

/** The shape of a flow. */
const element = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("hop"), id, message: id, from: id, to: id, lost: z.literal(true).exactOptional(), place }),
    z.strictObject({
      kind: z.literal("condition"),
      id,
      participants: ids,
      text: prose,
      holds: id.nullable(),
      media: media.nullable(),
      place,
    }),
    z.strictObject({ kind: z.literal("action"), id, participant: id, text: prose, using: ids, makes: ids, place }),
    z.strictObject({
      kind: z.literal("exchange"),
      id,
      from: id,
      to: id,
      text: prose,
      get body() {
        return z.array(element);
      },
      place,
    }),
    z.strictObject({
      kind: z.literal("fragment"),
      id,
      operator: z.enum(fragmentOperators),
      times: z.int().min(0),
      get operands() {
        return z.array(z.strictObject({ guard: words, body: z.array(element) }));
      },
      place,
    }),
    z.strictObject({ kind: z.literal("reference"), id, participants: ids, flow: words, text: prose, place }),
    z.strictObject({
      kind: z.literal("timer"),
      id,
      participant: id,
      name: words,
      event: z.enum(["start", "stop", "expiry"]),
      duration: z.number().min(0).nullable(),
      place,
    }),
  ])
  .meta({ id: "Element" });

const itemValue = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("identities"), of: id, at: id }),
    z.strictObject({ kind: z.literal("mapping"), between: z.tuple([id, id]) }),
    z.strictObject({ kind: z.literal("conference") }),
  ])
  .meta({ id: "ItemValue" });
const parameter = z.strictObject({ kind: z.literal("parameter"), id, media });
const step = z
  .strictObject({
    id,
    kind: z.enum(["message", "condition", "action", "exchange", "reference"]),
    number: stepNumber,
    covers: ids,
    from: id.nullable(),
    to: id.nullable(),
    place,
  })
  .meta({ id: "Step" });
const paragraph = z
  .strictObject({ kind: z.literal("paragraph"), label: stepLabel, steps: ids, text: prose.nullable(), place })
  .meta({ id: "Paragraph" });
const expectation = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("media"), media, between: z.tuple([id, id]), through: ids, place }),
    z.strictObject({ kind: z.literal("released"), session: id, participant: id, place }),
    z.strictObject({ kind: z.literal("registered"), participant: id, at: id, place }),
    z.strictObject({ kind: z.literal("knows"), participant: id, item: id, expected: z.boolean(), place }),
  ])
  .meta({ id: "Expectation" });
const given = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("session"),
      id,
      legs: z.array(path),
      media: z.array(words),
      anchor: z.enum(["signalling", "media"]),
      place,
    }),
    z.strictObject({ kind: z.literal("pending"), request: message, early: message.nullable(), place }),
    z.strictObject({ kind: z.literal("knowledge"), participant: id, item: id, place }),
  ])
  .meta({ id: "Given" });
const lifeline = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["creation", "end"]), participant: id, at: id, place }),
    z.strictObject({ kind: z.literal("activation"), participant: id, from: id, until: id, place }),
  ])
  .meta({ id: "LifelineEvent" });
const variant = z
  .strictObject({
    kind: z.literal("variant"),
    id,
    guard: words,
    omits: ids,
    sets: z.array(parameter),
    inserts: z.array(z.strictObject({ kind: z.literal("insertion"), after: id, body: z.array(element) })),
    choices: z.array(z.strictObject({ fragment: id, operand: z.int().min(0) })),
    messages: z.array(message),
    steps: z.array(step),
    paragraphs: z.array(paragraph),
    expectations: z.array(expectation),
    place,
  })
  .meta({ id: "Variant" });

export const flow = z.strictObject({
  kind: z.literal("flow"),
  id,
  title: words,
  figure: z.strictObject({ kind: z.literal("figure"), label: words, caption: words }),
  source: z.strictObject({ kind: z.literal("source"), document: words, clause: words }),
  numbering: z.strictObject({ kind: z.literal("numbering"), sign: z.enum(rangeSigns), prefix: words, end: words }),
  published: z.strictObject({ version: words, voids: z.array(stepNumber) }).exactOptional(),
  introduction: prose,
  participants: z.array(
    z.strictObject({
      kind: z.literal("participant"),
      id,
      name: words,
      head: words,
      type: z.enum(participantTypes),
      group: id.nullable(),
      place,
    }),
  ),
  groups: z.array(z.strictObject({ kind: z.literal("group"), id, name: words, parent: id.nullable() })),
  items: z.array(z.strictObject({ kind: z.literal("item"), id, name: words, value: itemValue.exactOptional(), place })),
  parameters: z.array(parameter),
  modes: z.array(z.strictObject({ kind: z.literal("mode"), name: words, covered: z.boolean() })),
  preconditions: z.array(z.strictObject({ kind: z.literal("precondition"), id, letter: words, text: prose, place })),
  givens: z.array(given),
  sessions: z.array(z.strictObject({ kind: z.literal("session"), id, media: z.array(words), place })),
  messages: z.array(message),
  body: z.array(element),
  steps: z.array(step),
  paragraphs: z.array(paragraph),
  notes: z.array(
    z.strictObject({
      kind: z.literal("note"),
      id,
      style: z.enum(["note", "editor"]),
      number: z.int().min(0).nullable(),
      at: id.nullable(),
      text: prose,
      place,
    }),
  ),
  lifelines: z.array(lifeline).exactOptional(),
  variants: z.array(variant),
  expectations: z.array(expectation),
  departures: z.array(z.strictObject({ kind: z.literal("departure"), at: id.nullable(), source: words, reason: words, place })),
  errata: z.array(
    z.strictObject({ kind: z.literal("erratum"), at: id.nullable(), where: words, was: words, now: words, why: words, place }),
  ),
  place,
});
