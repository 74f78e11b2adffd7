import { joined } from "../../model/join-bytes.ts";
import { textOf } from "../../sip/octets.ts";
import { beginsSip } from "./sip-text.ts";

/** A message out of a stream, with the packet that has brought the last of it. */
export interface Streamed {
  readonly raw: string;
  readonly packet: number;
}

/** What a stream is told of a packet. */
export interface Piece {
  readonly packet: number;
  readonly sequence: number;
  readonly begins: boolean;
  readonly octets: Uint8Array;
}

/** What one end has sent to the other over TCP, put together again. */
export interface Stream {
  take(piece: Piece): readonly Streamed[];
  /** There is no more: what is missing now will not come. */
  end(): readonly Streamed[];
  /** What cannot be read of a stream with SIP, and why. */
  losses(): readonly Loss[];
}

export interface Loss {
  readonly packet: number;
  /** A predicate. */
  readonly what: string;
}

/** A head without an end, or a body that nobody would send, is no SIP. */
const LONGEST = 1 << 20;
/** What has been overtaken by so many packets does not come any more. */
const MOST_EARLY = 100;

const MISSING = "follows octets that are not in the capture: the message that they belong to cannot be read";
const OTHERWISE = "has something else than SIP where a message should begin: the Content-Length of the one before may be wrong";

const nothing: Uint8Array = new Uint8Array(0);

export function newStream(): Stream {
  const losses: Loss[] = [];
  let isSip = false;
  /** With which octet the connection began; null where the capture has not seen it. */
  let start: number | null = null;
  /** Where the next octet is to stand; null before the first. */
  let next: number | null = null;
  /** What has come before its turn, in the order of the stream. */
  let early: readonly Piece[] = [];
  let unread = nothing;
  /** The last packet that has brought something new. */
  let latest = 0;
  /** Whether a message begins with the first octet of `unread`. */
  let isInStep = false;

  function take(piece: Piece): readonly Streamed[] {
    if (!piece.begins || piece.sequence === start) return arrive(piece);
    const rest = end();
    [start, next, unread, isInStep] = [piece.sequence, piece.sequence, nothing, true];
    return [...rest, ...arrive(piece)];
  }

  function arrive(piece: Piece): readonly Streamed[] {
    if (piece.octets.length === 0) return [];
    next ??= piece.sequence;
    early = [...early, piece].sort((one, other) => behind(one.sequence, other.sequence));
    const read: Streamed[] = [];
    for (let [first] = early; first !== undefined && behind(first.sequence, next) <= 0; [first] = early) {
      early = early.slice(1);
      // What has come before is said again.
      const known = -behind(first.sequence, next);
      if (known >= first.octets.length) continue;
      next = (first.sequence + first.octets.length) >>> 0;
      latest = Math.max(latest, first.packet);
      read.push(...follow(first.octets.subarray(known)));
    }
    if (early.length > MOST_EARLY) read.push(...skipGap());
    return read;
  }

  function end(): readonly Streamed[] {
    const read: Streamed[] = [];
    while (early.length > 0) read.push(...skipGap());
    return read;
  }

  /** Goes on behind what is missing. */
  function skipGap(): readonly Streamed[] {
    const [first, ...others] = early;
    if (first === undefined) return [];
    losses.push({ packet: first.packet, what: MISSING });
    [next, unread, isInStep, early] = [first.sequence, nothing, false, others];
    return arrive(first);
  }

  /** Cuts messages off (RFC 3261 §18.3). */
  function follow(octets: Uint8Array): readonly Streamed[] {
    const before = isInStep ? unread : nothing;
    unread = withoutEmptyLines(joined([before, octets]));
    // Whoever begins to listen in the middle waits for a packet with which a message begins.
    isInStep ||= beginsSip(textOf(unread));
    const read: Streamed[] = [];
    while (isInStep) {
      const size = sizeOf(unread);
      if (size === "unknown" || (size !== "no SIP" && size > unread.length)) break;
      if (size === "no SIP") {
        if (isSip) losses.push({ packet: latest, what: OTHERWISE });
        isInStep = false;
        return read.length === 0 && before.length > 0 ? follow(octets) : read;
      }
      isSip = true;
      read.push({ raw: textOf(unread.subarray(0, size)), packet: latest });
      unread = withoutEmptyLines(unread.slice(size));
    }
    return read;
  }

  return { take, end, losses: () => (isSip ? losses : []) };
}

/** Sequence numbers go round. @returns less than 0 where the first stands before the other */
function behind(one: number, other: number): number {
  return (one - other) | 0;
}

/** RFC 3261 §7.5, RFC 5626 §3.5.1. */
function withoutEmptyLines(octets: Uint8Array): Uint8Array {
  let at = 0;
  while (octets[at] === 13 && octets[at + 1] === 10) at += 2;
  return octets.subarray(at);
}

/** How many octets the message has that begins here. */
function sizeOf(octets: Uint8Array): number | "unknown" | "no SIP" {
  if (octets.length === 0) return "unknown";
  const lineEnd = find(octets, "\r\n");
  if (lineEnd < 0) return isBeginOfLine(octets) ? "unknown" : "no SIP";
  if (!beginsSip(textOf(octets.subarray(0, lineEnd + 2)))) return "no SIP";
  const headEnd = find(octets, "\r\n\r\n");
  if (headEnd < 0) return octets.length < LONGEST ? "unknown" : "no SIP";
  const head = textOf(octets.subarray(0, headEnd + 2));
  // RFC 3261 §18.3, §20.14: over a stream it is always said.
  const length = Number(/\r\n(?:content-length|l)[ \t]*:(?:[ \t]|\r\n[ \t])*(\d+)[ \t]*\r\n/i.exec(head)?.[1] ?? 0);
  return length < LONGEST ? headEnd + 4 + length : "no SIP";
}

/** Whether the rest of a start line may follow. */
function isBeginOfLine(octets: Uint8Array): boolean {
  const last = octets.length - 1;
  return last < 8192 && octets.every((octet, at) => (octet >= 32 && octet !== 127) || (octet === 13 && at === last));
}

function find(octets: Uint8Array, what: string): number {
  for (let at = octets.indexOf(13); at >= 0; at = octets.indexOf(13, at + 1)) {
    let index = 0;
    while (index < what.length && octets[at + index] === what.charCodeAt(index)) index += 1;
    if (index === what.length) return at;
  }
  return -1;
}
