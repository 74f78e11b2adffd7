import { newMargin } from "../margin.ts";
import type { Attribute, Bandwidth, Connection, MediaDescription, SessionDescription } from "./description.ts";

/** RFC 8866 §9: the lines in their one order, each with CRLF. */
export function writeDescription(description: SessionDescription): string {
  const { username, id, version, netType, addressType, address } = description.origin;
  return `v=0\r\no=${username} ${id} ${version} ${netType} ${addressType} ${address}\r\n${writeContent(description)}`;
}

/** Whether two say the same, whoever says it and in whichever version. */
export function isSameContent(one: SessionDescription, other: SessionDescription): boolean {
  return one === other || writeContent(one) === writeContent(other);
}

const written = newMargin<SessionDescription, string>();

/** What follows v= and o=. */
function writeContent(description: SessionDescription): string {
  const known = written.read(description);
  if (known !== undefined) return known;
  const { times, media } = description;
  const lines = [
    `s=${description.name}`,
    ...one("i", description.information),
    ...one("u", description.uri),
    ...description.emails.map((email) => `e=${email}`),
    ...description.phones.map((phone) => `p=${phone}`),
    ...(description.connection === null ? [] : [connectionLine(description.connection)]),
    ...description.bandwidths.map(bandwidthLine),
    ...times.flatMap(({ start, stop, repeats }) => [`t=${start} ${stop}`, ...repeats.map((repeat) => `r=${repeat}`)]),
    ...one("z", description.zones),
    ...one("k", description.key),
    ...description.attributes.map(attributeLine),
    ...media.flatMap(mediaLines),
  ];
  const content = `${lines.join("\r\n")}\r\n`;
  written.note(description, content);
  return content;
}

function mediaLines(media: MediaDescription): readonly string[] {
  const { type, port, ports, protocol, formats } = media;
  return [
    `m=${type} ${port}${ports === null ? "" : `/${ports}`} ${protocol} ${formats.join(" ")}`,
    ...one("i", media.information),
    ...media.connections.map(connectionLine),
    ...media.bandwidths.map(bandwidthLine),
    ...one("k", media.key),
    ...media.attributes.map(attributeLine),
  ];
}

const one = (letter: string, value: string | null): readonly string[] => (value === null ? [] : [`${letter}=${value}`]);

const connectionLine = ({ netType, addressType, address }: Connection): string => `c=${netType} ${addressType} ${address}`;

const bandwidthLine = ({ type, value }: Bandwidth): string => `b=${type}:${value}`;

const attributeLine = ({ name, value }: Attribute): string => (value === null ? `a=${name}` : `a=${name}:${value}`);
