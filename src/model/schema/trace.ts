import * as z from "zod";
import { TRACE_VERSION } from "../trace.ts";
import { id, ids, role, signal, words } from "./message.ts";

/** The shape of a trace: of each of its lines, and of the whole. */
const header = z
  .strictObject({
    kind: z.literal("header"),
    format: z.literal("callflow-trace"),
    version: z.int().min(1).describe(`This tool writes and reads version ${TRACE_VERSION}.`),
    engine: words,
    flow: id,
    variant: id.nullable(),
    hash: words.regex(/^[0-9a-f]{64}$/),
    seed: z.int().min(0),
    faults: z.array(words).describe("As callflow run --fault takes them."),
  })
  .meta({ id: "TraceHeader" });

const hex = words.regex(/^[0-9a-f]*$/);

const vector = z
  .strictObject({ kind: z.literal("authentication-vector"), item: id, rand: hex, autn: hex, xres: hex, ck: hex, ik: hex })
  .meta({ id: "VectorPayload" });

const resynchronisation = z
  .strictObject({ kind: z.literal("resynchronisation"), rand: hex, auts: hex })
  .meta({ id: "ResynchronisationPayload" });

const identities = z
  .strictObject({
    kind: z.literal("sip-identities"),
    item: id,
    private: words.describe("IMPI (3GPP TS 23.228 §4.3.3.1)."),
    public: words.describe("IMPU, a SIP URI."),
  })
  .meta({ id: "IdentitiesPayload" });

const conference = z
  .strictObject({
    kind: z.literal("conference"),
    item: id,
    id: words,
    address: words.describe("A host, as c= of SDP has it."),
    media: z.array(z.strictObject({ component: words, port: z.int().min(1).max(65_535) })),
  })
  .meta({ id: "ConferencePayload" });

const namedSignal = z
  .strictObject({
    kind: z.literal("named-signal"),
    name: words,
    role,
    transaction: words,
    via: ids,
    signal,
    carries: ids,
    payloads: z.array(z.discriminatedUnion("kind", [vector, resynchronisation, identities, conference])),
  })
  .meta({ id: "NamedSignal" });

const sipOnWire = z
  .strictObject({ kind: z.literal("sip"), raw: z.string().describe("The whole SIP message as it was written.") })
  .meta({ id: "SipOnWire" });

const event = z
  .strictObject({
    kind: z.literal("event"),
    n: z.int().min(1),
    time: z.number().min(0),
    phase: z.enum(["prelude", "flow"]),
    event: z.enum(["send", "receive", "act", "condition", "timer"]),
    step: words.nullable(),
    hop: id.nullable(),
    from: id,
    to: id,
    message: z.discriminatedUnion("kind", [namedSignal, sipOnWire]).nullable(),
    cause: z.int().min(1).nullable(),
  })
  .meta({ id: "TraceEvent" });

const outcome = z
  .strictObject({
    kind: z.literal("outcome"),
    ok: z.boolean(),
    failures: z.array(z.strictObject({ step: words.nullable(), reason: words })),
    expectations: z.array(z.strictObject({ text: words, ok: z.boolean() })),
  })
  .meta({ id: "TraceOutcome" });

/** One line of a trace file. */
export const traceLine = z.discriminatedUnion("kind", [header, event, outcome]);

export const trace = z.strictObject({ kind: z.literal("trace"), header, events: z.array(event), outcome });
