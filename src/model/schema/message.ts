import * as z from "zod";
import { mediaDirections, subscriptionStates } from "../signal.ts";

/** The shape of a message and of all that it is made of. */
export const id = z.string().min(1);
export const ids = z.array(id);
export const words = z.string();

export const place = z.strictObject({ file: words, line: z.int().min(1), column: z.int().min(1) }).meta({ id: "Place" });

export const stepNumber = z
  .strictObject({
    kind: z.literal("number"),
    prefix: words.regex(/^[A-Z]*$/),
    number: z.int().min(0),
    letter: words.regex(/^[a-z]*$/),
  })
  .meta({ id: "StepNumber" });
export const stepLabel = z
  .discriminatedUnion("kind", [stepNumber, z.strictObject({ kind: z.literal("range"), first: stepNumber, last: stepNumber })])
  .meta({ id: "StepLabel" });

const inline = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("text"), value: words }),
    z.strictObject({ kind: z.literal("participant"), participant: id }),
    z.strictObject({ kind: z.literal("item"), item: id }),
    z.strictObject({ kind: z.literal("steps"), of: ids }),
    z.strictObject({ kind: z.literal("received"), message: id, by: id }),
    z.strictObject({ kind: z.literal("precondition"), precondition: id }),
    z.strictObject({ kind: z.literal("note"), note: id }),
    z.strictObject({ kind: z.literal("figure") }),
  ])
  .meta({ id: "Inline" });
export const prose = z.array(inline).meta({ id: "Prose" });

export const media = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("components"), session: id, names: z.array(words) }),
    z.strictObject({ kind: z.literal("parameter"), parameter: id }),
    z.strictObject({
      kind: z.literal("rest"),
      session: id,
      all: z.array(words),
      get of() {
        return media;
      },
    }),
  ])
  .meta({ id: "MediaRef" });

const description = z
  .strictObject({
    kind: z.enum(["offer", "answer"]),
    lines: z.array(
      z.strictObject({
        kind: z.literal("media-line"),
        media,
        at: id.nullable(),
        direction: z.enum(mediaDirections),
      }),
    ),
  })
  .meta({ id: "Description" });
const status = z.int().min(100).max(699);
export const signal = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("sip-request"),
      method: id,
      session: id.nullable(),
      description: description.nullable(),
      target: id.nullable(),
      subscription: z
        .strictObject({
          kind: z.literal("subscription"),
          of: id,
          state: z.enum(subscriptionStates),
          fragment: status.nullable(),
        })
        .nullable(),
      replaces: id.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal("sip-response"),
      status,
      method: id,
      session: id.nullable(),
      description: description.nullable(),
      reliable: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal("operation"),
      connects: z.array(z.strictObject({ kind: z.literal("media-connection"), media, from: id, to: id })),
      allocates: media.exactOptional(),
    }),
  ])
  .meta({ id: "Signal" });

export const path = z.array(z.strictObject({ participant: id, hidden: z.boolean() })).meta({ id: "Path" });
export const role = z.enum(["request", "reply", "ack", "one-way"]);
export const message = z
  .strictObject({
    kind: z.literal("message"),
    id,
    role,
    name: words,
    signal,
    answers: id.nullable(),
    path,
    carries: z.array(z.strictObject({ item: id, made: z.boolean() })),
    using: ids,
    show: z.enum(["hops", "ends", "hidden"]),
    text: prose.nullable(),
    place,
  })
  .meta({ id: "Message" });
