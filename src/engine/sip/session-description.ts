import type { LocalMessage } from "../../analysis/local-view.ts";
import type { ConferencePayload } from "../../model/payload.ts";
import type { Description } from "../../model/signal.ts";
import { hashOf } from "../../sip/identifiers.ts";
import { type Header, isFault, type SipMessage } from "../../sip/message.ts";
import {
  type Attribute,
  attributeOf,
  type Connection,
  type MediaDescription,
  newDescription,
  newMedia,
  type SessionDescription,
  streamAddress,
} from "../../sip/sdp/description.ts";
import { type Direction, directionOf } from "../../sip/sdp/direction.ts";
import { readDescription } from "../../sip/sdp/parse-description.ts";
import { revise } from "../../sip/sdp/revise.ts";
import { writeDescription } from "../../sip/sdp/write-description.ts";
import type { SignalState } from "../signals/state.ts";
import { conferenceIn } from "../signals/values.ts";
import { hostOf, participantAt } from "./addresses.ts";

/** One component as a description has it. */
export interface DescribedLine {
  readonly component: string;
  /** The participant that receives it; null where it is refused. */
  readonly at: string | null;
  /** Where it receives it; 0 where it is refused. */
  readonly port: number;
  readonly direction: Direction;
}

type Wanted = Omit<DescribedLine, "port">;

const SDP_TYPE = "application/sdp";

/** What has been said in a leg before. */
export interface Said {
  /** By the describer. */
  readonly own: SessionDescription | null;
  /** The offer that this answers; null for an offer. */
  readonly offer: SessionDescription | null;
  /** Whose address and ports it names. */
  readonly conference: ConferencePayload | null;
}

/** The conference that a description is to name, or a predicate that says why it cannot. */
export function conferenceFor(
  message: LocalMessage,
  description: Description | null,
  state: SignalState,
): ConferencePayload | { readonly lacking: string } | null {
  const conference = description === null ? null : conferenceIn(message, state);
  if (description === null || conference === null || "lacking" in conference) return conference;
  const lines = description.lines.filter(({ at }) => at !== null && hostOf(at) === conference.address);
  const missing = lines
    .flatMap(({ media }) => (media.kind === "components" ? media.names : []))
    .find((name) => !conference.media.some(({ component }) => component === name));
  return missing === undefined ? conference : { lacking: `has been given no port for ${missing} there` };
}

/**
 * RFC 3264 §5, §6, §8: the description of a flow as SDP. The m= lines keep their order: an answer has those of its offer, a later
 * offer those of the one before, and what is new comes last. A stream that the flow does not mention stays as it was.
 */
export function describe(self: string, session: string, { lines }: Description, { own, offer, conference }: Said): SessionDescription {
  const wanted = new Map<string, Wanted>();
  for (const { media, at, direction } of lines)
    if (media.kind === "components") for (const component of media.names) wanted.set(component, { component, at, direction });
  const before = (offer ?? own)?.media ?? [];
  const kept = before.map((stream) => {
    const component = componentOf(stream);
    const line = wanted.get(component);
    wanted.delete(component);
    if (line !== undefined) return mediaOf(self, line, conference);
    return (
      own?.media.find((other) => componentOf(other) === component) ?? mediaOf(self, { component, at: null, direction: "inactive" }, null)
    );
  });
  const media = [...kept, ...[...wanted.values()].map((line) => mediaOf(self, line, conference))];
  const id = String(hashOf(`${self} ${session}`));
  const next = { ...newDescription({ username: "-", id, version: "1", address: hostOf(self) }, []), name: session, media };
  return own === null ? next : revise(own, next);
}

/** What a message has besides what its stack says. */
export interface Content {
  readonly headers: readonly Header[];
  readonly body: string;
}

/** @param description null where there is nothing to describe */
export function withDescription(headers: readonly Header[], description: SessionDescription | null): Content {
  if (description === null) return { headers, body: "" };
  return { headers: [...headers, { name: "Content-Type", value: SDP_TYPE }], body: writeDescription(description) };
}

/** @returns null where the message has none */
export function descriptionIn(message: SipMessage): SessionDescription | null {
  if (message.body === "" || message.headers.find(({ name }) => name === "Content-Type")?.value !== SDP_TYPE) return null;
  const read = readDescription(message.body);
  return isFault(read) ? null : read;
}

export function linesIn(description: SessionDescription): readonly DescribedLine[] {
  return description.media.map((stream) => {
    const address = streamAddress(stream, description);
    const at = stream.port === 0 ? null : (participantAt(address) ?? address);
    return { component: componentOf(stream), at, port: stream.port, direction: directionOf(stream, description) };
  });
}

/** RFC 4574: the label says which component of the flow it is. */
function componentOf({ type, attributes }: MediaDescription): string {
  return attributeOf(attributes, "label") ?? type;
}

/** How each type of media is carried; others as what the source calls them. */
const carriages: { readonly [type in string]?: Pick<MediaDescription, "protocol" | "formats"> & { readonly map: string | null } } = {
  audio: { protocol: "RTP/AVP", formats: ["96"], map: "96 AMR/8000" },
  video: { protocol: "RTP/AVP", formats: ["97"], map: "97 H264/90000" },
  text: { protocol: "RTP/AVP", formats: ["98"], map: "98 t140/1000" },
  message: { protocol: "TCP/MSRP", formats: ["*"], map: null },
};

function mediaOf(self: string, { component, at, direction }: Wanted, conference: ConferencePayload | null): MediaDescription {
  const type = carriages[component] === undefined ? "application" : component;
  const { protocol, formats, map } = carriages[type] ?? { protocol: "udp", formats: ["*"], map: null };
  const port = at === null ? 0 : (portIn(conference, at, component) ?? portOf(at, component));
  const attributes: readonly Attribute[] = [
    ...(map === null ? [] : [{ name: "rtpmap", value: map }]),
    ...(type === "message" && at !== null ? msrp(at, port) : []),
    { name: "label", value: component },
    ...(at === null ? [] : [{ name: direction, value: null }]),
  ];
  const elsewhere: readonly Connection[] = at === null || at === self ? [] : [{ netType: "IN", addressType: "IP4", address: hostOf(at) }];
  return { ...newMedia({ type, port, protocol, formats, attributes }), connections: elsewhere };
}

/** RFC 4975 §8. */
function msrp(at: string, port: number): readonly Attribute[] {
  return [
    { name: "accept-types", value: "text/plain" },
    { name: "path", value: `msrp://${hostOf(at)}:${port}/s${hashOf(at)};tcp` },
  ];
}

/** @returns null for what is no part of the conference */
function portIn(conference: ConferencePayload | null, at: string, component: string): number | null {
  if (conference === null || conference.address !== hostOf(at)) return null;
  return conference.media.find((one) => one.component === component)?.port ?? null;
}

/** The same for everybody who speaks of it; even, as RTP wants it. */
function portOf(at: string, component: string): number {
  return 20_000 + 2 * (hashOf(`${at} ${component}`) % 10_000);
}
