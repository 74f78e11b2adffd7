import { remembering } from "../../sip/remember.ts";

/**
 * How participants are reached, derived from their ids and back. RFC 2606 reserves the domain: nobody is called so. Host names do not
 * tell capitals from small letters, so that `clientA` is `client-a`.
 */
const DOMAIN = ".callflow.invalid";

/** In front of an id that is no camel-cased word: its UTF-8 in hexadecimal follows. */
const CODED = "x--";

/** The participant as a token of SIP and as a label of DNS. */
export const labelOf = remembering((participant) => {
  const isPlain = /^[a-z][A-Za-z0-9]*$/.test(participant);
  return isPlain
    ? participant.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
    : `${CODED}${Buffer.from(participant, "utf8").toString("hex")}`;
});

export const hostOf = remembering((participant) => `${labelOf(participant)}${DOMAIN}`);

/** @returns null for the host of nobody */
export const participantAt = remembering((host): string | null =>
  host.endsWith(DOMAIN) ? participantCalled(host.slice(0, -DOMAIN.length)) : null,
);

/** The participant that has this label. */
export const participantCalled = remembering((label) => {
  if (label.startsWith(CODED)) return Buffer.from(label.slice(CODED.length), "hex").toString("utf8");
  return label.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
});

/** `sip:ue1@ue1.callflow.invalid`. @param at whose domain it is in */
export function uriOf(participant: string, at: string = participant): string {
  return `sip:${labelOf(participant)}@${hostOf(at)}`;
}

/** What brings a request there: `<sip:pcscf1.callflow.invalid;lr>`. */
export function routeTo(participant: string): string {
  return `<sip:${hostOf(participant)};lr>`;
}

/** What its Via begins with. */
export function viaOf(participant: string): string {
  return `SIP/2.0/UDP ${hostOf(participant)}`;
}
