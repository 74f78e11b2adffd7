import type { Header, SipRequestMessage } from "../../src/sip/message.ts";

export interface Asked {
  readonly uri?: string;
  readonly via?: string;
  readonly branch?: string;
  readonly from?: string;
  readonly to?: string;
  readonly callId?: string;
  readonly cseq?: number;
  readonly headers?: readonly Header[];
  readonly body?: string;
}

/** A request as it goes over the wire, alice's to bob unless it is said otherwise. */
export function request(method: string, asked: Asked = {}): SipRequestMessage {
  return {
    kind: "request",
    method,
    uri: asked.uri ?? "sip:bob@biloxi.example.com",
    headers: [
      { name: "Via", value: `SIP/2.0/${asked.via ?? "UDP client.atlanta.example.com:5060"};branch=${asked.branch ?? "z9hG4bK74bf9"}` },
      { name: "Max-Forwards", value: "70" },
      { name: "From", value: asked.from ?? "Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl" },
      { name: "To", value: asked.to ?? "Bob <sip:bob@biloxi.example.com>" },
      { name: "Call-ID", value: asked.callId ?? "3848276298220188511@atlanta.example.com" },
      { name: "CSeq", value: `${asked.cseq ?? 1} ${method}` },
      ...(asked.headers ?? [{ name: "Contact", value: "<sip:alice@client.atlanta.example.com>" }]),
    ],
    body: asked.body ?? "",
  };
}
