/** The public face `callflow/sip`: SIP requests and how a session is described. Re-exports only. */
export type { Line, MediaSet, Session } from "./media.ts";
export type { SipMessage } from "./signals.ts";
export { sip } from "./sip-requests.ts";
