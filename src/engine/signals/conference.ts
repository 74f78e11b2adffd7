import type { ConferencePayload } from "../../model/payload.ts";
import { hashOf } from "../../sip/identifiers.ts";
import { hostOf } from "../sip/addresses.ts";
import type { SignalState, Transaction } from "./state.ts";

/** Where a media resource begins to number its ports, and how many pairs of them it may begin with: RTP wants even ones. */
const FIRST_PORT = 40_000;
const PAIRS = 10_000;

/** What a participant sets aside because it has been asked to. @returns null where the request asks for no media */
export function allocated(item: string, request: Transaction | null, { view, stack }: SignalState): ConferencePayload | null {
  const signal = request?.signal;
  const media = signal?.kind === "operation" ? signal.allocates : undefined;
  if (media?.kind !== "components" || media.names.length === 0) return null;
  const mark = hashOf(`conference ${stack.agent.config.seed} ${view.participant} ${item}`);
  const first = FIRST_PORT + 2 * (mark % PAIRS);
  return {
    kind: "conference",
    item,
    id: `conference-${mark.toString(36)}`,
    address: hostOf(view.participant),
    media: media.names.map((component, at) => ({ component, port: first + 2 * at })),
  };
}
