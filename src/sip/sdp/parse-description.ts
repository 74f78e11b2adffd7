import { fault, isFault, type ParseFault } from "../message.ts";
import { remembering } from "../remember.ts";
import type { Attribute, Bandwidth, Connection, MediaDescription, Origin, SessionDescription, Time } from "./description.ts";
import { faultAtNext, type Line, type Lines, readLines, takeLine, takeLines } from "./lines.ts";

const grammar = "RFC 8866 §9";
/** token of SDP: no space, no colon, no quotes. */
const TOKEN = /^[!#-'*+\-.0-9A-Z^-~]+$/;
const FIELD = /^[^ ]+$/;
const DIGITS = /^[0-9]+$/;

/** Reads a description; a letter out of its place, or unknown, makes it none (RFC 8866 §5). */
export function parseDescription(text: string): SessionDescription | ParseFault {
  const lines = readLines(text);
  if (isFault(lines)) return lines;
  const version = takeLine(lines, "v");
  if (version === null || version.value !== "0") return fault("expected v=0", 0, "RFC 8866 §5.1");
  const origin = required(lines, "o", readOrigin);
  if (isFault(origin)) return origin;
  const name = required(lines, "s", (line) => (line.value === "" ? wrong(line, 'a name, "-" for none', "RFC 8866 §5.3") : line.value));
  if (isFault(name)) return name;
  const information = takeLine(lines, "i")?.value ?? null;
  const uri = takeLine(lines, "u")?.value ?? null;
  const emails = takeLines(lines, "e").map(({ value }) => value);
  const phones = takeLines(lines, "p").map(({ value }) => value);
  const connection = optional(lines, "c", readConnection);
  if (isFault(connection)) return connection;
  const bandwidths = each(takeLines(lines, "b"), readBandwidth);
  if (isFault(bandwidths)) return bandwidths;
  const times = takeTimes(lines);
  if (isFault(times)) return times;
  const zones = takeLine(lines, "z")?.value ?? null;
  const key = takeLine(lines, "k")?.value ?? null;
  const attributes = each(takeLines(lines, "a"), readAttribute);
  if (isFault(attributes)) return attributes;
  const media = takeMedia(lines, connection === null);
  if (isFault(media)) return media;
  const session = { origin, name, information, uri, emails, phones, connection, bandwidths, times, zones, key, attributes, media };
  return { kind: "session-description", ...session };
}

/** The same, for who meets the same descriptions again and again. */
export const readDescription = remembering(parseDescription);

function takeTimes(lines: Lines): readonly Time[] | ParseFault {
  const times: Time[] = [];
  for (let line = takeLine(lines, "t"); line !== null; line = takeLine(lines, "t")) {
    const [start = "", stop = "", ...more] = line.value.split(" ");
    if (!DIGITS.test(start) || !DIGITS.test(stop) || more.length > 0) return wrong(line, "a start and a stop time", "RFC 8866 §5.9");
    times.push({ start, stop, repeats: takeLines(lines, "r").map(({ value }) => value) });
  }
  return times.length > 0 ? times : faultAtNext(lines, "t=", "RFC 8866 §5.9");
}

/** @param needed whether each says itself where it goes, because the session does not (§5.7). */
function takeMedia(lines: Lines, needed: boolean): readonly MediaDescription[] | ParseFault {
  const media: MediaDescription[] = [];
  for (let line = takeLine(lines, "m"); line !== null; line = takeLine(lines, "m")) {
    const stream = readStream(line);
    if (isFault(stream)) return stream;
    const information = takeLine(lines, "i")?.value ?? null;
    const connections = each(takeLines(lines, "c"), readConnection);
    if (isFault(connections)) return connections;
    if (needed && connections.length === 0) return wrong(line, "c= here or for the session", "RFC 8866 §5.7");
    const bandwidths = each(takeLines(lines, "b"), readBandwidth);
    if (isFault(bandwidths)) return bandwidths;
    const key = takeLine(lines, "k")?.value ?? null;
    const attributes = each(takeLines(lines, "a"), readAttribute);
    if (isFault(attributes)) return attributes;
    media.push({ kind: "media-description", ...stream, information, connections, bandwidths, key, attributes });
  }
  return lines.next === lines.all.length ? media : faultAtNext(lines, "m= or the end", grammar);
}

function readOrigin(line: Line): Origin | ParseFault {
  const [username = "", id = "", version = "", netType = "", addressType = "", address = "", ...more] = line.value.split(" ");
  const fields = FIELD.test(username) && DIGITS.test(id) && DIGITS.test(version) && more.length === 0;
  if (!fields || !isPlace(netType, addressType, address)) return wrong(line, "six fields of an origin", "RFC 8866 §5.2");
  return { username, id, version, netType, addressType, address };
}

function readConnection(line: Line): Connection | ParseFault {
  const [netType = "", addressType = "", address = "", ...more] = line.value.split(" ");
  if (more.length > 0 || !isPlace(netType, addressType, address))
    return wrong(line, "a network, a kind of address and one address", "RFC 8866 §5.7");
  return { netType, addressType, address };
}

function isPlace(netType: string, addressType: string, address: string): boolean {
  return TOKEN.test(netType) && TOKEN.test(addressType) && FIELD.test(address);
}

function readBandwidth(line: Line): Bandwidth | ParseFault {
  const [, type, value] = /^([^:]+):([0-9]+)$/.exec(line.value) ?? [];
  return type !== undefined && value !== undefined && TOKEN.test(type)
    ? { type, value }
    : wrong(line, "a type, a colon and a number", "RFC 8866 §5.8");
}

function readAttribute(line: Line): Attribute | ParseFault {
  const colon = line.value.indexOf(":");
  const name = colon < 0 ? line.value : line.value.slice(0, colon);
  if (!TOKEN.test(name) || colon === line.value.length - 1) return wrong(line, "a name, with a value after a colon", "RFC 8866 §5.13");
  return { name, value: colon < 0 ? null : line.value.slice(colon + 1) };
}

function readStream(line: Line): Pick<MediaDescription, "type" | "port" | "ports" | "protocol" | "formats"> | ParseFault {
  const [type = "", where = "", protocol = "", ...formats] = line.value.split(" ");
  const [, port, ports] = /^([0-9]{1,5})(?:\/([1-9][0-9]{0,4}))?$/.exec(where) ?? [];
  const isRight =
    TOKEN.test(type) && protocol.split("/").every((part) => TOKEN.test(part)) && formats.every((format) => TOKEN.test(format));
  if (port === undefined || Number(port) > 65535 || !isRight || formats.length === 0) {
    return wrong(line, "a medium, a port, a protocol and its formats", "RFC 8866 §5.14");
  }
  return { type, port: Number(port), ports: ports === undefined ? null : Number(ports), protocol, formats };
}

function required<T>(lines: Lines, letter: string, read: (line: Line) => T | ParseFault): T | ParseFault {
  const line = takeLine(lines, letter);
  return line === null ? faultAtNext(lines, `${letter}=`, grammar) : read(line);
}

function optional<T>(lines: Lines, letter: string, read: (line: Line) => T | ParseFault): T | null | ParseFault {
  const line = takeLine(lines, letter);
  return line === null ? null : read(line);
}

function each<T>(lines: readonly Line[], read: (line: Line) => T | ParseFault): readonly T[] | ParseFault {
  const all: T[] = [];
  for (const line of lines) {
    const item = read(line);
    if (isFault(item)) return item;
    all.push(item);
  }
  return all;
}

function wrong(line: Line, expected: string, clause: string): ParseFault {
  return fault(`expected ${expected}, found ${JSON.stringify(`${line.letter}=${line.value}`)}`, line.at, clause);
}
