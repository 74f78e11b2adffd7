// What an item in a message really is, where somebody works with it: the value goes over the wire with its name.

/** What a message brings besides the names of its items. */
export type Payload = VectorPayload | ResynchronisationPayload | ValuePayload;

/** What somebody may know, and pass on as it is. */
export type ValuePayload = IdentitiesPayload | ConferencePayload;

/** 3GPP TS 33.102 §6.3.2, in hexadecimal. */
export interface VectorPayload {
  readonly kind: "authentication-vector";
  /** Id of the item that it is. */
  readonly item: string;
  readonly rand: string;
  readonly autn: string;
  readonly xres: string;
  readonly ck: string;
  readonly ik: string;
}

/** 3GPP TS 33.102 §6.3.5: what a registrar hands on of a client to which the sequence number is out of range, in hexadecimal. */
export interface ResynchronisationPayload {
  readonly kind: "resynchronisation";
  /** Of the challenge. */
  readonly rand: string;
  readonly auts: string;
}

/** By what a user registers (3GPP TS 23.228 §4.3.3). */
export interface IdentitiesPayload {
  readonly kind: "sip-identities";
  readonly item: string;
  /** The private one, IMPI: `ue1@core.callflow.invalid`. */
  readonly private: string;
  /** The public one, IMPU: a SIP URI. */
  readonly public: string;
}

/** What a media resource has set aside: where each component of a conference is to be sent. */
export interface ConferencePayload {
  readonly kind: "conference";
  readonly item: string;
  /** The conference at its resource. */
  readonly id: string;
  /** A host, as `c=` of SDP has it. */
  readonly address: string;
  readonly media: readonly { readonly component: string; readonly port: number }[];
}

/** A payload in a few words: `UE1@home.example, sip:UE1@home.example`, `host: audio 30000, video 30002`. */
export function printPayload(payload: Payload): string {
  switch (payload.kind) {
    case "authentication-vector":
    case "resynchronisation":
      return `RAND ${payload.rand}`;
    case "sip-identities":
      return `${payload.private}, ${payload.public}`;
    case "conference":
      return `${payload.id} at ${payload.address}: ${payload.media.map(({ component, port }) => `${component} ${port}`).join(", ")}`;
  }
}
