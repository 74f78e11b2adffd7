import { readMediaType } from "../../sip/headers/tokens.ts";
import { newMargin } from "../../sip/margin.ts";
import { headerOf, isFault, type SipMessage } from "../../sip/message.ts";
import { remembering } from "../../sip/remember.ts";
import type { SessionDescription } from "../../sip/sdp/description.ts";
import { readDescription } from "../../sip/sdp/parse-description.ts";
import type { Wire } from "./wire.ts";

/** The session description of a message. */
export interface Described {
  readonly has: boolean;
  /** Null where there is none, and where it is part of another body or cannot be read. */
  readonly description: SessionDescription | null;
}

export function describedIn({ message }: Pick<Wire, "message">): Described {
  if (message.body === "") return nothing;
  const known = described.read(message);
  if (known !== undefined) return known;
  const made = readDescribed(message);
  described.note(message, made);
  return made;
}

const described = newMargin<SipMessage, Described>();

function readDescribed(message: SipMessage): Described {
  const { body } = message;
  const type = mediaTypeIn(headerOf(message, "Content-Type") ?? "");
  if (isFault(type)) return nothing;
  if (type.type === "multipart") return { has: /^Content-Type:\s*application\/sdp/im.test(body), description: null };
  if (`${type.type}/${type.subtype}` !== "application/sdp") return nothing;
  const read = readDescription(body);
  return { has: true, description: isFault(read) ? null : read };
}

const nothing: Described = { has: false, description: null };
const mediaTypeIn = remembering(readMediaType);
