import { BadInput } from "../model/wrong.ts";

/** What a handle stands for in the data. */
export type Ref =
  /** Ids of elements or messages. `learnt`: the messages and actions to act upon, where they are others: the last of an exchange, none of another flow. */
  | { readonly kind: "things"; readonly ids: readonly string[]; readonly learnt?: readonly string[] }
  /** `message`: the one that carried it; null where it was made or given. */
  | { readonly kind: "item"; readonly item: string; readonly message: string | null }
  | { readonly kind: "precondition"; readonly id: string }
  | { readonly kind: "note"; readonly id: string };

const REF = Symbol("callflow.ref");

/** Ties a handle to what it stands for. */
export function withRef<H extends object>(handle: H, ref: Ref): H {
  return Object.defineProperty(handle, REF, { value: ref });
}

/** @returns null for what is no handle of the DSL */
export function refOf(handle: unknown): Ref | null {
  return typeof handle === "object" && handle !== null && REF in handle ? (handle[REF] as Ref) : null;
}

/** The ids behind a handle that `using` names. */
export function learntIdsOf(handle: unknown): readonly string[] {
  const ref = refOf(handle);
  return ref?.kind === "things" ? (ref.learnt ?? ref.ids) : idsOf(handle);
}

/** The ids behind a handle that prose can cite. */
export function idsOf(handle: unknown): readonly string[] {
  const ref = refOf(handle);
  switch (ref?.kind) {
    case "things":
      return ref.ids;
    case "item":
      return [ref.item];
    case "precondition":
    case "note":
      return [ref.id];
    case undefined:
      throw new BadInput("something stands here that is no handle of the flow", { remedy: "Name what a call of the flow has returned" });
  }
}
