// A session description (RFC 8866 §5, as RFC 4566 before it) as plain data. What repeats keeps its order.

export interface SessionDescription {
  readonly kind: "session-description";
  readonly origin: Origin;
  /** s=; "-" where a session has no name. */
  readonly name: string;
  readonly information: string | null;
  readonly uri: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly connection: Connection | null;
  readonly bandwidths: readonly Bandwidth[];
  /** At least one. */
  readonly times: readonly Time[];
  /** z=, as it is written. */
  readonly zones: string | null;
  readonly key: string | null;
  readonly attributes: readonly Attribute[];
  readonly media: readonly MediaDescription[];
}

/** §5.2. The identifier and the version are digits: they may be longer than a number can say. */
export interface Origin {
  readonly username: string;
  readonly id: string;
  readonly version: string;
  readonly netType: string;
  readonly addressType: string;
  readonly address: string;
}

/** §5.7. */
export interface Connection {
  readonly netType: string;
  readonly addressType: string;
  /** With the "/" of a multicast address. */
  readonly address: string;
}

/** §5.8. */
export interface Bandwidth {
  readonly type: string;
  readonly value: string;
}

/** §5.9 and §5.10. */
export interface Time {
  readonly start: string;
  readonly stop: string;
  /** r=, as they are written. */
  readonly repeats: readonly string[];
}

/** §5.13; null for a property, which has no value. */
export interface Attribute {
  readonly name: string;
  readonly value: string | null;
}

/** §5.14. */
export interface MediaDescription {
  readonly kind: "media-description";
  readonly type: string;
  /** 0 refuses the stream, or ends it (RFC 3264 §6 and §8.2). */
  readonly port: number;
  /** How many ports, where it says so. */
  readonly ports: number | null;
  readonly protocol: string;
  /** At least one. */
  readonly formats: readonly string[];
  readonly information: string | null;
  readonly connections: readonly Connection[];
  readonly bandwidths: readonly Bandwidth[];
  readonly key: string | null;
  readonly attributes: readonly Attribute[];
}

/** What an end point says of one stream; the rest follows. */
export interface MediaDraft {
  readonly type: string;
  readonly port: number;
  readonly protocol: string;
  readonly formats: readonly string[];
  readonly attributes: readonly Attribute[];
}

/** A description with nothing in it that nobody needs. @param origin of IP4 or IP6 */
export function newDescription(
  origin: Pick<Origin, "username" | "id" | "version" | "address">,
  media: readonly MediaDraft[],
): SessionDescription {
  const place = { netType: "IN", addressType: origin.address.includes(":") ? "IP6" : "IP4", address: origin.address };
  return {
    kind: "session-description",
    origin: { username: origin.username, id: origin.id, version: origin.version, ...place },
    name: "-",
    information: null,
    uri: null,
    emails: [],
    phones: [],
    connection: place,
    bandwidths: [],
    times: [{ start: "0", stop: "0", repeats: [] }],
    zones: null,
    key: null,
    attributes: [],
    media: media.map(newMedia),
  };
}

export function newMedia(draft: MediaDraft): MediaDescription {
  return { kind: "media-description", ...draft, ports: null, information: null, connections: [], bandwidths: [], key: null };
}

/** Where a stream is to be sent: §5.7, without an address of its own that of the session. @returns "" where neither says one */
export function streamAddress({ connections }: MediaDescription, { connection }: SessionDescription): string {
  return (connections[0] ?? connection)?.address ?? "";
}

/** @returns the value of the attribute, "" for a property, null where it is absent. */
export function attributeOf(attributes: readonly Attribute[], name: string): string | null {
  const found = attributes.find((attribute) => attribute.name === name);
  return found === undefined ? null : (found.value ?? "");
}
