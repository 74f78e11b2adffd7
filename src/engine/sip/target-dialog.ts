import { allOf, entryOf } from "../../sip/entries.ts";
import type { Header } from "../../sip/message.ts";
import type { SignalState } from "../signals/state.ts";

/** RFC 4538 §7: a REFER goes in a dialog of its own (RFC 7647 §4) and names the one of the session that it is about. */
export function targetDialogOf(session: string | null, { stack }: SignalState): readonly Header[] {
  const leg = allOf(stack.legs).find(({ key, dialog }) => dialog !== null && key.startsWith(`${session}|`));
  const dialog = entryOf(stack.agent.dialogs, leg?.dialog ?? "")?.dialog;
  if (session === null || dialog === undefined) return [];
  const { callId, localTag, remoteTag } = dialog;
  return [{ name: "Target-Dialog", value: `${callId};local-tag=${localTag};remote-tag=${remoteTag}` }];
}
