import fc from "fast-check";
import type { Attribute, MediaDescription, SessionDescription } from "../../src/sip/sdp/description.ts";

const of = (characters: string, most = 8) => fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: most });
const LETTERS = "abcdefghijklmnopqrstuvwxyzAZ";
const token = of(`${LETTERS}09!#$%&'*+-.^_\`{|}~`);
const digits = of("0123456789", 24);
const line = fc.string({ unit: "binary", minLength: 1, maxLength: 12 }).map((text) => text.replace(/[\r\n\0]/g, "."));
const field = line.map((text) => text.replaceAll(" ", "-"));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });

const place = fc.record({ netType: fc.constant("IN"), addressType: fc.constantFrom("IP4", "IP6"), address: field });
const bandwidth = fc.record({ type: token, value: digits });
export const attribute: fc.Arbitrary<Attribute> = fc.record({ name: token, value: maybe(line) });

const media: fc.Arbitrary<MediaDescription> = fc.record({
  kind: fc.constant("media-description" as const),
  type: fc.constantFrom("audio", "video", "message", "application"),
  port: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 65535 })),
  ports: maybe(fc.integer({ min: 1, max: 9 })),
  protocol: fc.constantFrom("RTP/AVP", "RTP/SAVPF", "TCP/MSRP", "udp"),
  formats: fc.uniqueArray(fc.oneof(fc.nat(127).map(String), token), { minLength: 1, maxLength: 4 }),
  information: maybe(line),
  connections: some(place),
  bandwidths: some(bandwidth),
  key: maybe(line),
  attributes: some(attribute),
});

export const description: fc.Arbitrary<SessionDescription> = fc.record({
  kind: fc.constant("session-description" as const),
  origin: fc.record({
    username: field,
    id: digits,
    version: digits,
    netType: fc.constant("IN"),
    addressType: fc.constantFrom("IP4", "IP6"),
    address: field,
  }),
  name: line,
  information: maybe(line),
  uri: maybe(line),
  emails: some(line),
  phones: some(line),
  connection: place,
  bandwidths: some(bandwidth),
  times: fc.array(fc.record({ start: digits, stop: digits, repeats: some(line) }), { minLength: 1, maxLength: 3 }),
  zones: maybe(line),
  key: maybe(line),
  attributes: some(attribute),
  media: fc.array(media, { maxLength: 4 }),
});
