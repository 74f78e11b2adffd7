import type { Attribute, MediaDescription, Origin, SessionDescription } from "../sdp/description.ts";
import { type Direction, directionOf, narrowed, receives, sends, withDirection } from "../sdp/direction.ts";
import { type DescriptionFault, revise } from "../sdp/revise.ts";

/** What an end point says to a stream that it takes. */
export interface StreamAnswer {
  readonly port: number;
  /** Of those that were offered, the ones it takes, best first. */
  readonly formats: readonly string[];
  /** What it would like; an answer says no more than the offer allows. */
  readonly direction: Direction;
  /** Without a direction. */
  readonly attributes: readonly Attribute[];
}

/** Who answers: for the first time with an origin, later with what it said last. */
export type Answerer = { readonly origin: Origin } | { readonly previous: SessionDescription };

/**
 * RFC 3264 §6: as many m= lines, in the same order, each for the same medium over the same protocol.
 * @param decide null refuses the stream
 */
export function answerTo(
  offer: SessionDescription,
  answerer: Answerer,
  decide: (media: MediaDescription, index: number) => StreamAnswer | null,
): SessionDescription {
  const origin = "origin" in answerer ? answerer.origin : answerer.previous.origin;
  const { netType, addressType, address } = origin;
  const first: SessionDescription = {
    ...{ kind: "session-description", origin, name: "-", information: null, uri: null, emails: [], phones: [] },
    connection: "origin" in answerer ? { netType, addressType, address } : answerer.previous.connection,
    bandwidths: [],
    // §6: t= equals that of the offer.
    times: offer.times,
    zones: null,
    key: null,
    attributes: [],
    media: offer.media.map((media, index) => answerStream(media, offer, media.port === 0 ? null : decide(media, index))),
  };
  return "origin" in answerer ? first : revise(answerer.previous, first);
}

function answerStream(offered: MediaDescription, offer: SessionDescription, answer: StreamAnswer | null): MediaDescription {
  const { kind, type, protocol } = offered;
  const empty = { information: null, connections: [], bandwidths: [], key: null, ports: null };
  if (answer === null) return { kind, type, port: 0, protocol, formats: offered.formats, ...empty, attributes: [] };
  const direction = narrowed(directionOf(offered, offer), answer.direction);
  const attributes = withDirection(answer.attributes, direction);
  return { kind, type, port: answer.port, protocol, formats: answer.formats, ...empty, attributes };
}

/** RFC 3264 §6: whether this can be the answer to that. */
export function checkAnswer(offer: SessionDescription, answer: SessionDescription): readonly DescriptionFault[] {
  const faults: DescriptionFault[] = [];
  const say = (what: string, clause: string, media: number | null): void => void faults.push({ what, clause, media });
  if (answer.media.length !== offer.media.length) {
    say(`${answer.media.length} m= lines answer ${offer.media.length}`, "RFC 3264 §6", null);
  }
  const times = ({ times: all }: SessionDescription): string => all.map(({ start, stop }) => `${start} ${stop}`).join();
  if (times(answer) !== times(offer)) say("t= is another than that of the offer", "RFC 3264 §6", null);
  for (const [index, stream] of answer.media.entries()) {
    const offered = offer.media[index];
    if (offered === undefined) break;
    if (stream.type !== offered.type) say(`${stream.type} answers ${offered.type}`, "RFC 3264 §6", index);
    if (stream.protocol !== offered.protocol) say(`${stream.protocol} answers ${offered.protocol}`, "RFC 3264 §6", index);
    if (stream.port === 0) continue;
    if (offered.port === 0) say("a stream that was not offered is taken", "RFC 3264 §6", index);
    else checkStream(stream, directionOf(stream, answer), offered, directionOf(offered, offer), (what, clause) => say(what, clause, index));
  }
  return faults;
}

function checkStream(
  stream: MediaDescription,
  direction: Direction,
  offered: MediaDescription,
  asked: Direction,
  say: (what: string, clause: string) => void,
): void {
  if (!stream.formats.some((format) => offered.formats.includes(format))) {
    say(`none of the formats ${offered.formats.join(" ")} is taken, the port is not 0`, "RFC 3264 §6");
  }
  const tooMuch = (sends(direction) && !receives(asked)) || (receives(direction) && !sends(asked));
  if (tooMuch) say(`${direction} answers ${asked}`, "RFC 3264 §6.1");
}
