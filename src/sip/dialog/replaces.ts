import { readReplaces } from "../headers/events.ts";
import { headersOf, isFault, type SipRequestMessage } from "../message.ts";
import { type Dialog, dialogId } from "./dialog.ts";

/** A dialog as the matching of Replaces sees it. */
export interface Replaceable {
  readonly dialog: Dialog;
  /** Whether this side sent the INVITE that made it. */
  readonly initiated: boolean;
  /** Whether INVITE made it at all. */
  readonly invited: boolean;
  /** Whether its session is over, though the dialog is not yet forgotten. */
  readonly over: boolean;
}

export type Replacement =
  | { readonly kind: "none" }
  | { readonly kind: "dialog"; readonly dialog: Dialog }
  | { readonly kind: "refused"; readonly status: 400 | 481 | 486 | 603 };

/** RFC 3891 §3: which dialog an INVITE asks to replace. @param find by the id of the dialog */
export function replacementOf(invite: SipRequestMessage, find: (id: string) => Replaceable | null): Replacement {
  const [value, ...more] = headersOf(invite, "Replaces");
  if (value === undefined) return { kind: "none" };
  const replaces = readReplaces(value);
  if (more.length > 0 || isFault(replaces)) return { kind: "refused", status: 400 };
  const { callId, toTag, fromTag, earlyOnly } = replaces;
  // A peer of RFC 2543 has no tag; "0" stands for it.
  const found = find(dialogId(callId, toTag, fromTag)) ?? (fromTag === "0" ? find(dialogId(callId, toTag, "")) : null);
  if (found === null || !found.invited) return { kind: "refused", status: 481 };
  if (found.over) return { kind: "refused", status: 603 };
  if (found.dialog.state === "confirmed") return earlyOnly ? { kind: "refused", status: 486 } : { kind: "dialog", dialog: found.dialog };
  return found.initiated ? { kind: "dialog", dialog: found.dialog } : { kind: "refused", status: 481 };
}
