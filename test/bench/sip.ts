import npmSip from "sip";
import { isFault, type SipMessage } from "../../src/sip/message.ts";
import { parseFast } from "../../src/sip/parse-fast.ts";
import { parseStrict } from "../../src/sip/parse-strict.ts";
import { writeMessage } from "../../src/sip/write-message.ts";
import { inviteOfCall } from "../sip/invite-text.ts";
import { processorTime, type Times, timesOf } from "./stopwatch.ts";

/** How many messages are measured at once. */
export const SIP_MESSAGES = 1000;

/** INVITEs of 1.3 kB with their descriptions, each of another call, so that nobody gains by remembering what has been read. */
interface Batch {
  readonly octets: readonly Uint8Array[];
  readonly texts: readonly string[];
  readonly messages: readonly SipMessage[];
}

/** What a codec does with all messages of a batch; each answers what came out last, so that nothing is optimised away. */
const jobs = {
  "strict parse": ({ octets }: Batch) => forEach(octets, parseStrict),
  "fast parse": ({ octets }: Batch) => forEach(octets, parseFast),
  write: ({ messages }: Batch) => forEach(messages, writeMessage),
  // It takes text, which saves it the decoding.
  "sip 0.0.6 of npm, parse": ({ texts }: Batch) => forEach(texts, (text) => npmSip.parse(text)),
};

export type SipJob = keyof typeof jobs;

/** In turn, each round with messages that nobody has seen before. @returns ms of processor time for SIP_MESSAGES of them */
export function measureCodec(rounds: number): Readonly<Record<SipJob, Times>> {
  const measured: Record<SipJob, number[]> = { "strict parse": [], "fast parse": [], write: [], "sip 0.0.6 of npm, parse": [] };
  for (let round = 0; round < rounds; round += 1) {
    const batch = batchFrom(round * SIP_MESSAGES);
    for (const name of Object.keys(jobs) as SipJob[]) measured[name].push(processorTime(() => void jobs[name](batch)));
  }
  return Object.fromEntries(Object.entries(measured).map(([name, times]) => [name, timesOf(times)])) as Readonly<Record<SipJob, Times>>;
}

function batchFrom(first: number): Batch {
  const texts = Array.from({ length: SIP_MESSAGES }, (_, index) => inviteOfCall(first + index));
  const messages = texts.map((text) => {
    const message = parseStrict(text);
    if (isFault(message)) throw new Error(message.what);
    return message;
  });
  return { octets: texts.map((text) => new TextEncoder().encode(text)), texts, messages };
}

function forEach<T, R>(items: readonly T[], run: (item: T) => R): R | undefined {
  let result: R | undefined;
  for (const item of items) result = run(item);
  return result;
}
