import { refreshesTarget } from "../dialog/dialog.ts";
import { numberOf, tagOf } from "../fields.ts";
import { type Header, headersOf, type SipResponseMessage } from "../message.ts";
import { type ResponseDraft, responseTo } from "../responses.ts";
import { respond } from "../transaction/layer.ts";
import type { Server } from "./agent.ts";
import { refuse, takeSent, type Work } from "./work.ts";

/** RFC 3261 §8.2.6, §12.1.1: what an answer has besides what is asked for. */
export function composeResponse(work: Work, { request, tag }: Pick<Server, "request" | "tag">, draft: ResponseDraft): SipResponseMessage {
  const { config } = work.agent;
  const { status, headers = [] } = draft;
  const says = (name: string) => headers.some((header) => header.name === name);
  const added: Header[] = [];
  if (status > 100 && status < 300 && refreshesTarget(request.method)) {
    if (tagOf(request, "To") === null)
      added.push(...headersOf(request, "Record-Route").map((value): Header => ({ name: "Record-Route", value })));
    if (!says("Contact")) added.push({ name: "Contact", value: config.contact });
  }
  if (status >= 200 && status < 300) {
    const invite = request.method === "INVITE";
    if (invite && !says("Allow")) added.push({ name: "Allow", value: config.allow.join(", ") });
    if (invite && !says("Supported") && config.supported.length > 0) added.push({ name: "Supported", value: config.supported.join(", ") });
    // RFC 6665 §4.2.1.1: for how long it was granted.
    if (request.method === "SUBSCRIBE" && !says("Expires"))
      added.push({ name: "Expires", value: `${numberOf(request, "Expires") ?? 3600}` });
  }
  return responseTo(request, { ...draft, headers: [...added, ...headers] }, status === 100 ? null : tag);
}

export function transmitResponse(work: Work, transaction: string, response: SipResponseMessage): void {
  const refusal = takeSent(work, respond(work.agent.transactions, transaction, response));
  if (refusal !== null) refuse(work, transaction, refusal);
}
