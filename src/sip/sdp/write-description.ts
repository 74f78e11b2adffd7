import type { Attribute, Bandwidth, Connection, MediaDescription, SessionDescription } from "./description.ts";

/** RFC 8866 §9: the lines in their one order, each with CRLF. */
export function writeDescription(description: SessionDescription): string {
  const { origin, times, media } = description;
  const { username, id, version, netType, addressType, address } = origin;
  const lines = [
    "v=0",
    `o=${username} ${id} ${version} ${netType} ${addressType} ${address}`,
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
  return lines.map((line) => `${line}\r\n`).join("");
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
