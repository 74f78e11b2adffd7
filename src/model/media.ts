/** A set of media components of a session, evaluated when a variant has been chosen. */
export type MediaRef =
  /** Named components; an empty list is none. */
  | { readonly kind: "components"; readonly session: string; readonly names: readonly string[] }
  | { readonly kind: "parameter"; readonly parameter: string }
  /** Those of `all`, the components of the session, that are not in `of`. */
  | { readonly kind: "rest"; readonly session: string; readonly all: readonly string[]; readonly of: MediaRef };
