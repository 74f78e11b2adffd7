import { readMediaType } from "../../sip/headers/tokens.ts";
import { headerOf, isFault } from "../../sip/message.ts";
import type { SessionDescription } from "../../sip/sdp/description.ts";
import { parseDescription } from "../../sip/sdp/parse-description.ts";
import type { Wire } from "./wire.ts";

/** The session description of a message. */
export interface Described {
  readonly has: boolean;
  /** Null where there is none, and where it is part of another body or cannot be read. */
  readonly description: SessionDescription | null;
}

/** Reads the same body once. */
export function newReader(): (wire: Wire) => Described {
  const read = new Map<string, SessionDescription | null>();
  return ({ message }) => {
    const { body } = message;
    const type = body === "" ? null : readMediaType(headerOf(message, "Content-Type") ?? "");
    if (type === null || isFault(type)) return { has: false, description: null };
    if (type.type === "multipart") return { has: /^Content-Type:\s*application\/sdp/im.test(body), description: null };
    if (`${type.type}/${type.subtype}` !== "application/sdp") return { has: false, description: null };
    const known = read.get(body);
    if (known !== undefined) return { has: true, description: known };
    const parsed = parseDescription(body);
    const description = isFault(parsed) ? null : parsed;
    read.set(body, description);
    return { has: true, description };
  };
}
